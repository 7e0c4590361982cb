import { cn } from "@/lib/cn";
import { useSimulator } from "./store";
import { useWords } from "./words/use-words";

/** Where webhooks go, and how the last one fared. */
export function WebhookState() {
  const { say } = useWords();
  const webhook = useSimulator(({ world }) => world?.webhook);
  const last = useSimulator(({ log }) => log.findLast(({ direction }) => direction === "inbound"));
  const [colour, words] = !last
    ? ["bg-control ring-control/20", say("webhook_none")]
    : last.failed
      ? ["bg-danger ring-danger/20", say("webhook_bad")]
      : ["bg-accent ring-accent/20", say("webhook_ok", { status: last.status ?? "" })];

  return (
    <span className="flex min-w-0 items-center gap-1.5 text-xs text-ink2 max-md:hidden">
      <i role="img" aria-label={words} data-tip={words} className={cn("size-2 shrink-0 rounded-full ring-[3px]", colour)} />
      {say("webhook")}
      <span className="mono truncate text-2xs" data-tip={webhook?.url}>{webhook?.url}</span>
      {webhook && webhook.waiting > 0 ? <span className="num shrink-0 text-2xs text-warn-ink">{say("waiting", { n: webhook.waiting })}</span> : null}
    </span>
  );
}
