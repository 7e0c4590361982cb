import type { CannedReplyOut } from "@/lib/api-types";

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

function rank(reply: CannedReplyOut, query: string): number {
  const [shortcut, title, text] = [plain(reply.shortcut), plain(reply.title), plain(reply.text)];
  if (shortcut === query) return 0;
  if (shortcut.startsWith(query)) return 1;
  if (title.split(/\s+/).some((word) => word.startsWith(query))) return 2;
  if (shortcut.includes(query)) return 3;
  if (title.includes(query)) return 4;
  return text.includes(query) ? 5 : -1;
}

/** Those that a query means, the likeliest first: by shortcut, then title, then text; accents and capitals do not matter. */
export function found(replies: CannedReplyOut[], query: string): CannedReplyOut[] {
  const words = plain(query.trim());
  if (!words) return replies;
  return replies
    .map((reply) => ({ reply, at: rank(reply, words) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at || a.reply.shortcut.localeCompare(b.reply.shortcut))
    .map(({ reply }) => reply);
}
