import { useBlocker } from "@tanstack/react-router";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useT } from "@/lib/use-t";

interface UnsavedGuardProps {
  /** Whether something typed is not saved. */
  dirty: boolean;
}

/** Asks before a page is left with something unsaved; the browser asks in its own words before the tab is closed. */
export function UnsavedGuard({ dirty }: UnsavedGuardProps) {
  const t = useT();
  const { status, proceed, reset } = useBlocker({ shouldBlockFn: () => dirty, enableBeforeUnload: () => dirty, withResolver: true });
  if (status !== "blocked") return null;
  return <ConfirmDialog danger title={t("settings.leave")} text={t("settings.leave_text")} confirm={t("settings.leave_confirm")} keep={t("settings.leave_stay")} onConfirm={proceed} onClose={reset} />;
}
