import { Check, CornerDownRight, ListTree } from "lucide-react";
import { WhatsAppText } from "@/components/whatsapp-text";
import type { Buttons, Content, ListMenu } from "@/lib/api-types";
import { cn } from "@/lib/cn";
import { useT } from "@/lib/use-t";
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
          <CornerDownRight size={13} className="mt-[3px] shrink-0 text-ink3" aria-hidden />
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

function Framed({ header, body, footer }: { header?: string | null; body: string; footer?: string | null }) {
  return (
    <>
      {header ? <p className="mb-0.5 font-semibold">{header}</p> : null}
      <WhatsAppText text={body} />
      {footer ? <p className="mt-0.5 text-xs text-ink2">{footer}</p> : null}
    </>
  );
}

const option = "flex min-h-7 items-center justify-center gap-1 rounded-md border px-2 py-1 text-center text-xs font-medium max-sm:min-h-8 max-sm:text-sm";

function AskedButtons({ content, chosen }: { content: Buttons; chosen: string | null }) {
  const t = useT();
  return (
    <>
      <Framed {...content} />
      <ul aria-label={t("message.options")} className="mb-0.5 mt-2 flex flex-wrap gap-1 max-sm:flex-col">
        {content.buttons.map(({ id, title }) => (
          <li key={id} className={cn(option, "min-w-24 grow", id === chosen ? "border-bot bg-surface text-bot-ink" : "border-bot-line text-ink2")}>
            {id === chosen ? <Check size={12} strokeWidth={2.5} role="img" aria-label={t("message.chosen")} /> : null}
            {title}
          </li>
        ))}
      </ul>
    </>
  );
}

function AskedList({ content, chosen }: { content: ListMenu; chosen: string | null }) {
  const t = useT();
  const picked = content.sections.flatMap((section) => section.rows).find((row) => row.id === chosen);
  return (
    <>
      <Framed {...content} />
      <details className="group/list mb-0.5 mt-2">
        <summary className={cn(option, "cursor-pointer list-none", picked ? "border-bot bg-surface text-bot-ink" : "border-bot-line text-ink2")}>
          {picked ? <Check size={12} strokeWidth={2.5} role="img" aria-label={t("message.chosen")} /> : <ListTree size={12} aria-hidden />}
          {picked?.title ?? content.button}
        </summary>
        {content.sections.map((section, index) => (
          <div key={section.title ?? index} className="mt-1.5">
            {section.title ? <p className="text-2xs font-medium text-ink3">{section.title}</p> : null}
            <ul aria-label={section.title ?? t("message.options")} className="divide-y divide-bot-line">
              {section.rows.map((row) => (
                <li key={row.id} className="flex items-start gap-2 py-1 text-xs">
                  <span className="min-w-0 flex-1">
                    <span className={cn("block", row.id === chosen && "font-medium text-bot-ink")}>{row.title}</span>
                    {row.description ? <span className="block text-ink2">{row.description}</span> : null}
                  </span>
                  {row.id === chosen ? <Check size={12} strokeWidth={2.5} aria-hidden className="mt-0.5 text-bot-ink" /> : null}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </details>
    </>
  );
}
