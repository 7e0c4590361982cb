import { Check, UserPlus, X } from "lucide-react";
import { useEffect } from "react";
import { useActions } from "@/lib/actions";
import { useMay, useSession } from "@/lib/session";
import { useT } from "@/lib/use-t";
import { useBulk } from "../api/use-bulk";
import { useMayAssignOthers } from "../may-assign-others";
import { clearSelection, markAll, unmark, useSelection } from "../selection";
import { AssignPeople } from "./assign-people";

interface BulkBarProps {
  /** All rows that are loaded, in their order. */
  ids: string[];
}

const BUTTON = "flex h-8 items-center gap-1.5 rounded-md px-2.5 text-xs font-medium transition-tint hover:bg-surface/15 pointer-coarse:h-11 focus-visible:outline-surface";

/** What can be done with all marked conversations at once. */
export function BulkBar({ ids }: BulkBarProps) {
  const t = useT();
  const me = useSession()?.member;
  const [resolves, assigns, others] = [useMay("conversation.resolve"), useMay("conversation.assign"), useMayAssignOthers()];
  const marked = useSelection((state) => state.marked);
  const { resolve, assign } = useBulk();
  const chosen = ids.filter((id) => marked.has(id));
  const n = marked.size;

  // Rows that left the list, by whoever's hand, are no longer meant.
  useEffect(() => {
    const here = new Set(ids);
    const left = [...marked].filter((id) => !here.has(id));
    if (left.length > 0) unmark(left);
  }, [ids, marked]);

  function perform(act: (ids: string[]) => void) {
    clearSelection();
    act(chosen);
    document.getElementById("conversation-list")?.focus({ preventScroll: true });
  }
  useActions([
    { id: "conversation.back", perform: clearSelection, palette: false },
    { id: "conversation.resolve", when: () => resolves, perform: () => perform(resolve) },
    { id: "conversation.assign", when: () => assigns && others, perform: () => document.getElementById("assign-marked")?.click() },
    { id: "conversation.assign_me", when: () => assigns, perform: () => me && perform((all) => assign(all, me)) },
  ]);

  return (
    <div role="toolbar" aria-label={t("bulk.label")} className="animate-rise absolute inset-x-2 bottom-2 z-20 rounded-xl bg-ink p-1.5 text-surface shadow-4">
      <div className="flex items-center gap-0.5">
        <span role="status" className="num shrink-0 px-2.5 text-xs font-semibold">{t("bulk.selected", { n })}</span>
        <button type="button" aria-label={t("bulk.clear")} data-tip={t("bulk.clear")} className="ml-auto grid size-8 shrink-0 place-items-center rounded-md transition-tint hover:bg-surface/15 pointer-coarse:size-11" onClick={clearSelection}><X size={15} aria-hidden /></button>
      </div>
      <div className="flex flex-wrap items-center gap-0.5">
        {resolves ? <button type="button" className={BUTTON} onClick={() => perform(resolve)}><Check size={14} strokeWidth={2} aria-hidden />{t("action.resolve")}</button> : null}
        {assigns && others ? (
          <AssignPeople onChoose={(person) => perform((all) => assign(all, person))} side="top" align="end">
            {(trigger) => <button type="button" id="assign-marked" {...trigger} className={BUTTON}><UserPlus size={14} strokeWidth={2} aria-hidden />{t("action.assign")}</button>}
          </AssignPeople>
        ) : assigns && me ? (
          <button type="button" className={BUTTON} onClick={() => perform((all) => assign(all, me))}><UserPlus size={14} strokeWidth={2} aria-hidden />{t("action.assign_me")}</button>
        ) : null}
        {n < ids.length ? <button type="button" className={BUTTON} onClick={() => markAll(ids)}>{t("bulk.select_all", { n: ids.length })}</button> : null}
      </div>
    </div>
  );
}
