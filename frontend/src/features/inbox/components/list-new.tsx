import { ArrowUp } from "lucide-react";
import { useT } from "@/lib/use-t";

interface ListNewProps {
  n: number;
  onApply: () => void;
}

/** What came in while the list stood still; pressed, or with Home, it is let in. */
export function ListNew({ n, onApply }: ListNewProps) {
  const t = useT();
  return (
    <div className="pointer-events-none absolute inset-x-0 top-2 z-10 flex justify-center">
      <button type="button" onClick={onApply} data-tip-keys="Home" data-tip={t("list.new", { n })} className="animate-menu num pointer-events-auto flex h-7 items-center gap-1 rounded-full bg-ink px-3 text-xs font-medium text-surface shadow-3 pointer-coarse:h-11">
        <ArrowUp size={13} strokeWidth={2} aria-hidden />
        {t("list.new", { n })}
      </button>
    </div>
  );
}
