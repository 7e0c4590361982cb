import { Bot, Check, ChevronLeft, PanelRight, RotateCcw, UserPlus } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { WindowAvatar } from "@/components/window-avatar";
import { useMay } from "@/lib/session";
import { useMediaQuery } from "@/lib/use-media-query";
import { useT } from "@/lib/use-t";
import type { Conversation } from "../api/conversations";
import { useReopen } from "../api/use-reopen";
import { useResolve } from "../api/use-resolve";
import { usePresence } from "../presence";
import { AssignMenu } from "./assign-menu";
import { ThreadMore } from "./thread-more";
import { ThreadViewers } from "./thread-viewers";

interface ThreadHeadProps {
  conversation: Conversation;
  detailsShown: boolean;
  onToggleDetails: () => void;
  onBack: () => void;
}

/** Who one talks to, who else looks, and what can be done with the conversation. */
export function ThreadHead({ conversation, detailsShown, onToggleDetails, onBack }: ThreadHeadProps) {
  const { id, contact_name: name, address, status, window_expires_at } = conversation;
  const t = useT();
  const narrow = useMediaQuery("(max-width: 599px)");
  const watched = usePresence(id).viewers.length > 0;
  const [resolves, assigns] = [useMay("conversation.resolve"), useMay("conversation.assign")];
  const resolve = useResolve(id);
  const reopen = useReopen(id);
  const resolved = status === "resolved";

  return (
    <header className="flex min-h-14 shrink-0 items-center gap-2 border-b border-line px-4 max-sm:min-h-[calc(4rem+env(safe-area-inset-top))] max-sm:px-1 max-sm:pt-[env(safe-area-inset-top)]">
      <IconButton icon={ChevronLeft} size="touch" iconSize={22} label={t("thread.back")} onClick={onBack} className="md:hidden" />
      <WindowAvatar name={name} size={narrow ? 36 : 34} windowExpiresAt={window_expires_at} className="ml-1 mr-1" />
      <div className="min-w-0 flex-1 leading-tight">
        <div className="flex items-center gap-2">
          <h1 dir="auto" data-tip={name.length > 24 ? name.slice(0, 300) : undefined} className="truncate text-[0.90625rem] font-semibold tracking-[-.01em] max-sm:text-base">{name}</h1>
          {status === "bot" ? <Badge tone="bot" icon={Bot}>{t("status.bot")}</Badge> : resolved ? <Badge icon={Check}>{t("status.resolved")}</Badge> : null}
        </div>
        <div className="num truncate text-xs text-ink3">{narrow && watched ? <ThreadViewers conversationId={id} inLine /> : <bdi>{address}</bdi>}</div>
      </div>
      {narrow || !watched ? null : (
        <>
          <ThreadViewers conversationId={id} />
          <span aria-hidden className="mx-1 h-5 w-px bg-line" />
        </>
      )}
      {assigns && !resolved && !narrow ? (
        <AssignMenu conversation={conversation} align="end">
          {(trigger) => <IconButton {...trigger} id="assign" icon={UserPlus} label={t("action.assign")} shortcut="conversation.assign" />}
        </AssignMenu>
      ) : null}
      {narrow ? null : <IconButton icon={PanelRight} label={t("details.title")} shortcut="conversation.details" pressed={detailsShown} aria-pressed={detailsShown} onClick={onToggleDetails} />}
      {narrow ? null : <ThreadMore conversation={conversation} narrow={false} onToggleDetails={onToggleDetails} />}
      {!resolves ? null : narrow ? (
        <IconButton icon={resolved ? RotateCcw : Check} size="touch" iconSize={20} tone="accent" label={t(resolved ? "action.reopen" : "action.resolve")} onClick={() => (resolved ? reopen.mutate() : resolve.mutate())} />
      ) : resolved ? (
        <Button icon={RotateCcw} shortcut="conversation.reopen" onClick={() => reopen.mutate()} className="ml-1">{t("action.reopen")}</Button>
      ) : (
        <Button variant="primary" icon={Check} shortcut="conversation.resolve" onClick={() => resolve.mutate()} className="ml-1">{t("action.resolve")}</Button>
      )}
      {narrow ? <ThreadMore conversation={conversation} narrow onToggleDetails={onToggleDetails} /> : null}
    </header>
  );
}
