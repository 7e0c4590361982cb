import { api } from "@/lib/api";
import { setSession } from "@/lib/session";
import { forgetTyped } from "./forget-others";

/** Ends this sign-in and forgets what this tab held of it. */
export async function signOut(): Promise<void> {
  await api.post("/sign-out").catch(() => undefined);
  forgetTyped();
  setSession(null);
}
