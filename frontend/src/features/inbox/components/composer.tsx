import { CirclePause } from "lucide-react";
import { useActions } from "@/lib/actions";
import { useMay } from "@/lib/session";
import { useT } from "@/lib/use-t";
import type { Conversation } from "../api/conversations";
import { useRetryReply } from "../api/use-retry-reply";
import { useOutbox } from "../outbox";
import { announceTyping, usePresence } from "../presence";
import { useKeyboardInset } from "../use-keyboard-inset";
import { useNumberPaused } from "../use-number-paused";
import { useWindowClosed } from "../use-window-closed";
import { BotBar } from "./bot-bar";
import { ClosedComposer } from "./closed-composer";
import { Collision } from "./collision";
import { ComposerNotice } from "./composer-notice";
import { ReplyBox } from "./reply-box";
import { WindowMeter } from "./window-meter";

interface ComposerProps {
  conversation: Conversation;
}

/** Where one answers, or the reason why one cannot. */
export function Composer({ conversation }: ComposerProps) {
  const { id, status, window_expires_at, connection_id } = conversation;
  const t = useT();
  const replies = useMay("conversation.reply");
  const closed = useWindowClosed(window_expires_at);
  const numberPaused = useNumberPaused(id, connection_id);
  const rival = usePresence(id).typing[0]?.name ?? null;
  const retry = useRetryReply();
  const resolved = status === "resolved";
  const why = !replies ? "role" : resolved ? "resolved" : closed ? "window" : null;
  useKeyboardInset();

  const failed = () => useOutbox.getState().items.findLast((item) => item.conversation_id === id && item.state === "failed" && item.problem?.passing);
  useActions([{ id: "composer.retry", when: () => failed() !== undefined, perform: () => retry(failed()?.client_id ?? "") }]);

  return (
    <section id="composer" tabIndex={-1} aria-label={t("composer.label")} className="relative shrink-0 px-4 pb-4 pt-1 outline-none max-sm:border-t max-sm:border-line max-sm:bg-surface max-sm:px-2 max-sm:pb-[calc(max(env(safe-area-inset-bottom),var(--keyboard,0px))+0.75rem)] max-sm:pt-1">
      {why === null && rival ? <Collision conversationId={id} name={rival} /> : null}
      <div className="relative rounded-xl border border-line2 bg-surface shadow-2 transition-tint focus-within:border-control max-sm:rounded-none max-sm:border-0 max-sm:shadow-none">
        {resolved ? null : (
          <div className="flex min-h-10 flex-wrap items-center justify-between gap-x-3 border-b border-line px-3.5 max-sm:min-h-9 max-sm:border-0 max-sm:px-2">
            <BotBar conversation={conversation} />
            <WindowMeter expiresAt={window_expires_at} />
          </div>
        )}
        {why === null && numberPaused ? <ComposerNotice tone="warn" icon={CirclePause}>{t("composer.number_paused")}</ComposerNotice> : null}
        {why ? <ClosedComposer conversation={conversation} why={why} /> : <ReplyBox conversation={conversation} rival={rival} onTyping={() => announceTyping(id)} />}
      </div>
    </section>
  );
}
