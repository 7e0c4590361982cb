import { CornerDownRight } from "lucide-react";
import { WhatsAppText } from "@/components/whatsapp-text";
import type { Content } from "@/lib/api-types";
import { AskedButtons, AskedList } from "./message-options";
import { NamedContent } from "./named-content";

interface MessageContentProps {
  content: Content;
  /** The option the customer tapped. */
  chosen: string | null;
}

/** What a message says, whatever its kind. */
export function MessageContent({ content, chosen }: MessageContentProps) {
  switch (content.kind) {
    case "text":
      return <WhatsAppText text={content.body} />;
    case "choice":
      return (
        <span className="flex items-start gap-1.5">
          <CornerDownRight size={14} className="mt-[3px] shrink-0 text-ink3" aria-hidden />
          <span dir="auto" className="prose-message">
            {content.title}
            {content.description ? <span className="block text-xs text-ink2">{content.description}</span> : null}
          </span>
        </span>
      );
    case "buttons":
      return <AskedButtons content={content} chosen={chosen} />;
    case "list":
      return <AskedList content={content} chosen={chosen} />;
    default:
      return <NamedContent content={content} />;
  }
}
