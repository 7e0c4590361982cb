/** The panes of the page, in the order they are read: what F6 goes through, what the skip links jump to. */

const ORDER = ["rail", "bottom-bar", "conversation-list", "thread", "composer", "details", "settings-nav", "settings"] as const;
/** Where the focus goes inside a pane: what one most likely came for. */
const ENTRANCE: Partial<Record<(typeof ORDER)[number], string>> = { rail: "[aria-current], a, button", "bottom-bar": "[aria-current], a, button", composer: "textarea", "settings-nav": "[aria-current], a", settings: "a, button, input, select, textarea" };

interface Pane {
  element: HTMLElement;
  entrance: HTMLElement;
}

function shown(): Pane[] {
  return ORDER.flatMap((id) => {
    const element = document.getElementById(id);
    if (!element?.checkVisibility()) return [];
    const inside = ENTRANCE[id] ? element.querySelector<HTMLElement>(ENTRANCE[id]) : null;
    return [{ element, entrance: inside ?? element }];
  });
}

/** The last pane that begins at or before the focus. */
function current(panes: Pane[], focused: Element | null): number {
  const within = panes.findIndex(({ element }) => element.contains(focused));
  if (within >= 0 || !focused || focused === document.body) return within;
  return panes.findLastIndex(({ element }) => element.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING);
}

/** Moves the focus to the next or the previous pane, round and round. */
export function cyclePanes(by: 1 | -1): void {
  const panes = shown();
  const at = current(panes, document.activeElement);
  const next = at < 0 && by < 0 ? panes.length - 1 : (at + by + panes.length) % panes.length;
  panes[next]?.entrance.focus();
}
