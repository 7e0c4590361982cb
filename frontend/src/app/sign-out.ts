import { api } from "@/lib/api";
import { ApiError } from "@/lib/api-error";
import { i18n } from "@/lib/i18n";
import { setSession } from "@/lib/session";
import { toast } from "@/lib/toasts";
import { forgetTyped } from "./forget-others";

let leaving = false;

/** Whether the sign-in is being ended: the server closes its sockets, and none is to be opened again. */
export const isLeaving = () => leaving;

/** Ends this sign-in and forgets what this tab held of it. Until the server has ended it, a reload would sign in again: then it says so instead. */
export async function signOut(): Promise<void> {
  leaving = true;
  try {
    await api.post("/sign-out");
  } catch (error) {
    if (error instanceof ApiError && error.passing) {
      leaving = false;
      toast({ id: "sign-out", tone: "failed", text: i18n._("sign_out.failed") });
      return;
    }
  }
  await forgetTyped();
  setSession(null);
  leaving = false;
}
