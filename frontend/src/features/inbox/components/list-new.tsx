import { ArrowUp } from "lucide-react";
import { useT } from "@/lib/use-t";

interface ListNewProps {
  n: number;
  onApply: () => void;
}

/** What came in while the list stood still; pressed, or with Home, it is let in. Beside the quick filters, over no row. A finger holds only what it has opened, and needs it not. */
export function ListNew({ n, onApply }: ListNewProps) {
  const t = useT();
  return (
    <div className="absolute bottom-full right-3 z-10 pb-3 max-sm:hidden pointer-coarse:pb-1">
      <button type="button" onClick={onApply} className="animate-menu num flex h-6 items-center gap-1 rounded-full bg-ink px-2.5 text-2xs font-medium text-surface pointer-coarse:h-11 pointer-coarse:px-3 pointer-coarse:text-xs">
        <ArrowUp size={13} strokeWidth={2} aria-hidden />
        {t("list.new", { n })}
      </button>
    </div>
  );
}
