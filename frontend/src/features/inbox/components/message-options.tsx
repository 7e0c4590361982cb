import { Check, ListTree } from "lucide-react";
import { WhatsAppText } from "@/components/whatsapp-text";
import type { Buttons, ListMenu } from "@/lib/api-types";
import { cn } from "@/lib/cn";
import { useT } from "@/lib/use-t";

interface AskedProps<C> {
  content: C;
  /** The option the customer tapped. */
  chosen: string | null;
}

const option = "flex min-h-7 items-center justify-center gap-1 rounded-md border px-2 py-1 text-center text-xs font-medium max-sm:min-h-8 max-sm:text-sm";

function Framed({ header, body, footer }: { header?: string | null; body: string; footer?: string | null }) {
  return (
    <>
      {header ? <p dir="auto" className="prose-message mb-0.5 font-semibold">{header}</p> : null}
      <WhatsAppText text={body} />
      {footer ? <p dir="auto" className="prose-message mt-0.5 text-xs text-ink2">{footer}</p> : null}
    </>
  );
}

/** A question with buttons. Once answered they take one row, the choice checked; on a phone they stay one above the other. */
export function AskedButtons({ content, chosen }: AskedProps<Buttons>) {
  const t = useT();
  const answered = content.buttons.some(({ id }) => id === chosen);
  return (
    <>
      <Framed {...content} />
      <ul aria-label={t("message.options")} className={cn("mb-0.5 mt-2 flex gap-1 max-sm:flex-col", !answered && "flex-wrap")}>
        {content.buttons.map(({ id, title }) => (
          <li key={id} className={cn(option, answered ? "min-w-0 flex-auto" : "min-w-24 grow", id === chosen ? "shrink-0 border-bot bg-surface text-bot-ink" : "border-bot-line text-ink2")} data-tip={answered ? title : undefined}>
            {id === chosen ? <Check size={12} strokeWidth={2.5} role="img" aria-label={t("message.chosen")} className="shrink-0" /> : null}
            <bdi className={answered ? "truncate" : "prose-message"}>{title}</bdi>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A question with a list, which opens to be read only. Once answered it shows the choice. */
export function AskedList({ content, chosen }: AskedProps<ListMenu>) {
  const t = useT();
  const picked = content.sections.flatMap((section) => section.rows).find((row) => row.id === chosen);
  return (
    <>
      <Framed {...content} />
      <details className="group/list mb-0.5 mt-2">
        <summary className={cn(option, "cursor-pointer list-none pointer-coarse:min-h-11", picked ? "border-bot bg-surface text-bot-ink" : "border-bot-line text-ink2")}>
          {picked ? <Check size={12} strokeWidth={2.5} role="img" aria-label={t("message.chosen")} /> : <ListTree size={12} aria-hidden />}
          <bdi className="prose-message">{picked?.title ?? content.button}</bdi>
        </summary>
        {content.sections.map((section, index) => (
          <div key={section.title ?? index} className="mt-1.5">
            {section.title ? <p dir="auto" className="text-2xs font-medium text-ink3">{section.title}</p> : null}
            <ul aria-label={section.title ?? t("message.options")} className="divide-y divide-bot-line">
              {section.rows.map((row) => (
                <li key={row.id} className="flex items-start gap-2 py-1 text-xs">
                  <span dir="auto" className="prose-message min-w-0 flex-1">
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
