import { useQuery } from "@tanstack/react-query";
import { RotateCw, Unplug } from "lucide-react";
import { useState } from "react";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useProblem } from "@/lib/problem";
import { toast } from "@/lib/toasts";
import { useOnline } from "@/lib/use-online";
import { useT } from "@/lib/use-t";
import { signInsQuery } from "./api/sign-ins";
import { useEndOtherSignIns } from "./api/use-end-sign-in";
import { Block, Blocks } from "./components/block";
import { SignInRow } from "./components/sign-in-row";
import { SignInsSkeleton } from "./components/sign-ins-skeleton";

/** The browsers one is signed in with. */
export function SignInsPage() {
  const t = useT();
  const problem = useProblem();
  const online = useOnline();
  const { data: found, isPending, error, refetch, isFetching } = useQuery(signInsQuery());
  const endOthers = useEndOtherSignIns();
  const [asking, setAsking] = useState(false);
  const others = found?.filter((each) => !each.current).length ?? 0;

  function handleEnd() {
    endOthers.mutate(undefined, {
      onSuccess: () => toast({ tone: "done", text: t("settings.sign_ins_ended") }),
      onError: (failure) => toast({ tone: "failed", text: t("settings.sign_ins_end_failed", { reason: problem(failure) }) }),
      onSettled: () => setAsking(false),
    });
  }

  return (
    <Blocks>
      <Block
        title={t("settings.sign_ins_where")}
        text={t("settings.sign_ins_text")}
        action={others > 0 ? <Button variant="risky" reason={online ? undefined : t("settings.offline")} onClick={() => setAsking(true)}>{t("settings.sign_ins_end")}</Button> : null}
      >
        {isPending ? (
          <SignInsSkeleton />
        ) : found ? (
          <>
            <ul className="divide-y divide-line rounded-lg border border-line">{found.map((each) => <SignInRow key={each.id} signIn={each} />)}</ul>
            {others === 0 ? <p className="mt-3 text-xs text-ink3">{t("settings.sign_ins_alone")}</p> : null}
          </>
        ) : (
          <EmptyState icon={Unplug} tone="danger" share={0.1} title={t("settings.sign_ins_failed")} text={problem(error)}>
            <Button icon={RotateCw} pending={isFetching} onClick={() => void refetch()}>{t("try_again")}</Button>
          </EmptyState>
        )}
      </Block>
      {asking ? (
        <ConfirmDialog danger title={t("settings.sign_ins_end_ask")} text={t("settings.sign_ins_end_text", { n: others })} confirm={t("settings.sign_in_end")} confirming={t("settings.sign_in_ending")} pending={endOthers.isPending} onConfirm={handleEnd} onClose={() => setAsking(false)} />
      ) : null}
    </Blocks>
  );
}
