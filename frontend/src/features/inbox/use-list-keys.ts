import type { KeyboardEvent } from "react";
import { useActions } from "@/lib/actions";
import { useMediaQuery } from "@/lib/use-media-query";
import { markTo, standOn, toggleMark, useSelection } from "./selection";
import { useOpenConversation } from "./use-list-search";

interface ListKeys {
  ids: string[];
  selected: string | undefined;
  /** How many rows a screen holds. */
  perScreen: () => number;
  onMenu: (id: string) => void;
  /** Lets what waits come in. */
  onHome: () => void;
}

/** Walks and marks by key. Where list and conversation are side by side, walking opens; where only one is seen, Enter does. */
export function useListKeys({ ids, selected, perScreen, onMenu, onHome }: ListKeys) {
  const open = useOpenConversation();
  const narrow = useMediaQuery("(max-width: 899px)");
  const cursor = useSelection((state) => state.cursor);
  const on = cursor && ids.includes(cursor) ? cursor : selected;
  const at = on ? ids.indexOf(on) : -1;

  function go(to: number, opening = !narrow) {
    const id = ids[Math.max(0, Math.min(to, ids.length - 1))];
    document.getElementById("conversation-list")?.focus({ preventScroll: true });
    if (!id) return;
    if (opening) {
      standOn(null);
      open(id);
    } else standOn(id);
  }

  function extend(by: 1 | -1) {
    const from = ids[at];
    const to = ids[at + by];
    if (!to) return;
    if (from) markTo(from, ids);
    markTo(to, ids);
    go(at + by, false);
  }

  function openHere() {
    if (!on || on === selected) (document.getElementById("reply") ?? document.getElementById("thread"))?.focus();
    else {
      standOn(null);
      open(on);
    }
  }

  useActions([
    { id: "inbox.next", perform: () => go(at + 1) },
    { id: "inbox.previous", perform: () => go(at < 0 ? 0 : at - 1) },
    { id: "inbox.select", when: () => at >= 0, perform: () => on && toggleMark(on), palette: false },
    { id: "inbox.extend_next", when: () => ids.length > 0, perform: () => extend(1), palette: false },
    { id: "inbox.extend_previous", when: () => at > 0, perform: () => extend(-1), palette: false },
    { id: "conversation.open", when: () => document.activeElement?.id === "conversation-list" && on !== undefined, perform: openHere, palette: false },
  ]);

  function handleKeyDown(event: KeyboardEvent) {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    const screen = Math.max(1, perScreen() - 1);
    const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: ids.length - 1, PageDown: Math.max(0, at) + screen, PageUp: at - screen }[key];
    if ((key === "F10" && shiftKey) || key === "ContextMenu") {
      if (on) onMenu(on);
    } else if (key === " " && on) toggleMark(on);
    else if (target === undefined || ctrlKey || metaKey || altKey) return;
    else if (shiftKey && (key === "ArrowDown" || key === "ArrowUp")) extend(key === "ArrowDown" ? 1 : -1);
    else {
      if (key === "Home") onHome();
      go(target);
    }
    event.preventDefault();
  }

  return { on, at, handleKeyDown };
}
