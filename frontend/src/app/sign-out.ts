import type { QueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api";
import { ApiError } from "@/lib/api-error";
import { i18n } from "@/lib/i18n";
import { session, setLeaving, setSession } from "@/lib/session";
import { toast } from "@/lib/toasts";
import { forgetTyped } from "./forget-others";

/** Ends this sign-in and forgets what this tab held of it. Until the server has ended it, a reload would sign in again: then it says so instead. */
export async function signOut(client: QueryClient): Promise<void> {
  setLeaving(true);
  try {
    await client.cancelQueries();
    await api.post("/sign-out").catch((error: unknown) => {
      if (error instanceof ApiError && error.passing) throw error;
    });
    await forgetTyped();
    setSession(null);
  } catch {
    toast({ id: "sign-out", tone: "failed", text: i18n._("sign_out.failed") });
  } finally {
    setLeaving(false);
  }
  // What was cancelled is wanted by whoever had to stay.
  if (session()) void client.invalidateQueries();
}
