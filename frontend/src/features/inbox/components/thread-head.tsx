import { Bot, Check, ChevronLeft, Ellipsis, Info, PanelRight, RotateCcw, UserPlus } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, type MenuItem } from "@/components/ui/menu";
import { WindowAvatar } from "@/components/window-avatar";
import { useMay, useSession } from "@/lib/session";
import { useMediaQuery } from "@/lib/use-media-query";
import { useT } from "@/lib/use-t";
import type { Conversation } from "../api/conversations";
import { useAssign } from "../api/use-assign";
import { useGiveBack } from "../api/use-give-back";
import { useReopen } from "../api/use-reopen";
import { useResolve } from "../api/use-resolve";
import { useTakeOver } from "../api/use-take-over";
import { AssignMenu } from "./assign-menu";

interface ThreadHeadProps {
  conversation: Conversation;
  detailsShown: boolean;
  onToggleDetails: () => void;
  onBack: () => void;
}

/** Who one talks to, and what can be done with the conversation. */
export function ThreadHead({ conversation, detailsShown, onToggleDetails, onBack }: ThreadHeadProps) {
  const { id, contact_name: name, address, status, assignee, window_expires_at } = conversation;
  const t = useT();
  const narrow = useMediaQuery("(max-width: 599px)");
  const me = useSession()?.member.id ?? null;
  const [resolves, assigns, takes] = [useMay("conversation.resolve"), useMay("conversation.assign"), useMay("conversation.takeover")];
  const resolve = useResolve(id);
  const reopen = useReopen(id);
  const assign = useAssign(id);
  const takeOver = useTakeOver(id);
  const giveBack = useGiveBack(id);
  const resolved = status === "resolved";

  const more: MenuItem[] = [
    ...(assigns && !resolved && assignee !== me ? [{ id: "me", label: t("action.assign_me"), icon: UserPlus, onSelect: () => assign.mutate(me) }] : []),
    ...(takes && status === "bot" ? [{ id: "take", label: t("action.take_over"), icon: Bot, onSelect: () => takeOver.mutate() }] : []),
    ...(takes && status === "open" ? [{ id: "give", label: t("action.give_back"), icon: Bot, onSelect: () => giveBack.mutate() }] : []),
    { id: "details", label: t("details.title"), icon: Info, onSelect: onToggleDetails },
  ];

  return (
    <header className="flex h-14 shrink-0 items-center gap-2 border-b border-line px-4 max-sm:h-[calc(4rem+env(safe-area-inset-top))] max-sm:px-1 max-sm:pt-[env(safe-area-inset-top)]">
      <IconButton icon={ChevronLeft} size="touch" iconSize={22} label={t("thread.back")} onClick={onBack} className="md:hidden" />
      <WindowAvatar name={name} size={narrow ? 36 : 34} windowExpiresAt={window_expires_at} className="ml-1 mr-1" />
      <div className="min-w-0 flex-1 leading-tight">
        <div className="flex items-center gap-2">
          <h1 dir="auto" className="truncate text-[14.5px] font-semibold tracking-[-.01em] max-sm:text-base">{name}</h1>
          {status === "bot" ? <Badge tone="bot" icon={Bot}>{t("status.bot")}</Badge> : resolved ? <Badge icon={Check}>{t("status.resolved")}</Badge> : null}
        </div>
        <p className="num truncate text-xs text-ink3">{address}</p>
      </div>
      {assigns && !resolved && !narrow ? (
        <AssignMenu conversation={conversation} align="end">
          {(trigger) => <IconButton {...trigger} id="assign" icon={UserPlus} label={t("action.assign")} shortcut="conversation.assign" />}
        </AssignMenu>
      ) : null}
      {narrow ? null : <IconButton icon={PanelRight} label={t("details.title")} shortcut="conversation.details" pressed={detailsShown} aria-pressed={detailsShown} onClick={onToggleDetails} />}
      {!resolves ? null : narrow ? (
        <IconButton icon={resolved ? RotateCcw : Check} size="touch" iconSize={20} tone="accent" label={t(resolved ? "action.reopen" : "action.resolve")} onClick={() => (resolved ? reopen.mutate() : resolve.mutate())} />
      ) : resolved ? (
        <Button icon={RotateCcw} shortcut="conversation.reopen" onClick={() => reopen.mutate()} className="ml-1">{t("action.reopen")}</Button>
      ) : (
        <Button variant="primary" icon={Check} shortcut="conversation.resolve" onClick={() => resolve.mutate()} className="ml-1">{t("action.resolve")}</Button>
      )}
      {narrow ? (
        <Menu label={t("thread.more")} align="end" groups={[{ items: more }]}>
          {(trigger) => <IconButton {...trigger} icon={Ellipsis} size="touch" iconSize={20} label={t("thread.more")} />}
        </Menu>
      ) : null}
    </header>
  );
}
