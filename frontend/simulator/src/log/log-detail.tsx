import { Copy, KeyRound, RotateCw, ShieldCheck } from "lucide-react";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import { api } from "../api";
import type { LogDetail as Detail } from "../model";
import { complain, notice } from "../notices";
import { useWords } from "../words/use-words";
import { curl } from "./curl";
import { JsonView } from "./json-view";

const TABS = ["payload", "headers", "answer"] as const;

/** What travelled: body, headers and answer of one line of the log. */
export function LogDetail({ id }: { id: number | null }) {
  const { say } = useWords();
  const [detail, setDetail] = useState<Detail | "gone" | null>(null);
  const [tab, setTab] = useState<(typeof TABS)[number]>("payload");
  const tabs = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let wanted = true;
    if (id === null) setDetail(null);
    else api.entry(id).then((found) => wanted && setDetail(found), () => wanted && setDetail("gone"));
    return () => {
      wanted = false;
    };
  }, [id]);

  if (id === null || !detail || detail === "gone") return <p className="grid flex-1 place-items-center bg-sunken px-6 text-center text-xs text-ink3">{say(detail === "gone" ? "entry_gone" : "pick_entry")}</p>;
  const shown = detail;

  function handleKeyDown(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = TABS.at((TABS.indexOf(tab) + step) % TABS.length) ?? "payload";
    setTab(next);
    tabs.current?.querySelectorAll<HTMLElement>('[role="tab"]')[TABS.indexOf(next)]?.focus();
  }

  async function handleCopy() {
    await navigator.clipboard.writeText(curl(shown));
    notice(say("copied_curl"));
  }

  async function handleReplay() {
    const { status } = await api.replay(shown.id);
    notice(say("replay_done", { status: status ?? say("no_answer") }), status !== 200);
  }

  const body = { payload: shown.payload, headers: JSON.stringify(shown.headers), answer: shown.answer }[tab];
  return (
    <section className="flex min-h-0 flex-1 flex-col" aria-label={`${shown.kind}, ${shown.summary}`}>
      <div className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-4 border-b border-line px-4 text-xs font-medium">
        <div ref={tabs} role="tablist" aria-label={say("log")} onKeyDown={handleKeyDown} className="flex gap-4">
          {TABS.map((name) => (
            <button key={name} type="button" role="tab" id={`tab-${name}`} aria-selected={name === tab} aria-controls="log-body" tabIndex={name === tab ? 0 : -1} onClick={() => setTab(name)} className={cn("relative flex h-10 items-center transition-tint", name === tab ? "text-ink" : "text-ink3 hover:text-ink2")}>
              {say(name)}
              {name === tab ? <i className="absolute inset-x-0 -bottom-px h-[2px] bg-accent" /> : null}
            </button>
          ))}
        </div>
        <span className="flex-1" />
        {shown.signature === "valid" ? (
          <span className="flex items-center gap-1 text-accent-ink"><ShieldCheck size={13} aria-hidden />{say("signature_valid")}</span>
        ) : (
          <span className="flex items-center gap-1 text-ink3"><KeyRound size={13} aria-hidden />{say("token_masked")}</span>
        )}
        <span className="flex gap-2 py-1.5">
          {shown.direction === "inbound" ? <Button size="xs" icon={RotateCw} onClick={() => { handleReplay().catch(complain); }}>{say("replay")}</Button> : null}
          <Button size="xs" icon={Copy} onClick={() => { handleCopy().catch(complain); }}>{say("curl")}</Button>
        </span>
      </div>
      <p className="mono shrink-0 truncate border-b border-line px-4 py-1 text-2xs text-ink3">{shown.method} {shown.url}</p>
      {shown.note ? <p className="shrink-0 border-b border-warn-line bg-warn-soft px-4 py-1.5 text-xs text-warn-ink">{shown.note}</p> : null}
      <pre id="log-body" role="tabpanel" aria-labelledby={`tab-${tab}`} tabIndex={0} className="mono min-h-0 flex-1 overflow-auto whitespace-pre-wrap break-words bg-sunken px-4 py-3 text-[11.5px] leading-[18px] text-ink3 -outline-offset-2">
        {body ? <JsonView text={body} /> : <span className="font-sans text-xs">{say("no_body")}</span>}
      </pre>
    </section>
  );
}
