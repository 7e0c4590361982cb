import type { MessageEntry } from "@/lib/api-types";
import { cn } from "@/lib/cn";
import { useT } from "@/lib/use-t";

interface MessageReactionsProps {
  reactions: MessageEntry["reactions"];
  out: boolean;
}

/** A person has one reaction; their newest is the last. */
function grouped(reactions: MessageEntry["reactions"]): [emoji: string, count: number][] {
  const byPerson = new Map(reactions.map(({ author, emoji }) => [`${author.kind} ${author.id}`, emoji]));
  const counted = new Map<string, number>();
  for (const emoji of byPerson.values()) if (emoji) counted.set(emoji, (counted.get(emoji) ?? 0) + 1);
  return [...counted];
}

/** A pill on the corner of the bubble. */
export function MessageReactions({ reactions, out }: MessageReactionsProps) {
  const t = useT();
  const shown = grouped(reactions);
  if (shown.length === 0) return null;
  const names = [...new Set(reactions.flatMap(({ author }) => author.name ?? []))].join(", ");
  return (
    <span role="img" aria-label={t("message.reactions", { emoji: shown.map(([emoji]) => emoji).join(" ") })} data-tip={names || undefined} className={cn("absolute -bottom-3 flex h-5 items-center gap-1 rounded-full border border-line bg-surface px-1.5 text-xs leading-none shadow-1", out ? "right-2" : "left-2")}>
      {shown.map(([emoji, count]) => (
        <span key={emoji}>{emoji}{count > 1 ? <span className="num ml-0.5 text-2xs text-ink3">{count}</span> : null}</span>
      ))}
    </span>
  );
}
