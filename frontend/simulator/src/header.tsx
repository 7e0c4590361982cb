import { Moon, RotateCcw, Sun } from "lucide-react";
import { useState } from "react";
import { Logo } from "@/components/logo";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { setTheme, useTheme } from "@/lib/theme";
import { api } from "./api";
import { LanguagePick } from "./language-pick";
import { complain } from "./notices";
import { ResetDialog } from "./reset-dialog";
import { ScenarioControl } from "./scenario/scenario-control";
import { WebhookState } from "./webhook-state";
import { useWords } from "./words/use-words";

export function Header() {
  const { say } = useWords();
  const [asking, setAsking] = useState(false);
  useTheme();
  const dark = document.documentElement.classList.contains("dark");

  function handleReset() {
    setAsking(false);
    api.reset().catch(complain);
  }

  return (
    <header className="flex h-12 shrink-0 items-center gap-3 px-4 max-sm:gap-0.5 max-sm:pl-3 max-sm:pr-1">
      <Logo size={24} />
      <h1 className="min-w-0 max-sm:pl-2 truncate text-[14.5px] font-semibold tracking-[-.01em]">{say("title")}</h1>
      <span className="mono inline-flex h-5 shrink-0 items-center rounded-sm bg-hover px-1.5 text-2xs text-ink2 max-md:hidden">{location.host}</span>
      <span className="truncate text-xs text-ink3 max-xl:hidden">{say("tagline")}</span>
      <span className="flex-1" />
      <WebhookState />
      <ScenarioControl />
      <Button size="sm" icon={RotateCcw} onClick={() => setAsking(true)} className="max-sm:hidden">{say("reset")}</Button>
      <IconButton icon={RotateCcw} label={say("reset")} onClick={() => setAsking(true)} className="sm:hidden" />
      <span className="flex items-center">
        <LanguagePick />
        <IconButton icon={dark ? Sun : Moon} label={say(dark ? "theme_light" : "theme_dark")} onClick={() => setTheme(dark ? "light" : "dark")} />
      </span>
      {asking ? <ResetDialog onCancel={() => setAsking(false)} onConfirm={handleReset} /> : null}
    </header>
  );
}
