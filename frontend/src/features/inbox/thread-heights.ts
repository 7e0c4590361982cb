/** How tall the rows of a thread were, so that coming back to it moves nothing. */

import type { VirtualItem } from "@tanstack/react-virtual";
import type { Content, Text } from "@/lib/api-types";
import type { ThreadItem } from "./thread-items";

/** Conversations whose heights are remembered. */
const MOST = 30;
const LINE = 20;
const FOOT = 22;

const known = new Map<string, VirtualItem[]>();

/** Rows break differently in another width. */
const keyOf = (conversationId: string) => `${conversationId} ${innerWidth}`;

export function heightsOf(conversationId: string): VirtualItem[] {
  return known.get(keyOf(conversationId)) ?? [];
}

export function keepHeights(conversationId: string, heights: VirtualItem[]): void {
  known.delete(keyOf(conversationId));
  known.set(keyOf(conversationId), heights);
  const oldest = known.keys().next().value;
  if (known.size > MOST && oldest !== undefined) known.delete(oldest);
}

/** What was guessed for an entry: every new height asks for the guesses of all that follow. */
const guessed = new WeakMap<object, number>();

/** A guess, in CSS pixels, for a row that was never drawn. */
export function likelyHeight(item: ThreadItem | undefined): number {
  if (!item || item.kind === "event") return 36;
  if (item.kind === "day" || item.kind === "unread") return 40;
  const said = item.kind === "message" ? item.entry : item.item;
  const known = guessed.get(said);
  const height = known ?? likelyBubble(said.content);
  if (known === undefined) guessed.set(said, height);
  return height + (item.kind === "outgoing" || item.ends ? FOOT + 8 : 4);
}

function likelyBubble(content: Content | Text): number {
  const text = "body" in content && content.body ? content.body : "";
  const wide = innerWidth < 600 ? 34 : 62;
  const lines = text ? Math.min(24, text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / wide)), 0)) : 2;
  const options = content.kind === "buttons" || content.kind === "list" ? 40 : 0;
  return lines * LINE + 16 + options;
}
