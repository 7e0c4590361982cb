import { Languages, Moon, RotateCcw, Sun } from "lucide-react";
import { useState } from "react";
import { Logo } from "@/components/logo";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { setTheme, useTheme } from "@/lib/theme";
import { cn } from "@/lib/cn";
import { api } from "./api";
import { ResetDialog } from "./reset-dialog";
import { complain } from "./notices";
import { useSimulator } from "./store";
import { setLanguage, useWords } from "./words/use-words";

export function Header() {
  const { say, language } = useWords();
  const webhook = useSimulator(({ world }) => world?.webhook);
  const connected = useSimulator((state) => state.connected);
  const [asking, setAsking] = useState(false);
  useTheme();
  const dark = document.documentElement.classList.contains("dark");

  function handleReset() {
    setAsking(false);
    api.reset().catch(complain);
  }

  return (
    <header className="flex h-12 shrink-0 items-center gap-3 px-4 max-sm:gap-2 max-sm:px-3">
      <Logo size={24} />
      <h1 className="truncate text-[14.5px] font-semibold tracking-[-.01em]">{say("title")}</h1>
      <span className="mono inline-flex h-5 shrink-0 items-center rounded-sm bg-hover px-1.5 text-2xs text-ink2 max-md:hidden">{location.host}</span>
      <span className="truncate text-xs text-ink3 max-xl:hidden">{say("tagline")}</span>
      <span className="flex-1" />
      <span className="flex min-w-0 items-center gap-1.5 text-xs text-ink2 max-md:hidden">
        <i aria-hidden className={cn("size-2 shrink-0 rounded-full ring-[3px]", connected ? "bg-accent ring-accent/20" : "bg-danger ring-danger/20")} />
        {say("webhook")}
        <span className="mono truncate text-2xs" data-tip={webhook?.url}>{webhook?.url}</span>
        {webhook && webhook.waiting > 0 ? <span className="num shrink-0 text-2xs text-warn-ink">{say("waiting", { n: webhook.waiting })}</span> : null}
      </span>
      <IconButton icon={Languages} label={say("language")} onClick={() => setLanguage(language === "en" ? "pt-BR" : "en")} className="pointer-coarse:size-10" />
      <IconButton icon={dark ? Sun : Moon} label={say(dark ? "theme_light" : "theme_dark")} onClick={() => setTheme(dark ? "light" : "dark")} className="pointer-coarse:size-10" />
      <Button size="sm" icon={RotateCcw} onClick={() => setAsking(true)} className="max-sm:hidden">{say("reset")}</Button>
      <IconButton icon={RotateCcw} label={say("reset")} onClick={() => setAsking(true)} className="sm:hidden pointer-coarse:size-10" />
      {asking ? <ResetDialog onCancel={() => setAsking(false)} onConfirm={handleReset} /> : null}
    </header>
  );
}
