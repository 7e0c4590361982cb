import { CircleHelp, Monitor, Smartphone } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { SignInOut } from "@/lib/api-types";
import { useProblem } from "@/lib/problem";
import { dayName } from "@/lib/time";
import { toast } from "@/lib/toasts";
import { useNow } from "@/lib/use-now";
import { useOnline } from "@/lib/use-online";
import { usePlace } from "@/lib/use-place";
import { useT } from "@/lib/use-t";
import { useEndSignIn } from "../api/use-end-sign-in";
import { ago } from "../ago";
import { deviceOf } from "../device";

/** One browser. Its own words for itself are a tooltip away. */
export function SignInRow({ signIn }: { signIn: SignInOut }) {
  const t = useT();
  const problem = useProblem();
  const place = usePlace();
  const now = useNow("minute");
  const online = useOnline();
  const end = useEndSignIn();
  const { browser, system, handheld } = deviceOf(signIn.device);
  const name = browser && system ? t("settings.device", { browser, system }) : (browser ?? system ?? t("settings.device_unknown"));
  const Icon = !browser && !system ? CircleHelp : handheld ? Smartphone : Monitor;

  // A promise: the row may be gone before its end is told.
  function handleEnd() {
    end.mutateAsync(signIn.id).then(
      () => toast({ tone: "done", text: t("settings.sign_in_ended", { device: name }) }),
      (failure: Error) => toast({ tone: "failed", text: t("settings.sign_in_end_failed", { device: name, reason: problem(failure) }) }),
    );
  }

  return (
    <li className="flex items-center gap-3 p-3.5">
      <span className="grid size-8 shrink-0 place-items-center rounded-md bg-active text-ink2"><Icon size={16} strokeWidth={1.75} aria-hidden /></span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 font-medium" title={signIn.device || undefined}>
          {name}
          {signIn.current ? <Badge tone="accent">{t("settings.sign_in_here")}</Badge> : null}
        </p>
        <p className="num text-xs text-ink3">
          {t("settings.sign_in_used", { when: ago(Date.parse(signIn.last_used_at), now, place), date: dayName(Date.parse(signIn.created_at), now, place) })}
        </p>
      </div>
      {signIn.current ? null : (
        <Button variant="secondary" size="sm" aria-label={t("settings.sign_in_end_of", { device: name })} pending={end.isPending} pendingLabel={t("settings.sign_in_ending")} reason={online ? undefined : t("settings.offline")} onClick={handleEnd}>
          {t("settings.sign_in_end")}
        </Button>
      )}
    </li>
  );
}
