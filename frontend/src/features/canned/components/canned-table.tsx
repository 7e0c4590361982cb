import { useQuery } from "@tanstack/react-query";
import { membersQuery } from "@/lib/members";
import type { CannedReplyOut } from "@/lib/api-types";
import { dayName, fullTime } from "@/lib/time";
import { useMediaQuery } from "@/lib/use-media-query";
import { useNow } from "@/lib/use-now";
import { usePlace } from "@/lib/use-place";
import { useT } from "@/lib/use-t";
import { CannedRow } from "./canned-row";

interface CannedTableProps {
  replies: CannedReplyOut[];
  /** Without them the table is to be read. */
  onEdit?: (reply: CannedReplyOut) => void;
  onDelete?: (reply: CannedReplyOut) => void;
}

const HEAD = "sticky top-0 z-10 h-9 border-b border-line bg-sunken px-3 text-left text-2xs font-medium text-ink3 first:pl-9 last:pr-4";

/** All of them, a row each; what a narrow screen has no column for is in the row unfolded. */
export function CannedTable({ replies, onEdit, onDelete }: CannedTableProps) {
  const t = useT();
  const place = usePlace();
  const now = useNow("minute");
  const { data: members = [] } = useQuery(membersQuery());
  const columns = [true, true, useMediaQuery("(min-width: 900px)"), useMediaQuery("(min-width: 1200px)"), onEdit].filter(Boolean).length;
  const name = (id: string) => members.find((each) => each.id === id)?.name ?? t("person.someone");

  return (
    <table role="table" className="w-full table-fixed border-separate border-spacing-0 max-sm:block">
      <thead role="rowgroup" className="max-sm:sr-only">
        <tr role="row">
          <th role="columnheader" scope="col" className={`${HEAD} w-44`}>{t("canned.shortcut")}</th>
          <th role="columnheader" scope="col" className={`${HEAD} md:w-[24%]`}>{t("canned.title_field")}</th>
          <th role="columnheader" scope="col" className={`${HEAD} max-md:hidden`}>{t("canned.text")}</th>
          <th role="columnheader" scope="col" className={`${HEAD} w-56 max-lg:hidden`}>{t("canned.changed")}</th>
          {onEdit ? <th role="columnheader" scope="col" className={`${HEAD} w-24 pointer-coarse:w-28`}><span className="sr-only">{t("canned.edit")}</span></th> : null}
        </tr>
      </thead>
      <tbody role="rowgroup" className="max-sm:block">
        {replies.map((reply) => (
          <CannedRow
            key={reply.id}
            reply={reply}
            changed={t("canned.changed_by", { day: dayName(Date.parse(reply.updated_at), now, place), name: name(reply.updated_by) })}
            changedAt={fullTime(Date.parse(reply.updated_at), place)}
            columns={columns}
            onEdit={onEdit && (() => onEdit(reply))}
            onDelete={onDelete && (() => onDelete(reply))}
          />
        ))}
      </tbody>
    </table>
  );
}
