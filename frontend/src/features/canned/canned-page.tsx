import { useQuery } from "@tanstack/react-query";
import { MessageSquareDashed, Plus, RotateCw, Search, SearchX, Unplug } from "lucide-react";
import { useState } from "react";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { useProblem } from "@/lib/problem";
import type { CannedReplyOut } from "@/lib/api-types";
import { useMay } from "@/lib/session";
import { useT } from "@/lib/use-t";
import { cannedRepliesQuery } from "./api/canned-replies";
import { useDeleteCanned } from "./api/use-delete-canned";
import { CannedForm } from "./components/canned-form";
import { CannedTable } from "./components/canned-table";
import { found } from "./found";

/** What the team often says: read by all who reply, kept by those who may. */
export function CannedPage() {
  const t = useT();
  const manages = useMay("canned_reply.manage");
  const { data: replies, isPending, isError, error, refetch } = useQuery(cannedRepliesQuery());
  const [query, setQuery] = useState("");
  const [edited, setEdited] = useState<CannedReplyOut | "new" | null>(null);
  const [doomed, setDoomed] = useState<CannedReplyOut | null>(null);
  const remove = useDeleteCanned(() => setDoomed(null));
  const problem = useProblem();
  const listed = replies ? found(replies, query) : [];
  const own = edited === "new" ? undefined : edited?.id;
  const taken = (replies ?? []).filter(({ id }) => id !== own).map((each) => each.shortcut);

  return (
    <section aria-label={t("canned.title")} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-5 py-3 max-sm:px-4">
        <div className="min-w-0 flex-1 basis-40">
          <h1 className="text-[0.9375rem] font-semibold tracking-[-.012em]">{t("canned.title")}</h1>
          <p className="text-xs text-ink3">{t(manages ? "canned.intro" : "canned.read_only")}</p>
        </div>
        {replies?.length ? (
          <label className="field-ring flex h-8 min-w-0 basis-64 items-center gap-2 rounded-md border border-control bg-surface px-2.5 max-md:order-last max-md:basis-full pointer-coarse:h-11">
            <Search size={14} className="shrink-0 text-ink3" aria-hidden />
            <input type="search" value={query} onChange={(event) => setQuery(event.target.value)} aria-label={t("canned.search")} placeholder={t("canned.search")} className="min-w-0 flex-1 bg-transparent outline-none max-sm:text-[1rem]" />
          </label>
        ) : null}
        {manages && replies ? <Button variant="primary" icon={Plus} onClick={() => setEdited("new")}>{t("canned.add")}</Button> : null}
      </header>
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto overscroll-contain">
        {isPending ? (
          <div role="status" aria-label={t("loading")} className="flex flex-col gap-5 p-5">
            {[62, 48, 70, 55, 64].map((width) => <Skeleton key={width} width={`${width}%`} height={16} />)}
          </div>
        ) : isError && !replies ? (
          <EmptyState icon={Unplug} tone="danger" share={0.1} title={t("canned.failed")} text={problem(error)}>
            <Button icon={RotateCw} onClick={() => void refetch()}>{t("try_again")}</Button>
          </EmptyState>
        ) : replies.length === 0 ? (
          <EmptyState icon={MessageSquareDashed} tone="grey" title={t("canned.none_yet")} text={manages ? t("canned.none_yet_text") : undefined}>
            {manages ? <Button variant="primary" icon={Plus} onClick={() => setEdited("new")}>{t("canned.add")}</Button> : null}
          </EmptyState>
        ) : listed.length === 0 ? (
          <EmptyState icon={SearchX} tone="grey" title={t("canned.no_match", { query })}>
            <Button onClick={() => setQuery("")}>{t("canned.clear")}</Button>
          </EmptyState>
        ) : (
          <CannedTable replies={listed} onEdit={manages ? setEdited : undefined} onDelete={manages ? setDoomed : undefined} />
        )}
      </div>
      {edited ? <CannedForm reply={edited === "new" ? undefined : edited} taken={taken} onClose={() => setEdited(null)} /> : null}
      {doomed ? (
        <ConfirmDialog
          danger
          title={t("canned.delete_question", { shortcut: doomed.shortcut })}
          text={t("canned.delete_text")}
          confirm={t("canned.delete")}
          confirming={t("canned.deleting")}
          keep={t("canned.keep")}
          pending={remove.isPending}
          onConfirm={() => remove.mutate(doomed)}
          onClose={() => setDoomed(null)}
        />
      ) : null}
    </section>
  );
}
