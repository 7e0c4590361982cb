import { useRef, type KeyboardEvent } from "react";
import { cn } from "@/lib/cn";
import { useWords } from "../words/use-words";

const TABS = ["payload", "headers", "did", "answer"] as const;
export type DetailTab = (typeof TABS)[number];

interface DetailTabsProps {
  tab: DetailTab;
  /** How many steps are known. */
  steps: number | undefined;
  onPick: (tab: DetailTab) => void;
}

/** The faces of a line of the log. Arrow keys move. */
export function DetailTabs({ tab, steps, onPick }: DetailTabsProps) {
  const { say } = useWords();
  const list = useRef<HTMLDivElement>(null);

  function handleKeyDown(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = TABS.at((TABS.indexOf(tab) + step) % TABS.length) ?? "payload";
    onPick(next);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[TABS.indexOf(next)]?.focus();
  }

  return (
    <div ref={list} role="tablist" aria-label={say("log")} onKeyDown={handleKeyDown} className="-mb-px flex min-w-0 gap-4 overflow-x-auto [scrollbar-width:none]">
      {TABS.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`tab-${name}`}
          aria-selected={name === tab}
          aria-controls="log-body"
          tabIndex={name === tab ? 0 : -1}
          onClick={() => onPick(name)}
          className={cn("relative flex h-10 shrink-0 items-center gap-1 whitespace-nowrap transition-tint pointer-coarse:h-11", name === tab ? "text-ink" : "text-ink3 hover:text-ink2")}
        >
          {say(name)}
          {name === "did" && steps ? <span className="num">{steps}</span> : null}
          {name === tab ? <i aria-hidden className="absolute inset-x-0 bottom-0 h-[2px] bg-accent" /> : null}
        </button>
      ))}
    </div>
  );
}
