/** The words a message carries, whatever its kind: for those kinds that are shown by name, for copying, for names of buttons. */

import type { Content } from "@/lib/api-types";
import type { Translate } from "@/lib/use-t";
import { namedKind } from "./content-kinds";

export interface Said {
  title?: string;
  lines: string[];
  text?: string | null;
}

/** Title, facts and text of a kind that is shown by name. */
export function wordsOf(content: Content, t: Translate): Said {
  switch (content.kind) {
    case "image":
    case "video":
    case "audio":
    case "sticker":
      return { lines: [], text: content.caption };
    case "document":
      return { title: content.file_name ?? undefined, lines: [], text: content.caption };
    case "location":
      return { title: content.name ?? undefined, lines: content.address ? [content.address] : content.name ? [] : [`${content.latitude.toFixed(5)}, ${content.longitude.toFixed(5)}`] };
    case "contacts":
      return { title: content.cards.map((card) => card.name).join(", "), lines: content.cards.flatMap((card) => card.phones ?? []) };
    case "template":
      return { title: content.name, lines: [], text: content.text };
    case "order":
      return { lines: [t("message.items", { n: (content.items ?? []).reduce((sum, item) => sum + item.quantity, 0) })], text: content.text };
    case "form_reply":
      return { title: content.name ?? undefined, lines: Object.entries(content.values ?? {}).map(([key, value]) => `${key}: ${typeof value === "object" ? JSON.stringify(value) : String(value)}`), text: content.body };
    case "notice":
      return { lines: [content.text ?? content.about] };
    case "reaction":
      return { lines: content.emoji ? [content.emoji] : [] };
    case "unsupported":
      return { title: t("message.unsupported", { kind: content.type }), lines: [] };
    default:
      return { lines: [] };
  }
}

/** A message as plain text: what was written, with its marks; what else it carries, a line each. */
export function plainText(content: Content, t: Translate): string {
  switch (content.kind) {
    case "text":
      return content.body;
    case "choice":
      return [content.title, content.description].filter(Boolean).join("\n");
    case "buttons":
      return [content.header, content.body, content.footer, ...content.buttons.map((button) => `- ${button.title}`)].filter(Boolean).join("\n");
    case "list":
      return [content.header, content.body, content.footer, ...content.sections.flatMap((section) => section.rows.map((row) => `- ${row.title}`))].filter(Boolean).join("\n");
    default: {
      const { title, lines, text } = wordsOf(content, t);
      return [title ?? t(namedKind(content.kind, "voice" in content && content.voice).name), ...lines, text].filter(Boolean).join("\n");
    }
  }
}
