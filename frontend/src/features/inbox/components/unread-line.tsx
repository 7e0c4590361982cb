import { useT } from "@/lib/use-t";

interface UnreadLineProps {
  count: number;
}

/** Where what was new began, when one came in. */
export function UnreadLine({ count }: UnreadLineProps) {
  const t = useT();
  return (
    <div role="separator" aria-label={t("thread.unread_line", { n: count })} className="num flex items-center gap-3 py-2 text-2xs font-medium text-accent-ink">
      <span className="flex-1 border-t border-accent-line" />
      {t("thread.unread_line", { n: count })}
      <span className="flex-1 border-t border-accent-line" />
    </div>
  );
}
