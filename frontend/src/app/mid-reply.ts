/** Whether someone is in the middle of writing: a page that changed under the hands would be worse than an old one. */
export function isMidReply(): boolean {
  const field = document.activeElement;
  return (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) && field.value !== "" && !field.readOnly;
}
