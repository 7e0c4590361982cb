import { CircleAlert, Eye, EyeOff, LogOut, WifiOff } from "lucide-react";
import { useEffect, useState, type FormEvent } from "react";
import { LanguageMenu } from "@/components/language-menu";
import { Logo } from "@/components/logo";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { ApiError } from "@/lib/api-error";
import { sessionEnded } from "@/lib/session";
import { useOnline } from "@/lib/use-online";
import { useT } from "@/lib/use-t";
import { useSignIn } from "./api/use-sign-in";
import { BrandRing } from "./components/brand-ring";
import { SignInMessage, type SignInMessageProps } from "./components/sign-in-message";
import { signInProblem } from "./sign-in-problem";

/** A field with its error: nothing moves where one appears. */
const ROOM = "min-h-[5.875rem] pointer-coarse:min-h-[6.375rem]";

interface SignInPageProps {
  onSignedIn: () => void;
}

export function SignInPage({ onSignedIn }: SignInPageProps) {
  const t = useT();
  const online = useOnline();
  const signIn = useSignIn();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [shown, setShown] = useState(false);
  const [asked, setAsked] = useState(false);
  const [ended] = useState(sessionEnded);
  const waits = useLockOut(signIn.error);
  const problem = waits > 0 ? t("sign_in.locked", { minutes: Math.ceil(waits / 60) }) : signIn.error && !isLockOut(signIn.error) ? signInProblem(signIn.error, t) : null;

  const message: SignInMessageProps | null = problem
    ? { icon: CircleAlert, tone: "danger", text: problem }
    : !online
      ? { icon: WifiOff, tone: "note", text: t("sign_in.offline") }
      : ended && !asked
        ? { icon: LogOut, tone: "note", text: t("problem.SignedOut") }
        : null;

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (signIn.isPending || waits > 0 || !email.trim() || !password) return;
    signIn.mutate({ email: email.trim(), password }, { onSuccess: onSignedIn });
  }

  return (
    <div className="flex h-dvh overflow-y-auto bg-surface">
      <title>{t("sign_in.title")}</title>
      <div className="flex w-[620px] shrink-0 flex-col px-[104px] py-10 max-[999px]:mx-auto max-[999px]:w-full max-[999px]:max-w-[480px] max-[999px]:px-8 max-sm:px-5 max-sm:pb-[calc(1.5rem+env(safe-area-inset-bottom))] max-sm:pt-[calc(1.5rem+env(safe-area-inset-top))]">
        <header className="flex items-center gap-2.5">
          <Logo size={30} />
          <b className="text-lg font-semibold tracking-[-.02em]">{t("product")}</b>
        </header>
        <main className="my-auto py-8">
          <h1 className="text-2xl font-semibold tracking-[-.028em]">{t("sign_in.title")}</h1>
          <p className="mt-2 text-base text-ink2">{t("sign_in.subtitle")}</p>
          <form onSubmit={handleSubmit} noValidate className="mt-8">
            <div className={ROOM}>
              <TextField size="lg" className="pointer-coarse:min-h-11" label={t("sign_in.email")} type="email" name="email" autoComplete="username" autoCapitalize="none" spellCheck={false} inputMode="email" autoFocus value={email} onChange={(event) => setEmail(event.target.value)} error={asked && !email.trim() ? t("sign_in.email_missing") : undefined} />
            </div>
            <div className={ROOM}>
              <TextField
                size="lg"
                className="pointer-coarse:min-h-11"
                label={t("sign_in.password")}
                type={shown ? "text" : "password"}
                name="password"
                autoComplete="current-password"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
                error={asked && !password ? t("sign_in.password_missing") : undefined}
                trailing={
                  <button type="button" aria-label={t(shown ? "sign_in.hide_password" : "sign_in.show_password")} aria-pressed={shown} onClick={() => setShown(!shown)} className="-mr-1 grid size-7 place-items-center rounded-sm text-ink3 hover:bg-hover pointer-coarse:-mr-2.5 pointer-coarse:size-11">
                    {shown ? <Eye size={16} aria-hidden /> : <EyeOff size={16} aria-hidden />}
                  </button>
                }
              />
            </div>
            <Button type="submit" variant="primary" size="lg" pending={signIn.isPending} disabled={waits > 0} className="w-full">
              {t(signIn.isPending ? "sign_in.signing_in" : "sign_in.submit")}
            </Button>
            <div className="mt-4 min-h-[3.625rem]">{message ? <SignInMessage key={message.text} {...message} /> : null}</div>
          </form>
        </main>
        <footer className="flex justify-end"><LanguageMenu /></footer>
      </div>
      <BrandRing />
    </div>
  );
}

function isLockOut(error: Error | null): error is ApiError {
  return error instanceof ApiError && error.code === "TooManyAttempts";
}

/** Seconds until one may try again. */
function useLockOut(error: Error | null): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (!isLockOut(error)) return;
    const until = Date.now() + (error.more.retryAfter ?? 60) * 1_000;
    const count = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1_000)));
    count();
    const timer = setInterval(count, 1_000);
    return () => clearInterval(timer);
  }, [error]);
  return isLockOut(error) ? left : 0;
}
