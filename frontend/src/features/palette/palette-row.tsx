import { Check, CornerDownRight, MessageSquareText } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Kbd } from "@/components/ui/kbd";
import { WindowAvatar } from "@/components/window-avatar";
import { serverNow } from "@/lib/clock";
import { cn } from "@/lib/cn";
import { previewOf } from "@/lib/preview";
import { keyCaps, keysOf, shownKeysOf } from "@/lib/shortcut-keys";
import { shortAge } from "@/lib/time";
import { usePlace } from "@/lib/use-place";
import { useT } from "@/lib/use-t";
import type { Found } from "./results";

interface PaletteRowProps {
  id: string;
  found: Found;
  selected: boolean;
  onPoint: () => void;
  onPick: () => void;
}

/** The found words with what is around them, as far as a line holds. */
function excerpt(text: string): string {
  const said = previewOf(text, { mayBeCut: true });
  return said.length > 80 ? `“${said.slice(0, 80).trimEnd()}…”` : `“${said}”`;
}

export function PaletteRow({ id, found: { item, bySaid }, selected, onPoint, onPick }: PaletteRowProps) {
  const t = useT();
  const place = usePlace();
  const { avatar, title, hint, said, shortcut, resolved, at = 0 } = item;
  const Icon = bySaid ? MessageSquareText : (item.icon ?? CornerDownRight);
  const keys = shortcut && shownKeysOf(shortcut) ? keysOf(shortcut) : null;
  return (
    <div
      id={id}
      role="option"
      aria-selected={selected}
      onPointerMove={onPoint}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPick}
      className={cn("mx-2 flex min-h-10 cursor-pointer items-center gap-3 rounded-lg px-2.5 pointer-coarse:min-h-11", selected && "bg-accent-soft")}
    >
      {avatar && !bySaid ? (
        <WindowAvatar name={avatar.name} size={24} windowExpiresAt={avatar.windowExpiresAt} />
      ) : (
        <span className={cn("grid size-6 shrink-0 place-items-center", selected ? "text-accent-ink" : "text-ink2")}><Icon size={16} strokeWidth={1.75} aria-hidden /></span>
      )}
      <span dir="auto" className="min-w-0 max-w-[60%] shrink-0 truncate text-message font-medium">{bySaid ? excerpt(said ?? "") : title}</span>
      <span dir="auto" className={cn("min-w-0 flex-1 truncate text-xs", selected ? "text-ink2" : "text-ink3")}>{bySaid ? title : hint}</span>
      {resolved ? <Badge icon={Check}>{t("status.resolved")}</Badge> : null}
      {avatar ? <time dateTime={new Date(at).toISOString()} className="num shrink-0 text-2xs text-ink3">{shortAge(at, serverNow(), place) ?? t("time.now")}</time> : null}
      {keys ? keyCaps(keys).map((key, index) => <Kbd key={index}>{key}</Kbd>) : selected ? <Kbd>↵</Kbd> : null}
    </div>
  );
}
