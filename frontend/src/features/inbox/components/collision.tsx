import { Avatar } from "@/components/avatar";
import { Words } from "@/components/words";
import { useT } from "@/lib/use-t";
import { useDrafts } from "../drafts";

interface CollisionProps {
  conversationId: string;
  /** Who else is writing. */
  name: string;
}

/** A colleague is answering the same customer: both go on, and neither loses a word. */
export function Collision({ conversationId, name }: CollisionProps) {
  const t = useT();
  const drafted = useDrafts((state) => Boolean(state.texts[conversationId]?.trim()));
  return (
    <div className="animate-rise mb-2 overflow-hidden rounded-lg border border-warn-line text-xs">
      <p className="flex items-center gap-2 bg-warn-soft px-3 py-1.5 text-warn-ink">
        <Avatar name={name} size={20} />
        <span className="min-w-0 flex-1 truncate [&_b]:font-semibold [&_b]:text-warn-ink"><Words id="composer.colleague_writes" values={{ name: name.split(" ")[0] ?? name }} /></span>
      </p>
      {drafted ? <p className="bg-surface px-3 py-1.5 text-ink2">{t("composer.draft_kept")}</p> : null}
    </div>
  );
}
