import { Eye } from "lucide-react";
import { Avatar } from "@/components/avatar";
import { useT } from "@/lib/use-t";
import { usePresence } from "../presence";

interface ThreadViewersProps {
  conversationId: string;
  /** As the line under the name, where there is no room beside it. */
  inLine?: boolean;
}

/** Faces that are drawn; the others are counted. */
const MOST = 3;

/** Which colleagues look at the conversation too. */
export function ThreadViewers({ conversationId, inLine }: ThreadViewersProps) {
  const t = useT();
  const { viewers } = usePresence(conversationId);
  if (viewers.length === 0) return null;
  const names = viewers.map((each) => each.name).join(", ");
  const said = t("thread.viewers", { n: viewers.length, names });
  if (inLine)
    return (
      <span className="flex min-w-0 items-center gap-1">
        <Eye size={13} strokeWidth={2} className="shrink-0" role="img" aria-label={said} />
        <span aria-hidden className="truncate">{names}</span>
      </span>
    );
  return (
    <span role="img" aria-label={said} data-tip={said} className="flex h-8 shrink-0 items-center gap-1.5 px-1 text-ink3">
      <span className="flex -space-x-1.5">
        {viewers.slice(0, MOST).map((each) => (
          <Avatar key={each.id} name={each.name} size={20} className="rounded-full ring-2 ring-surface" />
        ))}
      </span>
      {viewers.length > MOST ? <span className="num text-2xs">+{viewers.length - MOST}</span> : null}
      <Eye size={14} aria-hidden />
    </span>
  );
}
