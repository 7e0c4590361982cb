import { ChevronRight, Pencil, Trash2 } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import type { CannedReplyOut } from "@/lib/api-types";
import { cn } from "@/lib/cn";
import { useT } from "@/lib/use-t";
import { CannedPreview } from "./canned-preview";
import { FilledText } from "./filled-text";

interface CannedRowProps {
  reply: CannedReplyOut;
  changed: string;
  /** In full, for a tooltip. */
  changedAt: string;
  /** Of the table, at this width. */
  columns: number;
  onEdit?: () => void;
  onDelete?: () => void;
}

/** A canned reply on a line. Pressed, it unfolds: the whole text, who changed it, and on a phone what else may be done. */
export function CannedRow({ reply, changed, changedAt, columns, onEdit, onDelete }: CannedRowProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const id = useId();
  const [edit, remove] = [t("canned.edit_of", { shortcut: reply.shortcut }), t("canned.delete_of", { shortcut: reply.shortcut })];
  const fold = open ? "py-2 [overflow-wrap:anywhere]" : "truncate";
  // Elements of a table that are laid out otherwise say again what they are.
  return (
    <>
      <tr role="row" onClick={() => setOpen(!open)} className={cn("h-11 cursor-pointer transition-tint hover:bg-hover max-sm:grid max-sm:h-auto max-sm:grid-cols-[8.5rem_minmax(0,1fr)] max-sm:items-center sm:[&>*]:border-b", open ? "[&>*]:border-transparent" : "border-line max-sm:border-b [&>*]:border-line")}>
        <th role="rowheader" scope="row" className="pl-3 pr-3 text-left font-normal">
          <button type="button" aria-expanded={open} aria-controls={open ? id : undefined} className="mono flex min-h-8 w-full items-center gap-1.5 rounded-md px-1 text-left text-xs text-ink2 pointer-coarse:min-h-11">
            <ChevronRight size={14} className={cn("shrink-0 text-ink3 transition-transform", open && "rotate-90")} aria-hidden />
            <span className={cn("min-w-0", fold)}>/{reply.shortcut}</span>
          </button>
        </th>
        <td role="cell" className={cn("px-3 font-medium", fold)} dir="auto">{reply.title}</td>
        <td role="cell" className={cn("px-3 text-xs text-ink2 sm:truncate sm:max-md:hidden max-sm:col-span-2 max-sm:mb-3 max-sm:line-clamp-2 max-sm:pl-9 max-sm:pr-5", open && "max-sm:hidden")}><FilledText line text={reply.text} /></td>
        <td role="cell" className="num truncate px-3 text-xs text-ink3 max-lg:hidden" data-tip={changedAt}>{changed}</td>
        {onEdit ? (
          <td role="cell" className="pl-3 pr-4 max-sm:hidden" onClick={(event) => event.stopPropagation()}>
            <span className="flex justify-end">
              <IconButton icon={Pencil} label={edit} onClick={onEdit} />
              <IconButton icon={Trash2} label={remove} onClick={onDelete} />
            </span>
          </td>
        ) : null}
      </tr>
      {open ? (
        <tr role="row" id={id} className="max-sm:block">
          <td role="cell" colSpan={columns} className="border-b border-line px-5 pb-4 pt-1 max-sm:block sm:pl-9">
            <div className="max-w-[36rem]"><CannedPreview text={reply.text} /></div>
            <div className="mt-2 flex flex-wrap items-center justify-end gap-2 lg:hidden">
              <p className="num min-w-0 grow text-xs text-ink3">{changed}</p>
              {onEdit ? (
                <span className="flex gap-2 sm:hidden">
                  <Button size="sm" icon={Trash2} aria-label={remove} onClick={onDelete}>{t("canned.delete")}</Button>
                  <Button size="sm" icon={Pencil} aria-label={edit} onClick={onEdit}>{t("canned.edit")}</Button>
                </span>
              ) : null}
            </div>
          </td>
        </tr>
      ) : null}
    </>
  );
}
