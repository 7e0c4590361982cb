import { Bot, Reply } from "lucide-react";
import { Ticks } from "@/components/ticks";
import type { ConversationOut } from "@/lib/api-types";
import { cn } from "@/lib/cn";
import { previewOf } from "@/lib/preview";
import { useT } from "@/lib/use-t";
import { namedKind } from "../content-kinds";
import { useDrafts } from "../drafts";
import { usePresence } from "../presence";

interface SnippetProps {
  conversation: ConversationOut;
  /** It is being answered right beside: its draft is there to be seen. */
  open: boolean;
}

const SAID = ["text", "buttons", "list", "choice"];

/** The last words of a conversation and who said them; or the draft. */
export function Snippet({ conversation: { id, snippet }, open }: SnippetProps) {
  const t = useT();
  const draft = useDrafts((state) => state.texts[id]);
  const writer = usePresence(id).typing[0];

  if (writer) return <Writing name={writer.name} />;
  if (draft && !open) return <span dir="auto" className="min-w-0 flex-1 truncate text-note-ink">{t("inbox.draft", { text: previewOf(draft) })}</span>;
  if (!snippet) return <span className="min-w-0 flex-1 truncate">{t("inbox.no_messages")}</span>;
  const { icon: Icon, name } = namedKind(snippet.kind);
  const { author, status } = snippet;
  const words = previewOf(snippet.text, { mayBeCut: true }) || t(name);
  const failed = status === "failed";
  return (
    <>
      {author === "bot" ? <Bot size={13} role="img" aria-label={t("author.bot")} className="shrink-0 text-bot" /> : null}
      {author !== "contact" && status ? <Ticks status={status} /> : author === "agent" ? <Reply size={13} role="img" aria-label={t("author.agent")} className="shrink-0" /> : null}
      {SAID.includes(snippet.kind) ? null : <Icon size={13} className="shrink-0" aria-hidden />}
      <span dir="auto" className={cn("min-w-0 flex-1 truncate", failed ? "text-danger-ink" : author === "bot" && "text-bot-ink")}>{failed ? t("list.not_sent", { text: words }) : words}</span>
    </>
  );
}

/** A colleague writes. The dots stand still where motion is not wanted. */
function Writing({ name }: { name: string }) {
  const t = useT();
  return (
    <>
      <span aria-hidden className="flex shrink-0 items-center gap-[3px] text-accent">
        {[0, 1, 2].map((dot) => <span key={dot} className="animate-pulse size-1 rounded-full bg-current" style={{ animationDelay: `${dot * 160}ms` }} />)}
      </span>
      <span dir="auto" className="min-w-0 flex-1 truncate font-medium text-accent-ink">{t("list.writing", { name })}</span>
    </>
  );
}
