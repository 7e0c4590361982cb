import { Kbd } from "@/components/ui/kbd";
import { shownKeysOf } from "@/lib/shortcut-keys";
import { useT } from "@/lib/use-t";

interface PaletteFootProps {
  onShortcuts: () => void;
}

/** What the keys do here. A finger needs none of it. */
export function PaletteFoot({ onShortcuts }: PaletteFootProps) {
  const t = useT();
  return (
    <div className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-t border-line bg-sunken px-4 text-xs text-ink3 max-sm:hidden">
      <span aria-hidden className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="flex items-center gap-1.5"><Kbd>↑</Kbd><Kbd>↓</Kbd>{t("palette.move")}</span>
        <span className="flex items-center gap-1.5"><Kbd>↵</Kbd>{t("palette.run")}</span>
        <span className="flex items-center gap-1.5"><Kbd>⇥</Kbd>{t("palette.narrow")}</span>
        <span className="flex items-center gap-1.5"><Kbd>{">"}</Kbd>{t("palette.commands_only")}</span>
      </span>
      <span className="flex-1" />
      <button type="button" onClick={onShortcuts} className="flex min-h-7 items-center gap-1.5 rounded-sm hover:text-ink">
        {t("palette.all_shortcuts")}
        <Kbd>{shownKeysOf("shortcuts.open") ?? "?"}</Kbd>
      </button>
    </div>
  );
}
