import { LoaderCircle } from "lucide-react";
import { useT } from "@/lib/use-t";

interface PaletteNothingProps {
  query: string;
  /** Conversations are still being asked for. */
  looking: boolean;
  /** How far conversations were searched, in words; left out where none are wanted. */
  searched?: string;
  found: number;
}

/** What there is beside what was found: that more may come, or that there is nothing, and how far was looked. */
export function PaletteNothing({ query, looking, searched, found }: PaletteNothingProps) {
  const t = useT();
  if (looking)
    return (
      <p className="flex min-h-10 items-center justify-center gap-1.5 px-5 text-xs text-ink2">
        <LoaderCircle size={13} className="shrink-0 animate-spin" aria-hidden />
        {t("palette.looking")}
      </p>
    );
  if (found > 0) return null;
  return (
    <div className="px-5 py-10 text-center">
      <p className="prose-message font-medium">{t("palette.nothing", { query })}</p>
      {searched ? <p className="num mt-1 text-xs text-ink2">{searched}</p> : null}
    </div>
  );
}
