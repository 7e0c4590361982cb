import { AtSign, Bot, Ellipsis, Info, Link2, MailOpen, Phone, UserPlus } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, type MenuItem } from "@/components/ui/menu";
import { useMay, useSession } from "@/lib/session";
import { useT } from "@/lib/use-t";
import type { Conversation } from "../api/conversations";
import { useAssign } from "../api/use-assign";
import { useGiveBack } from "../api/use-give-back";
import { useMarkRead } from "../api/use-mark-read";
import { useTakeOver } from "../api/use-take-over";
import { linkTo } from "../message-link";
import { useCopy } from "../use-copy";

interface ThreadMoreProps {
  conversation: Conversation;
  /** On a phone the details have no button of their own. */
  narrow: boolean;
  onToggleDetails: () => void;
}

/** What else can be done with the conversation. */
export function ThreadMore({ conversation: { id, address, status, assignee, unread }, narrow, onToggleDetails }: ThreadMoreProps) {
  const t = useT();
  const copy = useCopy();
  const me = useSession()?.member.id ?? null;
  const [assigns, takes, reads] = [useMay("conversation.assign"), useMay("conversation.takeover"), useMay("conversation.read")];
  const assign = useAssign(id);
  const takeOver = useTakeOver(id);
  const giveBack = useGiveBack(id);
  const markRead = useMarkRead(id);
  const phone = address.startsWith("+");

  const steps: MenuItem[] = [
    ...(assigns && status !== "resolved" && assignee !== me ? [{ id: "me", label: t("action.assign_me"), icon: UserPlus, shortcut: "conversation.assign_me" as const, onSelect: () => assign.mutate(me) }] : []),
    ...(takes && status === "bot" ? [{ id: "take", label: t("action.take_over"), icon: Bot, shortcut: "conversation.bot" as const, onSelect: () => takeOver.mutate() }] : []),
    ...(takes && status === "open" ? [{ id: "give", label: t("action.give_back"), icon: Bot, shortcut: "conversation.bot" as const, onSelect: () => giveBack.mutate() }] : []),
    ...(reads && unread > 0 ? [{ id: "read", label: t("thread.mark_read"), icon: MailOpen, onSelect: () => markRead.mutate() }] : []),
  ];
  const about: MenuItem[] = [
    ...(narrow ? [{ id: "details", label: t("details.title"), icon: Info, onSelect: onToggleDetails }] : []),
    { id: "link", label: t("thread.copy_link"), icon: Link2, onSelect: () => copy(linkTo(id), t("copy.link")) },
    { id: "address", label: t(phone ? "thread.copy_phone" : "thread.copy_name"), icon: phone ? Phone : AtSign, onSelect: () => copy(phone ? address.replace(/[^+\d]/g, "") : address, t(phone ? "copy.phone" : "copy.text")) },
  ];

  return (
    <Menu label={t("thread.more")} align="end" groups={[...(steps.length > 0 ? [{ items: steps }] : []), { items: about }]}>
      {(trigger) => <IconButton {...trigger} icon={Ellipsis} size={narrow ? "touch" : "md"} iconSize={narrow ? 20 : 16} label={t("thread.more")} />}
    </Menu>
  );
}
