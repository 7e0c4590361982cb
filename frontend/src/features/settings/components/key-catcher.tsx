import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { isSingle, pressOf, shownKeys } from "@/lib/shortcut-keys";
import { useT } from "@/lib/use-t";

interface KeyCatcherProps {
  action: string;
  /** Keys, null for none, undefined when it was given up. */
  onCaught: (keys: string | null | undefined) => void;
}

/** How long a letter waits for another after it, in milliseconds. */
const PATIENCE = 1_000;

/** Listens for the new keys; nothing they would do happens meanwhile. */
export function KeyCatcher({ action, onCaught }: KeyCatcherProps) {
  const t = useT();
  const [begun, setBegun] = useState<string>();
  const latest = useRef(onCaught);
  const over = useRef(false);
  useEffect(() => {
    latest.current = onCaught;
  });

  // Once: the focus that leaves with the button says nothing new.
  function finish(keys: string | null | undefined) {
    if (over.current) return;
    over.current = true;
    latest.current(keys);
  }
  useEffect(() => {
    if (!begun) return;
    const timer = setTimeout(() => finish(begun), PATIENCE);
    return () => clearTimeout(timer);
  }, [begun]);

  function handleKeyDown(event: KeyboardEvent) {
    if (event.key === "Tab") return;
    event.preventDefault();
    event.stopPropagation();
    const press = event.repeat ? null : pressOf(event.nativeEvent);
    if (press === null) return;
    if (press === "Escape") finish(undefined);
    else if (!begun && (press === "Backspace" || press === "Delete")) finish(null);
    else if (begun) finish(isSingle(press) ? `${begun} ${press}` : press);
    else if (isSingle(press)) setBegun(press);
    else finish(press);
  }

  return (
    <button
      type="button"
      autoFocus
      onKeyDown={handleKeyDown}
      onKeyUp={(event) => event.preventDefault()}
      onBlur={() => finish(begun)}
      className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11 rounded-md border border-accent bg-accent-soft px-2.5 text-xs font-medium text-accent-ink shadow-[0_0_0_3px_var(--accent-line)] outline-none"
    >
      <span className="sr-only">{`${action}: `}</span>
      {begun ? t("settings.shortcut_more", { keys: shownKeys(begun) }) : t("settings.shortcut_press")}
      <span className="font-normal max-sm:hidden">{t("settings.shortcut_press_hint")}</span>
    </button>
  );
}
