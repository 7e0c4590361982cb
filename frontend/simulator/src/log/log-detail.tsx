import { Copy, KeyRound, RotateCw, ShieldCheck } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "../api";
import type { LogDetail as Detail } from "../model";
import { complain, notice } from "../notices";
import { useWords } from "../words/use-words";
import { curl } from "./curl";
import { DetailTabs, type DetailTab } from "./detail-tabs";
import { JsonView } from "./json-view";
import { Steps } from "./steps";
import { useSteps } from "./use-steps";

/** What travelled, and what PyTake did: one line of the log in full. */
export function LogDetail({ id }: { id: number | null }) {
  const { say } = useWords();
  const [found, setFound] = useState<{ id: number; detail: Detail | null } | null>(null);

  useEffect(() => {
    let wanted = true;
    if (id !== null) api.entry(id).then((detail) => wanted && setFound({ id, detail }), () => wanted && setFound({ id, detail: null }));
    return () => {
      wanted = false;
    };
  }, [id]);

  if (id === null || (found?.id === id && !found.detail)) return <p className="grid flex-1 place-items-center bg-sunken px-6 text-center text-xs text-ink3">{say(id === null ? "pick_entry" : "entry_gone")}</p>;
  // The line before stays until this one has come: a few milliseconds of nothing would flicker.
  if (!found?.detail) return <div className="flex-1 space-y-2 bg-sunken p-4">{[60, 45, 70, 50].map((width) => <Skeleton key={width} width={`${width}%`} height={14} />)}</div>;
  return <Shown key={found.id} entry={found.detail} />;
}

function Shown({ entry }: { entry: Detail }) {
  const { say } = useWords();
  const [tab, setTab] = useState<DetailTab>(remembered);
  const told = useSteps(entry);
  const count = told && told !== "failed" ? told.steps.length : undefined;

  function handlePick(picked: DetailTab) {
    remembered = picked;
    setTab(picked);
  }

  async function handleCopy() {
    await navigator.clipboard.writeText(curl(entry));
    notice(say("copied_curl"));
  }

  async function handleReplay() {
    const { status } = await api.replay(entry.id);
    notice(say("replay_done", { status: status ?? say("no_answer") }), { bad: status !== 200 });
  }

  const body = tab === "did" ? "" : { payload: entry.payload, headers: JSON.stringify(entry.headers), answer: entry.answer }[tab];
  return (
    <section className="flex min-h-0 flex-1 flex-col" aria-label={`${entry.kind}, ${entry.summary}`}>
      <div className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-4 border-b border-line px-4 text-xs font-medium">
        <DetailTabs tab={tab} steps={count} onPick={handlePick} />
        <span className="flex-1" />
        {entry.signature === "valid" ? (
          <span className="flex items-center gap-1 text-accent-ink"><ShieldCheck size={13} aria-hidden />{say("signature_valid")}</span>
        ) : (
          <span className="flex items-center gap-1 text-ink3"><KeyRound size={13} aria-hidden />{say("token_masked")}</span>
        )}
        <span className="flex gap-2 py-1.5">
          {entry.direction === "inbound" ? <Button size="xs" icon={RotateCw} onClick={() => { handleReplay().catch(complain); }}>{say("replay")}</Button> : null}
          <Button size="xs" icon={Copy} onClick={() => { handleCopy().catch(complain); }}>{say("curl")}</Button>
        </span>
      </div>
      <p className="mono shrink-0 truncate border-b border-line px-4 py-1 text-2xs text-ink3">{entry.method} {entry.url}</p>
      {entry.note ? <p className="shrink-0 border-b border-warn-line bg-warn-soft px-4 py-1.5 text-xs text-warn-ink">{entry.note}</p> : null}
      <div className="flex min-h-0 flex-1">
        <div id="log-body" role="tabpanel" aria-labelledby={`tab-${tab}`} tabIndex={0} className="min-h-0 min-w-0 flex-1 overflow-auto bg-sunken px-4 py-3 -outline-offset-2">
          {tab === "did" ? (
            <Steps told={told} />
          ) : body ? (
            <pre className="mono whitespace-pre-wrap break-words text-[11.5px] leading-[18px] text-ink3"><JsonView text={body} /></pre>
          ) : (
            <p className="text-xs text-ink3">{say("no_body")}</p>
          )}
        </div>
        {tab === "did" ? null : (
          <section aria-label={say("did")} tabIndex={0} className="w-[196px] shrink-0 overflow-y-auto border-l border-line px-4 py-3.5 -outline-offset-2 @max-[600px]:hidden"><Steps told={told} /></section>
        )}
      </div>
    </section>
  );
}

/** The tab picked last stays picked on the next line. */
let remembered: DetailTab = "payload";
