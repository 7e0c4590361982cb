import { CloudAlert, Copy, CopyCheck, FileQuestion, RotateCw } from "lucide-react";
import { useState, type ReactNode } from "react";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { ApiError } from "@/lib/api-error";
import { paths } from "@/lib/paths";
import { useT } from "@/lib/use-t";

interface PageFailedProps {
  error?: unknown;
}

/** A part of the app that could not be fetched says so in each browser's own words. */
const isFetch = (error: unknown) => error instanceof TypeError && /import|fetch|module/i.test(error.message);

/** What finds the failure in the logs; for a failure of the page itself, what it said. */
function codeOf(error: unknown): string {
  if (error instanceof ApiError) return error.more.requestId ?? error.code;
  return error instanceof Error ? error.name : "Unexpected";
}

/** A page that does not exist, or one that could not be opened. */
export function PageFailed({ error }: PageFailedProps) {
  const t = useT();
  if (!error)
    return (
      <Page title={t("page.not_found")}>
        <EmptyState icon={FileQuestion} tone="grey" title={t("page.not_found")}>
          <Button variant="primary" onClick={() => location.assign(paths.inbox)}>{t("page.to_inbox")}</Button>
        </EmptyState>
      </Page>
    );
  const away = isFetch(error) || (error instanceof ApiError && error.status === 0);
  const title = t(away ? "page.unreachable" : "page.failed");
  return (
    <Page title={title}>
      <EmptyState icon={CloudAlert} tone="danger" share={0.1} title={title} text={away ? t("page.unreachable_next") : t("problem.Ours", { code: codeOf(error) })}>
        <Button variant="primary" icon={RotateCw} onClick={() => location.reload()}>{t("page.reload")}</Button>
        {away ? null : <CopyCode error={error} />}
      </EmptyState>
    </Page>
  );
}

function Page({ title, children }: { title: string; children: ReactNode }) {
  const t = useT();
  return (
    <main aria-label={title} className="flex h-full min-h-0 w-full flex-1 overflow-y-auto bg-canvas">
      <title>{`${title} · ${t("product")}`}</title>
      {children}
    </main>
  );
}

function CopyCode({ error }: { error: unknown }) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  const report = [codeOf(error), error instanceof Error ? error.message : "", new Date().toISOString(), location.pathname].filter(Boolean).join(" · ");
  return (
    <Button icon={copied ? CopyCheck : Copy} aria-live="polite" onClick={() => void navigator.clipboard.writeText(report).then(() => setCopied(true), () => setCopied(false))}>
      {t(copied ? "page.copied" : "page.copy")}
    </Button>
  );
}
