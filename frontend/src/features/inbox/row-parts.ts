/** The ids of a row and of what it says. The name of a row is read in the order of ui.md §9, whatever the order on the screen. */
export function rowParts(id: string) {
  const row = `row-${id}`;
  return { row, name: `${row}-name`, unread: `${row}-unread`, preview: `${row}-preview`, wait: `${row}-wait`, window: `${row}-window`, assignee: `${row}-assignee` };
}

/** For `aria-labelledby`: ids of parts that are not there are passed over. */
export function rowName(id: string): string {
  const { name, unread, preview, wait, window, assignee } = rowParts(id);
  return [name, unread, preview, wait, window, assignee].join(" ");
}
