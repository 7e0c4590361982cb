/** Keeps what is typed for a field that is not there yet. */

/** Returns how to stop. Esc calls it all off. */
export function queueKeys(into: { current: string }, onCancel: () => void): () => void {
  function handleKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") onCancel();
    else if (event.key === "Backspace") into.current = into.current.slice(0, -1);
    else if ([...event.key].length === 1) into.current += event.key;
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  window.addEventListener("keydown", handleKeyDown, { capture: true });
  return () => window.removeEventListener("keydown", handleKeyDown, { capture: true });
}
