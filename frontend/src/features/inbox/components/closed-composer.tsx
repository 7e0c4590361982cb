import { CircleCheck, Lock, RotateCcw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { WindowAvatar } from "@/components/window-avatar";
import { useMay } from "@/lib/session";
import { clockTime, dayName } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { usePlace } from "@/lib/use-place";
import { useT } from "@/lib/use-t";
import type { Conversation } from "../api/conversations";
import { useReopen } from "../api/use-reopen";
import { useDrafts } from "../drafts";

interface ClosedComposerProps {
  conversation: Conversation;
  why: "window" | "resolved" | "role";
}

/** Says why nothing can be written, and what can be done instead. What was typed is kept, and shown. */
export function ClosedComposer({ conversation: { id, contact_name: name, last_inbound_at, window_expires_at }, why }: ClosedComposerProps) {
  const t = useT();
  const place = usePlace();
  const now = useNow("minute");
  const draft = useDrafts((state) => state.texts[id]);
  const resolves = useMay("conversation.resolve");
  const reopen = useReopen(id);
  const wrote = last_inbound_at ? Date.parse(last_inbound_at) : null;
  const text =
    why !== "window" ? t(`closed.${why}_text`) : wrote ? t("closed.window_text", { name, day: dayName(wrote, now, place), time: clockTime(wrote, place) }) : t("closed.window_never", { name });

  return (
    <div className="flex items-start gap-3 p-4 max-sm:px-2 max-sm:py-3">
      {why === "window" ? (
        <WindowAvatar name={name} size={32} windowExpiresAt={window_expires_at} className="m-1" />
      ) : (
        <span className="grid size-8 shrink-0 place-items-center rounded-full bg-hover text-ink2">{why === "role" ? <Lock size={16} aria-hidden /> : <CircleCheck size={16} aria-hidden />}</span>
      )}
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{t(`closed.${why}`)}</p>
        <p className="mt-0.5 text-xs text-ink2">{text}</p>
        {draft ? <p className="prose-message mt-2 line-clamp-3 rounded-md bg-note-soft px-2 py-1.5 text-xs text-note-ink">{t("closed.draft", { text: draft })}</p> : null}
      </div>
      {why === "resolved" && resolves ? <Button icon={RotateCcw} shortcut="conversation.reopen" onClick={() => reopen.mutate()}>{t("action.reopen")}</Button> : null}
    </div>
  );
}
