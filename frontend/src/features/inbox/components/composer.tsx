import { useT } from "@/lib/use-t";
import { useMay } from "@/lib/session";
import type { Conversation } from "../api/conversations";
import { useWindowClosed } from "../use-window-closed";
import { BotBar } from "./bot-bar";
import { ClosedComposer } from "./closed-composer";
import { ReplyBox } from "./reply-box";
import { WindowMeter } from "./window-meter";

interface ComposerProps {
  conversation: Conversation;
}

/** Where one answers, or the reason why one cannot. */
export function Composer({ conversation }: ComposerProps) {
  const t = useT();
  const replies = useMay("conversation.reply");
  const closed = useWindowClosed(conversation.window_expires_at);
  const resolved = conversation.status === "resolved";

  return (
    <section id="composer" tabIndex={-1} aria-label={t("composer.label")} className="outline-none relative shrink-0 px-4 pb-4 pt-1 max-sm:border-t max-sm:border-line max-sm:px-2 max-sm:pb-[calc(0.75rem+env(safe-area-inset-bottom))] max-sm:pt-1.5">
      <div className="rounded-xl border border-line2 bg-surface shadow-2 max-sm:rounded-none max-sm:border-0 max-sm:shadow-none">
        {resolved ? null : (
          <div className="flex h-10 items-center justify-between gap-3 border-b border-line px-3 max-sm:h-8 max-sm:border-0 max-sm:px-2">
            <BotBar conversation={conversation} />
            <WindowMeter expiresAt={conversation.window_expires_at} />
          </div>
        )}
        {resolved || closed || !replies ? <ClosedComposer conversation={conversation} why={!replies ? "role" : resolved ? "resolved" : "window"} /> : <ReplyBox conversation={conversation} />}
      </div>
    </section>
  );
}
