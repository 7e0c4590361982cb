import { WhatsAppText } from "@/components/whatsapp-text";
import type { Content } from "@/lib/api-types";
import { cn } from "@/lib/cn";
import { useT, type Translate } from "@/lib/use-t";
import { namedKind } from "../content-kinds";

interface NamedContentProps {
  content: Content;
}

/** A kind that is not drawn yet: named, with every word it carries. Nothing is dropped. */
export function NamedContent({ content }: NamedContentProps) {
  const t = useT();
  const { icon: Icon, name } = namedKind(content.kind, "voice" in content && content.voice);
  const { title, lines, text } = wordsOf(content, t);
  const unknown = content.kind === "unsupported";
  return (
    <div>
      <div className="flex min-w-44 items-center gap-2.5">
        <span className={cn("grid size-9 shrink-0 place-items-center rounded-md text-ink2", unknown ? "border border-dashed border-control" : "bg-ink/5")}>
          <Icon size={17} strokeWidth={1.75} aria-hidden />
        </span>
        <span className="prose-message min-w-0">
          <span className="block font-medium">{title ?? t(name)}</span>
          {[...(title && !unknown ? [t(name)] : []), ...lines].map((line, index) => (
            <span key={index} className="num block text-xs text-ink2">{line}</span>
          ))}
        </span>
      </div>
      {text ? <div className="mt-1.5"><WhatsAppText text={text} /></div> : null}
    </div>
  );
}

interface Said {
  title?: string;
  lines: string[];
  text?: string | null;
}

function wordsOf(content: Content, t: Translate): Said {
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
