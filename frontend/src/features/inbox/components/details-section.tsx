import { ChevronDown } from "lucide-react";
import { useId, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import { fold, useDetailsView, type DetailsSection as Section } from "../details-view";

interface DetailsSectionProps {
  of: Section;
  title: string;
  children: ReactNode;
}

/** A part of the details that folds, and stays folded on this device. */
export function DetailsSection({ of, title, children }: DetailsSectionProps) {
  const id = useId();
  const open = useDetailsView((state) => !state.folded.includes(of));
  return (
    <section className="border-b border-line last:border-0">
      <h3>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => fold(of)}
          className={cn("group flex w-full items-center gap-2 px-4 pt-3 text-left text-2xs font-medium text-ink3 -outline-offset-2 transition-tint hover:text-ink2 pointer-coarse:min-h-11", open ? "pb-2" : "pb-3")}
        >
          <span className="min-w-0 flex-1">{title}</span>
          <ChevronDown size={13} aria-hidden className={cn("shrink-0", open ? "opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100 pointer-coarse:opacity-100" : "-rotate-90")} />
        </button>
      </h3>
      {open ? <div id={id} className="px-4 pb-3">{children}</div> : null}
    </section>
  );
}

/** What is known, under its name. Inside a `dl`. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-[26px] flex-wrap items-center gap-x-3">
      <dt className="min-w-[92px] max-w-full text-xs text-ink3">{name}</dt>
      <dd className="flex min-w-[min(100%,7rem)] flex-1 items-center gap-1.5">{children}</dd>
    </div>
  );
}
