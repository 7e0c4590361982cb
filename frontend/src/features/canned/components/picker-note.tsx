import type { LucideIcon } from "lucide-react";
import { useImperativeHandle, type ReactNode, type Ref } from "react";
import type { KeyTaker } from "@/components/suggestion-list";

interface PickerNoteProps {
  icon: LucideIcon;
  text: string;
  keys: Ref<KeyTaker>;
  onClose: () => void;
  action?: { label: string; perform: () => void };
  children?: ReactNode;
}

/** What a picker says when it has nothing to pick. Only Esc means anything to it. */
export function PickerNote({ icon: Icon, text, keys, onClose, action, children }: PickerNoteProps) {
  useImperativeHandle(keys, () => (event) => {
    if (event.key === "Escape") onClose();
    return event.key === "Escape";
  });
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-2.5 gap-y-1 px-3 py-3 text-xs text-ink2">
      <Icon size={15} className="shrink-0 text-ink3" aria-hidden />
      <span className="prose-message min-w-0 flex-1">{text}</span>
      {action ? <button type="button" onMouseDown={(event) => event.preventDefault()} onClick={action.perform} className="min-h-6 font-medium text-accent-ink underline underline-offset-2 pointer-coarse:min-h-11">{action.label}</button> : null}
      {children}
    </div>
  );
}
