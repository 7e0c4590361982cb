import { Copy, Link2 } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import type { MessageEntry } from "@/lib/api-types";
import { useT } from "@/lib/use-t";
import { plainText } from "../content-words";
import { linkTo } from "../message-link";
import { useCopy } from "../use-copy";

interface MessageToolsProps {
  entry: MessageEntry;
}

/** What can be done with one message; shown while it is pointed at or focused. */
export function MessageTools({ entry }: MessageToolsProps) {
  const t = useT();
  const copy = useCopy();
  return (
    <div role="toolbar" aria-label={t("message.tools")} className="animate-menu absolute -top-5 right-2 z-10 flex select-none rounded-lg border border-line2 bg-surface p-0.5 shadow-2 pointer-coarse:-top-11">
      <IconButton icon={Copy} size="sm" iconSize={14} label={t("message.copy")} onClick={() => copy(plainText(entry.content, t), t("copy.text"))} />
      <IconButton icon={Link2} size="sm" iconSize={14} label={t("message.copy_link")} onClick={() => copy(linkTo(entry.conversation_id, entry.seq), t("copy.link"))} />
    </div>
  );
}
