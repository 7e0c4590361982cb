import { CloudAlert, FileQuestion, RotateCw } from "lucide-react";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { ApiError } from "@/lib/api-error";
import { paths } from "@/lib/paths";
import { useT } from "@/lib/use-t";

interface PageFailedProps {
  error?: unknown;
}

/** A page that does not exist, or one that could not be opened. */
export function PageFailed({ error }: PageFailedProps) {
  const t = useT();
  if (!error)
    return (
      <main className="flex h-dvh w-full bg-canvas">
        <EmptyState icon={FileQuestion} tone="grey" title={t("page.not_found")}>
          <Button variant="primary" onClick={() => location.assign(paths.inbox)}>{t("page.to_inbox")}</Button>
        </EmptyState>
      </main>
    );
  const away = error instanceof ApiError && error.status === 0;
  return (
    <main className="flex h-dvh w-full bg-canvas">
      <EmptyState icon={CloudAlert} tone="danger" share={0.1} title={t(away ? "page.unreachable" : "page.failed")} text={away ? t("page.unreachable_next") : t("problem.Ours", { code: error instanceof ApiError ? error.code : "Unexpected" })}>
        <Button variant="primary" icon={RotateCw} onClick={() => location.reload()}>{t("page.reload")}</Button>
      </EmptyState>
    </main>
  );
}
