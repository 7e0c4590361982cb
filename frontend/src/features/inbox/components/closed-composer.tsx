import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Check, CircleCheck, Copy, Lock, RotateCcw } from "lucide-react";
import { useCallback, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { WindowAvatar } from "@/components/window-avatar";
import { useMay } from "@/lib/session";
import { paths } from "@/lib/paths";
import { clockTime, dayName, dayOf } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { usePlace } from "@/lib/use-place";
import { useT } from "@/lib/use-t";
import { otherOpen, type Conversation } from "../api/conversations";
import { useReopen } from "../api/use-reopen";
import { useResolve } from "../api/use-resolve";
import { useDrafts } from "../drafts";
import { useCopy } from "../use-copy";

interface ClosedComposerProps {
  conversation: Conversation;
  why: "window" | "resolved" | "role";
}

const DAY = 24 * 3_600_000;

/** Says why nothing can be written, and what can be done instead. What was typed is kept, shown, and back when one may write again. */
export function ClosedComposer({ conversation, why }: ClosedComposerProps) {
  const { id, contact_name: name, last_inbound_at, window_expires_at } = conversation;
  const t = useT();
  const resolves = useMay("conversation.resolve");
  const reopen = useReopen(id);
  const resolve = useResolve(id);
  const elsewhere = useOtherOpen(conversation);
  const other = why === "resolved" ? elsewhere : undefined;
  const navigate = useNavigate();
  const wrote = useWrote(name, last_inbound_at);

  return (
    <div className="p-4 max-sm:px-2 max-sm:pb-1 max-sm:pt-2">
      <div className="flex items-start gap-3">
        {why === "window" ? (
          <WindowAvatar name={name} size={34} windowExpiresAt={window_expires_at} className="m-1" />
        ) : (
          <span className="grid size-9 shrink-0 place-items-center rounded-full bg-hover text-ink2">{why === "role" ? <Lock size={16} aria-hidden /> : <CircleCheck size={16} aria-hidden />}</span>
        )}
        <div className="min-w-0 flex-1">
          <p className="font-semibold">{t(`closed.${why}`)}</p>
          <p className="prose-message mt-0.5 text-xs text-ink2">{why === "window" ? wrote : other ? t("closed.elsewhere", { name }) : t(`closed.${why}_text`)}</p>
        </div>
      </div>
      <KeptDraft conversationId={id} />
      {other ? (
        <Button variant="primary" className="mt-3" onClick={() => void navigate({ to: paths.conversation, params: { conversationId: other }, search: (now) => ({ ...now, m: undefined }) })}>{t("closed.open")}</Button>
      ) : resolves && why !== "role" ? (
        <div className="mt-3 flex flex-wrap gap-2">
          {why === "resolved" ? (
            <Button variant="primary" icon={RotateCcw} shortcut="conversation.reopen" onClick={() => reopen.mutate()}>{t("action.reopen")}</Button>
          ) : (
            <Button icon={Check} shortcut="conversation.resolve" onClick={() => resolve.mutate()}>{t("action.resolve")}</Button>
          )}
        </div>
      ) : null}
    </div>
  );
}

/** Where the customer of a resolved conversation is by now, from the moment a list knows it. */
function useOtherOpen(conversation: Conversation): string | undefined {
  const client = useQueryClient();
  const subscribe = useCallback((listener: () => void) => client.getQueryCache().subscribe(listener), [client]);
  return useSyncExternalStore(subscribe, () => (conversation.status === "resolved" ? otherOpen(client, conversation)?.id : undefined));
}

/** When the customer last wrote, in words. */
function useWrote(name: string, at: string | null): string {
  const t = useT();
  const place = usePlace();
  const now = useNow("minute");
  if (!at) return t("closed.window_never", { name });
  const wrote = Date.parse(at);
  const time = clockTime(wrote, place);
  if (dayOf(wrote, place) === dayOf(now, place)) return t("closed.window_today", { name, time });
  if (dayOf(wrote, place) === dayOf(now - DAY, place)) return t("closed.window_yesterday", { name, time });
  return t("closed.window_text", { name, day: dayName(wrote, now, place), time });
}

function KeptDraft({ conversationId }: { conversationId: string }) {
  const t = useT();
  const draft = useDrafts((state) => state.texts[conversationId]);
  const copy = useCopy();
  if (!draft) return null;

  return (
    <div className="mt-3 flex items-start gap-2 rounded-md bg-note-soft py-1.5 pl-2.5 pr-1 text-xs text-note-ink">
      <p dir="auto" className="prose-message line-clamp-4 min-w-0 flex-1 whitespace-pre-wrap py-1">{t("closed.draft", { text: draft })}</p>
      <button type="button" aria-label={t("closed.copy")} data-tip={t("closed.copy")} onClick={() => copy(draft, t("closed.copied"))} className="grid size-7 shrink-0 place-items-center rounded-sm hover:bg-note-line pointer-coarse:size-11">
        <Copy size={14} aria-hidden />
      </button>
    </div>
  );
}
