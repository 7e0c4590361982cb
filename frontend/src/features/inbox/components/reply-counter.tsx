import { cn } from "@/lib/cn";
import { useT } from "@/lib/use-t";
import { COUNT_FROM, lengthOf, MOST } from "@/lib/message-length";

interface ReplyCounterProps {
  text: string;
}

/** How many characters are used, once it matters. */
export function ReplyCounter({ text }: ReplyCounterProps) {
  const t = useT();
  const length = lengthOf(text);
  if (length < COUNT_FROM) return null;
  const over = length > MOST;
  return (
    <span role="status" className={cn("num px-1 text-xs", over ? "font-medium text-danger-ink" : "text-ink3")}>
      {t(over ? "composer.too_long" : "composer.count", { n: length, most: MOST })}
    </span>
  );
}
