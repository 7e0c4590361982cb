import { useCallback, useEffect, useRef, useState, type ClipboardEvent } from "react";
import type { MessageEntry } from "@/lib/api-types";
import { usePlace } from "@/lib/use-place";
import { useT } from "@/lib/use-t";
import { plainText } from "../content-words";
import { asLines, selectedItems } from "../thread-copy";
import { momentOf, type ThreadItem } from "../thread-items";
import { enter, flash } from "../thread-motion";
import { useAnchoredScroll } from "../use-anchored-scroll";
import { useKeptRows } from "../use-kept-rows";
import { useThreadKeys } from "../use-thread-keys";
import { useWho } from "../use-who";
import { ThreadChips } from "./thread-chips";
import { ThreadRow } from "./thread-row";

interface ThreadLogProps {
  conversationId: string;
  name: string;
  items: ThreadItem[];
  /** Whether this member could send a message again now. */
  mayResend: boolean;
  /** The message to show, flash and focus. */
  target: { key: string } | null;
  quotedOf: (entry: MessageEntry) => MessageEntry | undefined;
  onJump: (messageId: string) => void;
  onNearTop: () => void;
  onPinned: (pinned: boolean) => void;
}

/** The messages themselves, of which only those in sight are drawn. */
export function ThreadLog({ conversationId, name, items, mayResend, target, quotedOf, onJump, onNearTop, onPinned }: ThreadLogProps) {
  const t = useT();
  const place = usePlace();
  const who = useWho(name);
  const scroller = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const kept = useKeptRows(items, scroller, focused);
  const { rows, pinned, handleScroll, toLatest } = useAnchoredScroll({ scroller, conversationId, items, kept, onNearTop });
  const handleKeyDown = useThreadKeys({ scroller, rows, items, focused, onFocus: setFocused, onEnd: toLatest });
  const [flashed, setFlashed] = useState<object | null>(null);
  /** The unread line that has been in sight. */
  const [reached, setReached] = useState<string | null>(null);
  useEffect(() => onPinned(pinned), [pinned, onPinned]);

  // What one just wrote is shown, wherever one was.
  const mine = items.at(-1)?.kind === "outgoing" ? items.at(-1)?.key : undefined;
  useEffect(() => {
    if (mine) toLatest();
  }, [mine, toLatest]);

  const last = items.at(-1)?.key;
  const drawn = useRef(new Set(items.slice(-20).map((item) => item.key)));
  useEffect(() => {
    const tail = items.slice(-20);
    const news = tail.filter((item) => !drawn.current.has(item.key));
    if (pinned && news.length < tail.length) news.forEach((item) => enter(scroller.current, item.key));
    drawn.current = new Set(tail.map((item) => item.key));
    // A new last row is what may have come in.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [last]);

  useEffect(() => {
    const at = target && target !== flashed ? items.findIndex((item) => item.key === target.key) : -1;
    if (!target || at < 0) return;
    setFlashed(target);
    rows.scrollToIndex(at, { align: "center" });
    setFocused(target.key);
    flash(scroller.current, target.key);
  }, [target, flashed, items, rows]);

  const handleCopy = useCallback(
    (event: ClipboardEvent<HTMLDivElement>) => {
      const selection = getSelection();
      const chosen = selectedItems(event.currentTarget, selection, items);
      const alone = selection?.isCollapsed && focused !== null ? items.find((item) => item.key === focused) : undefined;
      const text = chosen.length > 1 ? asLines(chosen, { nameOf: who, you: t("person.you"), place, t }) : alone?.kind === "message" ? plainText(alone.entry.content, t) : null;
      if (text === null) return;
      event.preventDefault();
      event.clipboardData.setData("text/plain", text);
    },
    [items, focused, who, place, t],
  );

  const first = rows.range?.startIndex ?? 0;
  // A day line that is in sight at the top says it already.
  const day = rows.isScrolling && !pinned && ![items[first], items[first + 1]].some((item) => item?.kind === "day") ? momentOf(items[first]) : null;
  const line = items.findLastIndex((item) => item.kind === "unread");
  const unread = items[line];
  const above = unread?.kind === "unread" && rows.range && line < first && reached !== unread.key ? unread : null;
  if (unread && rows.range && line >= first && reached !== unread.key) setReached(unread.key);

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={scroller}
        onScroll={handleScroll}
        onKeyDown={handleKeyDown}
        onCopy={handleCopy}
        role="log"
        aria-live="off"
        aria-label={t("thread.label", { name })}
        tabIndex={0}
        id="thread"
        className="flex min-h-0 flex-1 flex-col overflow-y-auto overflow-x-hidden overscroll-contain outline-offset-[-2px] [overflow-anchor:none]"
      >
        <div className="min-h-0 flex-1" />
        <div ref={rows.containerRef} className="relative w-full shrink-0">
          {rows.getVirtualItems().map(({ key, index }) => {
            const item = items[index];
            return item ? (
              <div key={key} ref={rows.measureElement} data-index={index} data-key={item.key} className="absolute inset-x-0 top-0 px-4 max-sm:px-3">
                <ThreadRow item={item} contactName={name} resendable={mayResend} active={focused === item.key} quoted={item.kind === "message" ? quotedOf(item.entry) : undefined} onActive={setFocused} onJump={onJump} />
              </div>
            ) : null;
          })}
        </div>
      </div>
      <ThreadChips items={items} pinned={pinned} day={day} newAbove={above?.count ?? 0} onLatest={toLatest} onNew={() => rows.scrollToIndex(line, { align: "start" })} />
    </div>
  );
}
