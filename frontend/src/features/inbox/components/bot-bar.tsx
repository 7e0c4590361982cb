import { Bot } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useMay } from "@/lib/session";
import { useT } from "@/lib/use-t";
import type { Conversation } from "../api/conversations";
import { useGiveBack } from "../api/use-give-back";
import { useTakeOver } from "../api/use-take-over";

interface BotBarProps {
  conversation: Conversation;
}

/** Whether the bot has the word, and how to change that. */
export function BotBar({ conversation: { id, status } }: BotBarProps) {
  const t = useT();
  const takes = useMay("conversation.takeover");
  const takeOver = useTakeOver(id);
  const giveBack = useGiveBack(id);
  const speaking = status === "bot";
  const step = speaking ? takeOver : giveBack;
  return (
    <div role="group" aria-label={t("bot.label")} className="flex min-w-0 items-center gap-1.5 text-xs text-ink2">
      <Bot size={14} className="shrink-0 text-bot" aria-hidden />
      <span className="truncate">{t(speaking ? "bot.answering" : "bot.paused")}</span>
      {takes ? (
        <Button variant="bot" size="link" data-tip-action="conversation.bot" data-tip={t(speaking ? "action.take_over" : "action.give_back")} onClick={() => step.mutate()} className="min-h-6 px-0.5 pointer-coarse:min-h-9">
          {t(speaking ? "action.take_over" : "bot.give_back")}
        </Button>
      ) : null}
    </div>
  );
}
