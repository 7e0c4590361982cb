import { ApiError } from "@/lib/api-error";
import type { Translate } from "@/lib/use-t";

/** Why signing in failed. Never says whether the account exists. */
export function signInProblem(error: Error, t: Translate): string {
  if (!(error instanceof ApiError)) return t("problem.Unexpected");
  if (error.status === 0) return t("sign_in.unreachable");
  if (error.status >= 500) return t("problem.Ours", { code: error.code });
  return t("sign_in.failed");
}
