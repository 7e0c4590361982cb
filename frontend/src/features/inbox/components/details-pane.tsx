import { RotateCw, Unplug } from "lucide-react";
import type { CSSProperties } from "react";
import { EmptyState } from "@/components/empty-state";
import { PaneBoundary } from "@/components/pane-boundary";
import { Button } from "@/components/ui/button";
import { SideSheet } from "@/components/ui/side-sheet";
import { usePreferences } from "@/lib/preferences";
import { useT } from "@/lib/use-t";
import type { DetailsPlace } from "../details-view";
import { Details, type DetailsProps } from "./details";
import { DetailsSplitter } from "./pane-splitter";

interface DetailsPaneProps extends Omit<DetailsProps, "over"> {
  place: DetailsPlace;
}

/** The details beside the thread, or over it: a drawer, on a phone a sheet. What fails in them leaves the thread alone. */
export function DetailsPane({ place, ...props }: DetailsPaneProps) {
  const t = useT();
  const width = usePreferences((preferences) => preferences.detailsWidth);
  const details = (
    <PaneBoundary
      of={props.conversation.id}
      fallback={(again) => <EmptyState icon={Unplug} tone="danger" share={0.1} title={t("details.broken")}><Button icon={RotateCw} onClick={again}>{t("try_again")}</Button></EmptyState>}
    >
      <Details {...props} over={place === "over"} />
    </PaneBoundary>
  );
  if (place === "over") return <SideSheet label={t("details.title")} onClose={props.onClose}>{details}</SideSheet>;
  return (
    <aside id="details" data-pane tabIndex={-1} aria-label={t("details.title")} className="relative flex w-(--pane-width) shrink-0 flex-col border-l border-line outline-none" style={{ "--pane-width": `${width}px` } as CSSProperties}>
      <DetailsSplitter />
      {details}
    </aside>
  );
}
