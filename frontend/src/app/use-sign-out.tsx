import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useUnsent } from "@/features/inbox/use-unsent";
import { needWords } from "@/lib/i18n";
import { toast } from "@/lib/toasts";
import { useT } from "@/lib/use-t";
import { signOut } from "./sign-out";

const load = async () => ({ default: (await Promise.all([import("./sign-out-question"), needWords("overlays")]))[0].SignOutQuestion });
const SignOutQuestion = lazy(load);

/** Signs out; where that would erase what was never sent, its member is asked first. */
export function useSignOut() {
  const t = useT();
  const client = useQueryClient();
  const { replies, drafts } = useUnsent();
  const [asking, setAsking] = useState(false);

  function handleSignOut() {
    if (replies + drafts === 0) void signOut(client);
    // Who cannot be asked is out of reach of the server, too.
    else load().then(() => setAsking(true), () => toast({ id: "sign-out", tone: "failed", text: t("sign_out.failed") }));
  }

  return { signOut: handleSignOut, question: asking ? <Suspense><SignOutQuestion onClose={() => setAsking(false)} /></Suspense> : null };
}
