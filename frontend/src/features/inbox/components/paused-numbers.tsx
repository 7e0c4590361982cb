import { useQuery } from "@tanstack/react-query";
import { CirclePause, Play } from "lucide-react";
import { useEffect } from "react";
import { Strip } from "@/components/banner";
import { Button } from "@/components/ui/button";
import type { ConnectionOut } from "@/lib/api-types";
import { needWords } from "@/lib/i18n";
import { useMay } from "@/lib/session";
import { useOnline } from "@/lib/use-online";
import { useT } from "@/lib/use-t";
import { pausedConnectionsQuery } from "../api/connections";
import { useResumeConnection } from "../api/use-resume-connection";
import { failureReason, speaksFor } from "../failure-reason";

/** Tells those who look after the connections which number stands still, and lets it run again. There is one banner: offline comes first. */
export function PausedNumbers() {
  const t = useT();
  const manages = useMay("connection.manage");
  const online = useOnline();
  const { data: paused = [] } = useQuery({ ...pausedConnectionsQuery(), enabled: manages });
  const any = paused.length > 0;

  useEffect(() => {
    // Without the words for its reasons it says the server's.
    if (any) needWords("failures").catch(() => undefined);
  }, [any]);

  if (!manages || !online || !any) return null;
  return (
    <Strip icon={CirclePause} label={t("connection.banner")}>
      <ul className="min-w-0 flex-1 divide-y divide-danger-line">
        {paused.map((connection) => (
          <PausedNumber key={connection.id} connection={connection} />
        ))}
      </ul>
    </Strip>
  );
}

function PausedNumber({ connection }: { connection: ConnectionOut }) {
  const t = useT();
  const resume = useResumeConnection(connection);
  const { name, shown, pause_code: code, pause_reason: reason } = connection;
  const why = code === null && !reason ? t("connection.by_hand") : failureReason({ code, cause: null, reason: reason ?? "", action: null }, t);
  const first = code === null ? null : t(speaksFor(code) === "190" ? "connection.renew_first" : "connection.mend_first");

  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 py-1.5">
      <p className="prose-message min-w-0 flex-1 basis-64">
        <b className="font-semibold">{t("connection.paused", { name, number: shown })}</b> {why}.{first ? ` ${first}.` : ""}
      </p>
      <Button size="sm" icon={Play} pending={resume.isPending} aria-label={t("connection.resume_of", { name })} onClick={() => resume.mutate()}>
        {t(resume.isPending ? "connection.resuming" : "connection.resume")}
      </Button>
    </li>
  );
}
