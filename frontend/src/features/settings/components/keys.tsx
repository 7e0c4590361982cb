import { cn } from "@/lib/cn";
import { keyCaps } from "@/lib/shortcut-keys";
import { useT } from "@/lib/use-t";

interface KeysProps {
  keys: string | null;
  /** Switched off with the other single keys. */
  off: boolean;
}

/** Keys as caps; a press after another stands apart from it. */
export function Keys({ keys, off }: KeysProps) {
  const t = useT();
  if (keys === null) return <span className="text-xs text-ink3">{t("settings.shortcut_none")}</span>;
  return (
    <span className="flex items-center gap-2">
      {off ? <span className="text-xs text-ink3">{t("settings.shortcut_off")}</span> : null}
      {keys.split(" ").map((press, at) => (
        <span key={at} className="flex gap-0.5">
          {keyCaps(press).map((cap) => (
            <kbd key={cap} className={cn("grid h-6 min-w-6 place-items-center rounded-xs border border-line2 bg-surface px-1.5 font-sans text-xs shadow-1", off ? "text-ink3 line-through" : "text-ink2")}>{cap}</kbd>
          ))}
        </span>
      ))}
    </span>
  );
}
