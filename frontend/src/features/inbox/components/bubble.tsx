import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export type Voice = "contact" | "agent" | "bot";

interface BubbleProps {
  voice: Voice;
  failed?: boolean;
  pending?: boolean;
  dashed?: boolean;
  /** The corner towards its avatar is sharper on the last of a group. */
  tail: boolean;
  children: ReactNode;
}

/** The box around a message: its colour says who speaks. */
export function Bubble({ voice, failed, pending, dashed, tail, children }: BubbleProps) {
  return (
    <div
      className={cn(
        "relative max-w-full rounded-bubble px-3 py-2 text-message max-sm:text-[0.9375rem] max-sm:leading-[1.3125rem] forced-colors:border",
        tail && (voice === "contact" ? "rounded-bl-xs" : "rounded-br-xs"),
        failed ? "bg-danger-soft ring-1 ring-danger-line" : voice === "contact" ? "bg-bin" : voice === "bot" ? "border border-bot-line bg-bot-soft" : "bg-bout",
        dashed && "border border-dashed border-control",
        // Not yet the server's: the fill pales, the words keep their contrast.
        pending && "bg-bout/60",
      )}
    >
      {children}
    </div>
  );
}
