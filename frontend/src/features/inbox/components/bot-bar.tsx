import { Bot } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useMay, useSession } from "@/lib/session";
import { useMediaQuery } from "@/lib/use-media-query";
import { useT } from "@/lib/use-t";
import type { Conversation } from "../api/conversations";
import { useAssign } from "../api/use-assign";
import { useGiveBack } from "../api/use-give-back";
import { useTakeOver } from "../api/use-take-over";
import { useBotPausedBy } from "../use-bot-paused-by";
import { useSettled } from "../use-settled";

interface BotBarProps {
  conversation: Conversation;
}

/** Whether the bot has the word, who took it, and how to change that; or that somebody waits for a person, and how to be the one. */
export function BotBar({ conversation: { id, status, assignee } }: BotBarProps) {
  const t = useT();
  const me = useSession()?.member.id;
  const narrow = useMediaQuery("(max-width: 599px)");
  const [takes, assigns] = [useMay("conversation.takeover"), useMay("conversation.assign")];
  const by = useBotPausedBy(id);
  const takeOver = useTakeOver(id);
  const giveBack = useGiveBack(id);
  const assign = useAssign(id);
  const speaking = status === "bot";
  const unowned = !speaking && assignee === null && assigns && me !== undefined;
  const step = speaking ? takeOver : giveBack;
  const offer = speaking ? "action.take_over" : unowned ? "action.assign_me" : "action.give_back";
  const settled = useSettled(offer);
  const paused = narrow || !by?.name ? t("bot.paused") : by.id === me ? t("bot.paused_by_you") : t("bot.paused_by", { name: by.name.split(" ")[0] ?? by.name });
  return (
    <div role="group" aria-label={t("bot.label")} className="flex min-w-0 items-center gap-1.5 text-xs text-ink2">
      <Bot size={14} className="shrink-0 text-bot" aria-hidden />
      <span className="truncate" title={speaking || unowned ? undefined : paused}>{speaking ? t("bot.answering") : unowned ? t("assign.none") : paused}</span>
      {unowned || takes ? (
        <Button variant="bot" size="link" data-tip-action={unowned ? "conversation.assign_me" : "conversation.bot"} data-tip={t(offer)} onClick={() => settled() && (unowned ? assign.mutate(me) : step.mutate())} className="min-h-6 px-0.5">{t(offer)}</Button>
      ) : null}
    </div>
  );
}
