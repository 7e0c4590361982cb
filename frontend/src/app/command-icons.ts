import { Bot, Check, CircleDot, ContrastIcon, CornerUpLeft, Hand, Inbox, Keyboard, ListChecks, PanelRight, RotateCcw, Search, Send, Settings, Undo2, UserCheck, UserPlus, type LucideIcon } from "lucide-react";
import type { ActionId } from "@/lib/action-catalogue";

const icons: Partial<Record<ActionId, LucideIcon>> = {
  "inbox.take_next": Hand,
  "inbox.select": ListChecks,
  "inbox.search": Search,
  "conversation.reply": CornerUpLeft,
  "conversation.resolve": Check,
  "conversation.reopen": RotateCcw,
  "conversation.assign": UserPlus,
  "conversation.assign_me": UserCheck,
  "conversation.bot": Bot,
  "conversation.unread": CircleDot,
  "conversation.details": PanelRight,
  "composer.send": Send,
  "composer.send_resolve": Send,
  "composer.retry": RotateCcw,
  "go.inbox": Inbox,
  "go.settings": Settings,
  "shortcuts.open": Keyboard,
  "toasts.undo": Undo2,
  "theme.switch": ContrastIcon,
};

export const iconOf = (id: ActionId): LucideIcon | undefined => icons[id];
