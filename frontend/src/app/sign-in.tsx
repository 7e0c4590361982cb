import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { needWords } from "@/lib/i18n";
import { paths } from "@/lib/paths";

const SignInPage = lazy(async () => {
  const [page] = await Promise.all([import("@/features/sign-in/sign-in-page"), needWords("sign-in")]);
  return { default: page.SignInPage };
});

/** Only a page of ours: never an address that a link put there to lead elsewhere. */
function pageOf(then: string | undefined): string {
  return then && /^\/(?![/\\])/.test(then) ? then : paths.inbox;
}

/** Where signing in leads: to the page that was asked for. */
export function SignIn() {
  const navigate = useNavigate();
  const { then } = useSearch({ strict: false });
  return (
    <Suspense>
      <SignInPage onSignedIn={() => void navigate({ href: pageOf(then), replace: true })} />
    </Suspense>
  );
}
