import { ScrollText, Smartphone, Users, type LucideIcon } from "lucide-react";
import { cn } from "@/lib/cn";
import type { WordKey } from "./words/en";
import { useWords } from "./words/use-words";

export type Pane = "phone" | "people" | "log";

const PANES: { pane: Pane; icon: LucideIcon; key: WordKey }[] = [
  { pane: "phone", icon: Smartphone, key: "tab_phone" },
  { pane: "people", icon: Users, key: "tab_people" },
  { pane: "log", icon: ScrollText, key: "tab_log" },
];

interface TabsProps {
  pane: Pane;
  onPick: (pane: Pane) => void;
}

/** On a narrow screen one pane at a time, the phone first. */
export function Tabs({ pane, onPick }: TabsProps) {
  const { say } = useWords();
  return (
    <nav aria-label={say("title")} className="flex shrink-0 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden">
      {PANES.map(({ pane: name, icon: Icon, key }) => (
        <button key={name} type="button" aria-current={name === pane ? "page" : undefined} onClick={() => onPick(name)} className={cn("flex h-14 flex-1 flex-col items-center justify-center gap-0.5 text-2xs font-medium -outline-offset-2", name === pane ? "text-accent-ink" : "text-ink3")}>
          <Icon size={18} strokeWidth={name === pane ? 2 : 1.75} aria-hidden />
          {say(key)}
        </button>
      ))}
    </nav>
  );
}
