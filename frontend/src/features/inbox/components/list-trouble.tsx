import { Lock, RotateCw, Unplug } from "lucide-react";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { ApiError } from "@/lib/api-error";
import { useT } from "@/lib/use-t";
import type { ListRows } from "../use-list-rows";
import { useProblem } from "../use-problem";

interface ListTroubleProps {
  list: ListRows;
}

/** Why there is no list: it is not for this member, or it did not load. */
export function ListTrouble({ list: { reads, error, refetch, isRefetching } }: ListTroubleProps) {
  const t = useT();
  const problem = useProblem();
  if (!reads || (error instanceof ApiError && error.code === "NotAllowed")) return <EmptyState icon={Lock} tone="grey" title={t("list.no_permission")} text={t("list.no_permission_next")} />;
  return (
    <EmptyState icon={Unplug} tone="danger" share={0.1} title={t("inbox.list_failed")} text={problem(error)}>
      <Button icon={RotateCw} pending={isRefetching} onClick={() => void refetch()}>{t("try_again")}</Button>
    </EmptyState>
  );
}

interface ListFailedProps {
  onAgain: () => void;
}

/** The list broke while it was drawn; the conversation beside it goes on. */
export function ListFailed({ onAgain }: ListFailedProps) {
  const t = useT();
  return (
    <div className="flex w-[300px] shrink-0 flex-col lg:w-[336px] max-md:w-auto max-md:flex-1">
      <EmptyState icon={Unplug} tone="danger" share={0.1} title={t("inbox.list_failed")}>
        <Button icon={RotateCw} onClick={onAgain}>{t("try_again")}</Button>
      </EmptyState>
    </div>
  );
}
