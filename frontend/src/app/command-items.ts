/** What the palette offers, feature by feature. */

import type { useNavigate } from "@tanstack/react-router";
import { Inbox, MessageSquareText, Slash } from "lucide-react";
import { views } from "@/features/inbox/views";
import type { PaletteItem } from "@/features/palette/palette-item";
import { sections } from "@/features/settings/sections";
import type { ActionGroup } from "@/lib/action-catalogue";
import { availableActions } from "@/lib/actions";
import type { CannedReplyOut, ConversationOut } from "@/lib/api-types";
import { insertText } from "@/lib/insert-text";
import { paths } from "@/lib/paths";
import { previewOf } from "@/lib/preview";
import { session } from "@/lib/session";
import type { Translate } from "@/lib/use-t";
import { filled, knownOf } from "@/lib/variables";
import { iconOf } from "./command-icons";

type Navigate = ReturnType<typeof useNavigate>;
type Used = Record<string, number>;

const GROUP: Record<ActionGroup, PaletteItem["group"]> = { conversation: "here", composer: "here", list: "commands", general: "commands", go: "go" };

/** Every action that can be performed now. */
export function commandItems(t: Translate, used: Used): PaletteItem[] {
  return availableActions()
    .filter((action) => action.palette)
    .map(({ id, title, group, icon, perform }) => ({ id, group: GROUP[group], title: t(title), icon: icon ?? iconOf(id), shortcut: id, at: used[id], perform }));
}

/** The views of the inbox and the pages of the settings. */
export function placeItems(t: Translate, navigate: Navigate, used: Used): PaletteItem[] {
  const may = session()?.member.permissions ?? [];
  return [
    ...views.map((view): PaletteItem => ({ id: `view.${view}`, group: "go", title: t(`view.${view}`), hint: t("palette.view"), icon: Inbox, at: used[`view.${view}`], perform: () => void navigate({ to: paths.inbox, search: view === "mine" ? {} : { view } }) })),
    ...sections
      .filter(({ allow }) => !allow || may.includes(allow))
      .map(({ to, title, icon }): PaletteItem => ({ id: to, group: "go", title: t(title), hint: t("nav.settings"), icon, at: used[to], perform: () => void navigate({ to }) })),
  ];
}

export function conversationItems(conversations: ConversationOut[], navigate: Navigate): PaletteItem[] {
  return conversations.map(({ id, contact_name: name, address, snippet, status, last_activity_at, window_expires_at: windowExpiresAt }) => ({
    id,
    group: "people",
    title: name,
    hint: address,
    said: snippet?.text || undefined,
    icon: MessageSquareText,
    avatar: { name, windowExpiresAt },
    resolved: status === "resolved",
    at: Date.parse(snippet?.at ?? last_activity_at),
    perform: () => void navigate({ to: paths.conversation, params: { conversationId: id }, search: (now) => ({ ...now, m: undefined }) }),
  }));
}

/** Where the caret is in the reply, as if it was typed. */
function insert(text: string) {
  const field = document.getElementById("reply");
  if (field instanceof HTMLTextAreaElement) insertText(field, field.selectionStart, field.selectionEnd, text);
}

export function cannedItems(replies: CannedReplyOut[], conversation: ConversationOut, used: Used): PaletteItem[] {
  if (!document.getElementById("reply")) return [];
  const known = knownOf({ contact: conversation.contact_name, agent: session()?.member.name ?? "", workspace: session()?.workspace.name ?? "" });
  return replies.map(({ id, title, shortcut, text }) => {
    const words = filled(text, known);
    return { id, group: "canned", title, hint: previewOf(words), said: shortcut, icon: Slash, at: used[id], perform: () => insert(words) };
  });
}
