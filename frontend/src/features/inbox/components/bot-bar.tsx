import { Bot } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useMay, useSession } from "@/lib/session";
import { useMediaQuery } from "@/lib/use-media-query";
import { useT } from "@/lib/use-t";
import type { Conversation } from "../api/conversations";
import { useGiveBack } from "../api/use-give-back";
import { useTakeOver } from "../api/use-take-over";
import { useBotPausedBy } from "../use-bot-paused-by";

interface BotBarProps {
  conversation: Conversation;
}

/** Whether the bot has the word, who took it, and how to change that. */
export function BotBar({ conversation: { id, status } }: BotBarProps) {
  const t = useT();
  const me = useSession()?.member.id;
  const narrow = useMediaQuery("(max-width: 599px)");
  const takes = useMay("conversation.takeover");
  const by = useBotPausedBy(id);
  const takeOver = useTakeOver(id);
  const giveBack = useGiveBack(id);
  const speaking = status === "bot";
  const step = speaking ? takeOver : giveBack;
  const paused = narrow || !by?.name ? t("bot.paused") : by.id === me ? t("bot.paused_by_you") : t("bot.paused_by", { name: by.name.split(" ")[0] ?? by.name });
  return (
    <div role="group" aria-label={t("bot.label")} className="flex min-w-0 items-center gap-1.5 text-xs text-ink2">
      <Bot size={14} className="shrink-0 text-bot" aria-hidden />
      <span className="truncate" title={speaking ? undefined : paused}>{speaking ? t("bot.answering") : paused}</span>
      {takes ? (
        <Button variant="bot" size="link" data-tip-action="conversation.bot" data-tip={t(speaking ? "action.take_over" : "action.give_back")} onClick={() => step.mutate()} className="min-h-6 px-0.5 pointer-coarse:min-h-11">
          {t(speaking ? "action.take_over" : "bot.resume")}
        </Button>
      ) : null}
    </div>
  );
}
