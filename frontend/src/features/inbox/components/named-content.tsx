import { WhatsAppText } from "@/components/whatsapp-text";
import type { Content } from "@/lib/api-types";
import { cn } from "@/lib/cn";
import { useSession } from "@/lib/session";
import { useT } from "@/lib/use-t";
import { namedKind } from "../content-kinds";
import { wordsOf } from "../content-words";

interface NamedContentProps {
  content: Content;
}

/** Files: what is in them is not fetched yet. */
const CLOSED = ["image", "video", "audio", "document", "sticker"];
const MAY_SEE_RAW = ["owner", "admin"];

/** A kind that is not drawn yet: named, with every word it carries. Nothing is dropped. */
export function NamedContent({ content }: NamedContentProps) {
  const t = useT();
  const role = useSession()?.member.role ?? "";
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
          <span dir="auto" className="block font-medium">{title ?? t(name)}</span>
          {[...(title && !unknown ? [t(name)] : []), ...lines].map((line, index) => (
            <span key={index} dir="auto" className="num block text-xs text-ink2">{line}</span>
          ))}
          {CLOSED.includes(content.kind) ? <span className="block text-xs text-ink2">{t("message.closed")}</span> : null}
        </span>
      </div>
      {text ? <div className="mt-1.5"><WhatsAppText text={text} /></div> : null}
      {unknown && content.raw && MAY_SEE_RAW.includes(role) ? (
        <details className="mt-1.5 text-xs">
          <summary className="min-h-6 cursor-pointer font-medium text-ink2 pointer-coarse:min-h-11">{t("message.raw")}</summary>
          <pre dir="ltr" className="mono mt-1 max-h-60 max-w-full overflow-auto whitespace-pre-wrap break-all rounded-md bg-sunken p-2 text-2xs text-ink2">{content.raw}</pre>
        </details>
      ) : null}
    </div>
  );
}
