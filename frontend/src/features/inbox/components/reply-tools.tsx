import { Bold, Check, Italic, Plus, Slash, Smile, Strikethrough } from "lucide-react";
import { memo } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { MARKS } from "@/lib/insert-text";
import { useMay } from "@/lib/session";
import { useT } from "@/lib/use-t";

interface ReplyToolsProps {
  onEmoji: () => void;
  onCanned: () => void;
  onMark: (mark: string) => void;
  emojiOpen: boolean;
}

const marks = [
  { icon: Bold, id: "composer.bold" },
  { icon: Italic, id: "composer.italic" },
  { icon: Strikethrough, id: "composer.strike" },
] as const;

/** What can be put into a reply besides letters. */
export const ReplyTools = memo(function ReplyTools({ onEmoji, onCanned, onMark, emojiOpen }: ReplyToolsProps) {
  const t = useT();
  const stay = { onMouseDown: (event: { preventDefault: () => void }) => event.preventDefault() };
  return (
    <div role="group" aria-label={t("composer.tools")} className="flex items-center gap-0.5">
      <IconButton icon={Smile} label={t("composer.emoji")} aria-haspopup="dialog" aria-expanded={emojiOpen} pressed={emojiOpen} onClick={onEmoji} {...stay} data-emoji-opener />
      <span aria-hidden className="mx-1 h-4 w-px bg-line" />
      <IconButton icon={Slash} label={t("composer.canned")} shortcut="composer.canned" onClick={onCanned} {...stay} />
      {marks.map(({ icon, id }) => (
        <IconButton key={id} icon={icon} label={t(id)} shortcut={id} onClick={() => onMark(MARKS[id])} {...stay} />
      ))}
    </div>
  );
});

interface MoreToolsProps extends Omit<ReplyToolsProps, "onEmoji" | "emojiOpen"> {
  ready: boolean;
  onSendAndResolve: () => void;
}

/** The same on a phone, behind one plus. */
export function MoreTools({ ready, onCanned, onMark, onSendAndResolve }: MoreToolsProps) {
  const t = useT();
  const resolves = useMay("conversation.resolve");
  return (
    <Menu
      label={t("composer.more")}
      side="top"
      groups={[
        { items: [{ id: "canned", icon: Slash, label: t("composer.canned"), onSelect: onCanned }] },
        { items: marks.map(({ icon, id }) => ({ id, icon, label: t(id), onSelect: () => onMark(MARKS[id]) })) },
        ...(resolves && ready ? [{ items: [{ id: "resolve", icon: Check, label: t("composer.send_resolve"), onSelect: onSendAndResolve }] }] : []),
      ]}
    >
      {(trigger) => <IconButton {...trigger} icon={Plus} iconSize={22} size="touch" label={t("composer.more")} />}
    </Menu>
  );
}
