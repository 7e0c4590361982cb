import { PanelRightClose, RotateCw, Unplug, Workflow, X } from "lucide-react";
import { lazy, Suspense } from "react";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import { useActions } from "@/lib/actions";
import { useT } from "@/lib/use-t";
import type { Conversation } from "../api/conversations";
import { turnTo, useDetailsView } from "../details-view";
import { useProblem } from "../use-problem";
import { DetailsContact } from "./details-contact";
import { DetailsHandledBy } from "./details-handled-by";
import { DetailsSection } from "./details-section";

/** Few conversations have one, and it comes after the rest of them. */
const FlowSession = lazy(async () => ({ default: (await import("./flow-session")).FlowSession }));

export interface DetailsProps {
  conversation: Conversation;
  /** Why the contact and the flow session could not be fetched; what the list knows is shown all the same. */
  error: Error | null;
  onRetry: () => void;
  /** They lie over the thread. */
  over: boolean;
  onClose: () => void;
}

/** Who holds the conversation, who the contact is, and where the flow stands. */
export function Details({ conversation, error, onRetry, over, onClose }: DetailsProps) {
  const { session } = conversation;
  const t = useT();
  const problem = useProblem();
  const tab = useDetailsView((state) => state.tab);
  const failed = error !== null && conversation.contact === undefined;
  // Over the thread they are a dialog themselves; behind another one they keep still.
  const reached = () => over || !document.querySelector('[aria-modal="true"]');
  useActions([
    { id: "details.next_tab", when: reached, perform: () => turnTo(1) },
    { id: "details.previous_tab", when: reached, perform: () => turnTo(-1) },
  ]);

  const pending = (
    <div role="status" aria-label={t("loading")} className="space-y-2.5 py-1">
      <Skeleton width="70%" height={10} />
      <Skeleton width="45%" height={9} />
      <Skeleton width="100%" height={40} className="mt-3" />
    </div>
  );
  const none = <EmptyState icon={Workflow} tone="grey" title={t("flow.none")} text={t("flow.none_next")} />;
  const retry = <Button icon={RotateCw} onClick={onRetry}>{t("try_again")}</Button>;

  return (
    <Tabs
      label={t("details.title")}
      value={tab}
      onChange={(next) => useDetailsView.setState({ tab: next })}
      tabs={[
        { value: "contact", label: t("details.contact") },
        { value: "flow", label: t("details.flow_session") },
      ]}
      className="min-h-14 items-stretch pl-4 pr-3"
      trailing={<span className="flex items-center"><IconButton icon={over ? X : PanelRightClose} label={t("details.close")} shortcut="conversation.details" onClick={onClose} /></span>}
    >
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
        <h2 className="sr-only">{t("details.title")}</h2>
        {tab === "flow" ? (
          session ? <div className="px-4 py-3"><Suspense fallback={pending}><FlowSession full session={session} /></Suspense></div> : session === null ? none : failed ? <EmptyState icon={Unplug} tone="danger" share={0.1} title={t("details.broken")} text={problem(error)}>{retry}</EmptyState> : <div className="px-4 py-3">{pending}</div>
        ) : (
          <>
            <DetailsHandledBy conversation={conversation} />
            <DetailsContact conversation={conversation} failed={failed} />
            {failed ? (
              <div role="alert" className="flex flex-col items-start gap-2 px-4 py-3 text-xs text-ink2">
                <p className="prose-message">{t("details.failed", { problem: problem(error) })}</p>
                {retry}
              </div>
            ) : (
              <DetailsSection of="flow" title={t("details.flow_session")}>
                {session ? <Suspense fallback={pending}><FlowSession session={session} /></Suspense> : session === null ? <p className="text-xs text-ink3">{t("flow.none")}</p> : pending}
              </DetailsSection>
            )}
          </>
        )}
      </div>
    </Tabs>
  );
}
