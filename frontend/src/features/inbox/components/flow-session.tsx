import { CirclePause, CirclePlay, CircleCheck, Hourglass, Workflow } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { FlowSessionOut } from "@/lib/api-types";
import { i18n, type MessageKey } from "@/lib/i18n";
import { clockTime, dayName } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { usePlace } from "@/lib/use-place";
import { useT } from "@/lib/use-t";

interface FlowSessionProps {
  session: FlowSessionOut;
  /** Says when it began, too. */
  full?: boolean;
}

const ICON = { waiting: Hourglass, sleeping: Hourglass, paused: CirclePause, done: CircleCheck } as const;

/** Where the contact stands in a flow, and what the flow remembers. */
export function FlowSession({ full, session: { flow_name, version, node_id, node_kind, state, variables, deadline_at, started_at } }: FlowSessionProps) {
  const t = useT();
  const place = usePlace();
  const now = useNow("minute");
  const kind = node_kind && `node.${node_kind}` in i18n.messages ? t(`node.${node_kind}` as MessageKey) : node_kind;
  const when = (at: string) => ({ day: dayName(Date.parse(at), now, place), time: clockTime(Date.parse(at), place) });
  const Icon = ICON[state];
  const lively = state === "waiting" || state === "sleeping";
  return (
    <>
      <div className="flex items-start gap-2">
        <Workflow size={14} className="mt-[3px] shrink-0 text-bot" aria-hidden />
        <span dir="auto" className="prose-message line-clamp-3 min-w-0 flex-1">
          <b className="font-medium">{flow_name}</b> <span className="num text-xs text-ink3">v{version}</span>
        </span>
        <Badge tone={lively ? "bot" : "grey"}>{t(`flow.${state}`)}</Badge>
      </div>
      <ol className="mt-2 space-y-1 text-xs text-ink2">
        {full ? (
          <li className="flex items-center gap-2">
            <CirclePlay size={13} className="shrink-0 text-ink3" aria-hidden />
            <span className="num min-w-0 flex-1">{t("flow.started", when(started_at))}</span>
          </li>
        ) : null}
        {node_id && state !== "done" ? (
          <li className="flex items-center gap-2">
            <Icon size={13} className="shrink-0 text-bot" aria-hidden />
            <span className="min-w-0 flex-1 truncate"><span className="text-ink3">{t("flow.at_step")}</span> {kind}<span className="mono ml-1.5 text-2xs text-ink3">{node_id}</span></span>
          </li>
        ) : null}
        {deadline_at && state !== "done" ? <li className="num pl-[21px] text-ink3">{t(state === "sleeping" ? "flow.wakes" : "flow.waits_until", when(deadline_at))}</li> : null}
      </ol>
      <Variables label={t("flow.variables")} variables={variables} />
    </>
  );
}

function Variables({ label, variables }: { label: string; variables: FlowSessionOut["variables"] }) {
  const remembered = Object.entries(variables);
  if (remembered.length === 0) return null;
  return (
    <dl aria-label={label} className="mono mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 rounded-md bg-sunken px-2 py-1.5 text-2xs leading-[1.125rem]">
      {remembered.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="max-w-[14ch] truncate text-bot-ink">{name}</dt>
          <dd dir="auto" className="prose-message text-ink2">{typeof value === "string" ? `"${value}"` : String(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
