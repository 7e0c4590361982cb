import { Play } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { ConnectionOut } from "@/lib/api-types";
import { useT } from "@/lib/use-t";
import { useResumeConnection } from "../api/use-resume-connection";
import { failureReason, speaksFor } from "../failure-reason";

/** Which number stands still and why, and the way to let it run again. */
export function PausedNumber({ connection }: { connection: ConnectionOut }) {
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
      <Button size="sm" icon={Play} pending={resume.isPending} aria-label={t("connection.resume_of", { name })} onClick={() => resume.mutate()} className="pointer-coarse:min-h-11">
        {t(resume.isPending ? "connection.resuming" : "connection.resume")}
      </Button>
    </li>
  );
}
