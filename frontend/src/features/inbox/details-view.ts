/** How this device shows the details: which tab, which sections, and whether beside the thread at all. */

import { useState } from "react";
import { create } from "zustand";
import { persist } from "zustand/middleware";
import { keptOnDevice } from "@/lib/kept";
import { useMediaQuery } from "@/lib/use-media-query";

const detailsTabs = ["contact", "flow"] as const;
type DetailsTab = (typeof detailsTabs)[number];
export type DetailsSection = "handled" | "contact" | "conversation" | "flow";

interface DetailsView {
  tab: DetailsTab;
  folded: DetailsSection[];
  beside: boolean;
}

export const useDetailsView = create<DetailsView>()(persist((): DetailsView => ({ tab: "contact", folded: [], beside: true }), { name: "pytake.details", storage: keptOnDevice() }));

export function fold(section: DetailsSection): void {
  useDetailsView.setState(({ folded }) => ({ folded: folded.includes(section) ? folded.filter((each) => each !== section) : [...folded, section] }));
}

export function turnTo(by: 1 | -1): void {
  useDetailsView.setState(({ tab }) => ({ tab: detailsTabs[(detailsTabs.indexOf(tab) + by + detailsTabs.length) % detailsTabs.length] ?? "contact" }));
}

export type DetailsPlace = "beside" | "over";

/** Where the details are shown, null for nowhere: beside the thread where there is room, else over it when asked for (ui.md §4). */
export function useDetailsPlace(): { place: DetailsPlace | null; toggle: () => void; close: () => void } {
  const wide = useMediaQuery("(min-width: 1440px)");
  const beside = useDetailsView((state) => state.beside);
  const [over, setOver] = useState(false);
  const show = (shown: boolean) => (wide ? useDetailsView.setState({ beside: shown }) : setOver(shown));
  const place = wide ? (beside ? "beside" : null) : over ? "over" : null;
  return { place, toggle: () => show(!place), close: () => show(false) };
}
