import { useQuery } from "@tanstack/react-query";
import { Pencil, Trash2 } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { membersQuery } from "@/lib/members";
import type { CannedReplyOut } from "@/lib/api-types";
import { dayName, fullTime } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { usePlace } from "@/lib/use-place";
import { useT } from "@/lib/use-t";
import { FilledText } from "./filled-text";

interface CannedTableProps {
  replies: CannedReplyOut[];
  /** Without them the table is to be read. */
  onEdit?: (reply: CannedReplyOut) => void;
  onDelete?: (reply: CannedReplyOut) => void;
}

const HEAD = "sticky top-0 z-10 h-9 border-b border-line bg-sunken px-3 text-left text-2xs font-medium text-ink3 first:pl-5 last:pr-4";

/** All of them, a row each. On a phone the shortcut stands over the title, and the rest is in the record. */
export function CannedTable({ replies, onEdit, onDelete }: CannedTableProps) {
  const t = useT();
  const place = usePlace();
  const now = useNow("minute");
  const { data: members = [] } = useQuery(membersQuery());
  const name = (id: string) => members.find((each) => each.id === id)?.name ?? t("person.someone");

  return (
    <table className="w-full table-fixed border-separate border-spacing-0">
      <thead>
        <tr>
          <th scope="col" className={`${HEAD} w-36 max-sm:w-32`}>{t("canned.shortcut")}</th>
          <th scope="col" className={`${HEAD} md:w-[24%]`}>{t("canned.title_field")}</th>
          <th scope="col" className={`${HEAD} max-md:hidden`}>{t("canned.text")}</th>
          <th scope="col" className={`${HEAD} w-56 max-lg:hidden`}>{t("canned.changed")}</th>
          {onEdit ? <th scope="col" className={`${HEAD} w-24 pointer-coarse:w-28`}><span className="sr-only">{t("canned.edit")}</span></th> : null}
        </tr>
      </thead>
      <tbody>
        {replies.map((reply) => (
          <tr key={reply.id} onClick={() => onEdit?.(reply)} className="group h-11 transition-tint hover:bg-hover data-[edit]:cursor-pointer [&>td]:border-b [&>td]:border-line [&>td]:px-3" data-edit={onEdit ? "" : undefined}>
            <th scope="row" className="mono truncate border-b border-line pl-5 pr-3 text-left text-xs font-normal text-ink2">/{reply.shortcut}</th>
            <td className="truncate font-medium" dir="auto">{reply.title}</td>
            <td className="truncate text-xs text-ink2 max-md:hidden"><FilledText line text={reply.text} /></td>
            <td className="num truncate text-xs text-ink3 max-lg:hidden" data-tip={fullTime(Date.parse(reply.updated_at), place)}>{t("canned.changed_by", { day: dayName(Date.parse(reply.updated_at), now, place), name: name(reply.updated_by) })}</td>
            {onEdit ? (
              <td className="pr-4" onClick={(event) => event.stopPropagation()}>
                <span className="flex justify-end">
                  <IconButton icon={Pencil} label={t("canned.edit_of", { shortcut: reply.shortcut })} onClick={() => onEdit(reply)} className="pointer-coarse:size-11" />
                  <IconButton icon={Trash2} label={t("canned.delete_of", { shortcut: reply.shortcut })} onClick={() => onDelete?.(reply)} className="pointer-coarse:size-11" />
                </span>
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
