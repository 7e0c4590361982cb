import { CheckCheck, Check, Link, MessageSquare, RotateCcw, SquareCheck, UserPlus, UsersRound } from "lucide-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Menu, type MenuItem } from "@/components/ui/menu";
import { useMay, useSession } from "@/lib/session";
import { useT } from "@/lib/use-t";
import { knownConversation, type Conversation } from "../api/conversations";
import { useAssign } from "../api/use-assign";
import { useMarkRead } from "../api/use-mark-read";
import { useReopen } from "../api/use-reopen";
import { useResolve } from "../api/use-resolve";
import { letGo } from "../list-hold";
import { useMayAssignOthers } from "../may-assign-others";
import { toggleMark } from "../selection";
import { useCopy } from "../use-copy";
import { useOpenConversation } from "../use-list-search";
import type { RowMenuPlace } from "../use-list-presses";
import { AssignMenu } from "./assign-menu";
import { OpenAt } from "./open-at";

interface RowMenuProps {
  place: RowMenuPlace;
  onClose: () => void;
}

/** What can be done with a row without opening it. */
export function RowMenu({ place, onClose }: RowMenuProps) {
  const client = useQueryClient();
  // As it was when the menu opened: what is offered does not change under the pointer.
  const [conversation] = useState(() => knownConversation(client, place.id));
  const [assigning, setAssigning] = useState(false);
  if (!conversation) return null;
  return assigning ? (
    <AssignMenu conversation={conversation}>{(trigger) => <OpenAt {...place} trigger={trigger} onClose={onClose} />}</AssignMenu>
  ) : (
    <Steps conversation={conversation} place={place} onAssign={() => setAssigning(true)} onClose={onClose} />
  );
}

function Steps({ conversation, place, onAssign, onClose }: RowMenuProps & { conversation: Conversation; onAssign: () => void }) {
  const { id, contact_name: name, status, assignee, unread } = conversation;
  const t = useT();
  const me = useSession()?.member.id ?? null;
  const [resolves, assigns, reads] = [useMay("conversation.resolve"), useMay("conversation.assign"), useMay("conversation.read")];
  const others = useMayAssignOthers();
  const open = useOpenConversation();
  const copy = useCopy();
  const [resolve, reopen, assign, markRead] = [useResolve(id), useReopen(id), useAssign(id), useMarkRead(id)];
  const [next, setNext] = useState<(() => void) | null>(null);
  const resolved = status === "resolved";

  function step(act: () => void) {
    return () => {
      letGo([id]);
      act();
    };
  }

  const steps: MenuItem[] = [
    { id: "open", label: t("action.open"), icon: MessageSquare, shortcut: "conversation.open", onSelect: () => open(id) },
    ...(resolves ? [resolved ? { id: "reopen", label: t("action.reopen"), icon: RotateCcw, onSelect: step(() => reopen.mutate()) } : { id: "resolve", label: t("action.resolve"), icon: Check, onSelect: step(() => resolve.mutate()) }] : []),
    ...(assigns && !resolved && assignee !== me ? [{ id: "me", label: t("action.assign_me"), icon: UserPlus, onSelect: step(() => assign.mutate(me)) }] : []),
    ...(assigns && others && !resolved ? [{ id: "assign", label: t("row.assign"), icon: UsersRound, onSelect: () => setNext(() => onAssign) }] : []),
  ];
  const rest: MenuItem[] = [
    ...(reads && unread > 0 ? [{ id: "read", label: t("row.mark_read"), icon: CheckCheck, onSelect: () => markRead.mutate() }] : []),
    { id: "link", label: t("row.copy_link"), icon: Link, onSelect: () => copy(`${location.origin}/inbox/${encodeURIComponent(id)}`, t("copy.link")) },
    { id: "select", label: t("action.select"), icon: SquareCheck, shortcut: "inbox.select", onSelect: () => toggleMark(id) },
  ];

  return (
    <Menu label={t("row.menu", { name })} groups={[{ items: steps }, { items: rest }]}>
      {(trigger) => <OpenAt {...place} trigger={trigger} onClose={() => (next ?? onClose)()} />}
    </Menu>
  );
}
