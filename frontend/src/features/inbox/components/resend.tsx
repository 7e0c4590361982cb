import { RotateCw } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { Button } from "@/components/ui/button";
import type { MessageEntry } from "@/lib/api-types";
import { previewOf } from "@/lib/preview";
import { useT } from "@/lib/use-t";
import { useResend } from "../api/use-resend";
import { namedKind } from "../content-kinds";

interface ResendProps {
  entry: MessageEntry;
  /** It may have arrived: one is asked before it is sent again. */
  confirm: boolean;
}

const TOUCH = "pointer-coarse:px-3";

/** Sends a message again, under the same bubble. */
export function Resend({ entry, confirm }: ResendProps) {
  const t = useT();
  const resend = useResend();
  const [asking, setAsking] = useState(false);
  const [returned, setReturned] = useState(false);
  const { content } = entry;
  const text = "body" in content && content.body ? previewOf(content.body).slice(0, 80) : t(namedKind(content.kind).name);

  function handleResend() {
    // The button is about to go; the keyboard stays in the thread.
    document.getElementById("thread")?.focus({ preventScroll: true });
    resend.mutate(entry);
  }
  function handleBack() {
    setAsking(false);
    setReturned(true);
  }
  function handleKeyDown(event: KeyboardEvent) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    handleBack();
  }

  if (!asking)
    return (
      <Button size="xs" icon={RotateCw} autoFocus={returned} aria-label={t(confirm ? "message.resend_of" : "message.retry_of", { text })} onClick={confirm ? () => setAsking(true) : handleResend} className={TOUCH}>
        {t(confirm ? "message.resend" : "message.retry")}
      </Button>
    );
  return (
    <div role="group" aria-label={t("message.may_double")} onKeyDown={handleKeyDown} className="animate-menu flex flex-wrap items-center justify-end gap-1.5 text-xs text-warn-ink">
      <span>{t("message.may_double")}</span>
      <span className="flex gap-1.5">
        <Button size="xs" icon={RotateCw} autoFocus onClick={handleResend} className={TOUCH}>{t("message.resend_anyway")}</Button>
        <Button size="xs" variant="ghost" onClick={handleBack} className={TOUCH}>{t("cancel")}</Button>
      </span>
    </div>
  );
}
