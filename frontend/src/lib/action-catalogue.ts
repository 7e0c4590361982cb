/** Every action the interface knows, with the keys it starts with (ui.md §8): one definition for menus, palette, settings, `?` and tests. */

import type { MessageKey } from "./i18n";

export const groups = ["list", "conversation", "composer", "go", "general"] as const;
export type ActionGroup = (typeof groups)[number];

export interface KnownAction {
  title: MessageKey;
  group: ActionGroup;
  /**
   * Presses joined by spaces, each `$mod+Alt+Shift+key` in that order, letters small (`Shift+j`), `$mod` being ⌘ or Ctrl.
   * A sign is written as it is typed (`?`), whatever the keyboard needs for it.
   */
  keys: string | null;
  /** Fixed keys that the widget itself understands, told but not listened for. */
  also?: readonly string[];
  /** Holding the keys down goes on performing. */
  repeats?: true;
  /** Works while a menu or a dialog is open. */
  anywhere?: true;
  /** Only makes sense as a key: the palette does not offer it. */
  keyOnly?: true;
  /** Pressed just before it is offered, it is done once it is: it means the same whatever is still to be shown. */
  awaited?: true;
  /** Its keys belong to a field, which asks `isPressed` itself. */
  inField?: true;
}

export const catalogue = {
  "inbox.next": { title: "action.next", group: "list", keys: "j", also: ["ArrowDown"], repeats: true, keyOnly: true },
  "inbox.previous": { title: "action.previous", group: "list", keys: "k", also: ["ArrowUp"], repeats: true, keyOnly: true },
  "conversation.open": { title: "action.open", group: "list", keys: "Enter", keyOnly: true },
  "inbox.take_next": { title: "action.take_next", group: "list", keys: "n" },
  "inbox.select": { title: "action.select", group: "list", keys: "x", keyOnly: true },
  "inbox.extend_next": { title: "action.extend_next", group: "list", keys: "Shift+j", repeats: true, keyOnly: true },
  "inbox.extend_previous": { title: "action.extend_previous", group: "list", keys: "Shift+k", repeats: true, keyOnly: true },
  "inbox.search": { title: "action.search", group: "list", keys: "/" },

  "conversation.reply": { title: "action.reply", group: "conversation", keys: "r", awaited: true },
  "conversation.resolve": { title: "action.resolve", group: "conversation", keys: "e", awaited: true },
  "conversation.reopen": { title: "action.reopen", group: "conversation", keys: "Shift+e", awaited: true },
  "conversation.assign": { title: "action.assign", group: "conversation", keys: "a", awaited: true },
  "conversation.assign_me": { title: "action.assign_me", group: "conversation", keys: "Shift+a", awaited: true },
  "conversation.bot": { title: "action.bot", group: "conversation", keys: "b" },
  "conversation.unread": { title: "action.unread", group: "conversation", keys: "u" },
  "conversation.details": { title: "action.details", group: "conversation", keys: "$mod+/", anywhere: true },
  "details.previous_tab": { title: "action.previous_tab", group: "conversation", keys: "[", anywhere: true, keyOnly: true },
  "details.next_tab": { title: "action.next_tab", group: "conversation", keys: "]", anywhere: true, keyOnly: true },
  "conversation.back": { title: "action.back", group: "conversation", keys: "Escape", keyOnly: true },

  "composer.send": { title: "action.send", group: "composer", keys: "$mod+Enter", inField: true },
  "composer.send_resolve": { title: "action.send_resolve", group: "composer", keys: "$mod+Shift+Enter", inField: true },
  "composer.canned": { title: "action.canned", group: "composer", keys: "/", inField: true },
  "composer.bold": { title: "action.bold", group: "composer", keys: "$mod+b", inField: true },
  "composer.italic": { title: "action.italic", group: "composer", keys: "$mod+i", inField: true },
  "composer.strike": { title: "action.strike", group: "composer", keys: "$mod+Shift+x", inField: true },
  "composer.retry": { title: "action.retry_last", group: "composer", keys: "Alt+ArrowUp" },

  "go.inbox": { title: "action.go_inbox", group: "go", keys: "g i" },
  "go.settings": { title: "action.go_settings", group: "go", keys: "g s" },

  "palette.open": { title: "action.palette", group: "general", keys: "$mod+k", anywhere: true, keyOnly: true },
  "shortcuts.open": { title: "action.shortcuts", group: "general", keys: "?" },
  "toasts.undo": { title: "action.undo", group: "general", keys: "z" },
  "panes.next": { title: "action.next_pane", group: "general", keys: "F6", keyOnly: true },
  "panes.previous": { title: "action.previous_pane", group: "general", keys: "Shift+F6", keyOnly: true },
  "theme.switch": { title: "action.theme", group: "general", keys: null },
} as const satisfies Record<string, KnownAction>;

export type ActionId = keyof typeof catalogue;

export const actionIds = Object.keys(catalogue) as ActionId[];

export const known = (id: ActionId): KnownAction => catalogue[id];
