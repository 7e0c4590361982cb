import { Workflow } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { FlowSessionOut } from "@/lib/api-types";
import { i18n, type MessageKey } from "@/lib/i18n";
import { clockTime, dayName } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { usePlace } from "@/lib/use-place";
import { useT } from "@/lib/use-t";

interface FlowSessionProps {
  session: FlowSessionOut;
}

/** Where the contact stands in a flow, and what the flow remembers. */
export function FlowSession({ session: { flow_name, version, node_id, node_kind, state, variables, deadline_at } }: FlowSessionProps) {
  const t = useT();
  const place = usePlace();
  const now = useNow("minute");
  const kind = node_kind && `node.${node_kind}` in i18n.messages ? t(`node.${node_kind}` as MessageKey) : node_kind;
  const remembered = Object.entries(variables);
  return (
    <>
      <div className="flex items-start gap-2">
        <Workflow size={14} className="mt-[3px] shrink-0 text-bot" aria-hidden />
        <span className="prose-message min-w-0 flex-1">
          <b className="font-medium">{flow_name}</b> <span className="num text-xs text-ink3">v{version}</span>
        </span>
        <span className="flex"><Badge tone={state === "waiting" || state === "sleeping" ? "bot" : "grey"}>{t(`flow.${state}`)}</Badge></span>
      </div>
      {node_id && state !== "done" ? (
        <p className="mt-2 flex items-baseline gap-2 text-xs text-ink2">
          <span className="text-ink3">{t("flow.at_step")}</span>
          <span className="min-w-0 truncate">{kind}<span className="mono ml-1.5 text-2xs text-ink3">{node_id}</span></span>
        </p>
      ) : null}
      {deadline_at && state !== "done" ? <p className="num mt-1 text-xs text-ink3">{t(state === "sleeping" ? "flow.wakes" : "flow.waits_until", { day: dayName(Date.parse(deadline_at), now, place), time: clockTime(Date.parse(deadline_at), place) })}</p> : null}
      {remembered.length > 0 ? (
        <dl aria-label={t("flow.variables")} className="mono mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 rounded-md bg-sunken px-2 py-1.5 text-2xs leading-[18px]">
          {remembered.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-bot-ink">{name}</dt>
              <dd className="prose-message text-ink2">{typeof value === "string" ? `"${value}"` : String(value)}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </>
  );
}
