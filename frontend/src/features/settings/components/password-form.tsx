import { CircleAlert, Eye, EyeOff } from "lucide-react";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { ApiError } from "@/lib/api-error";
import { useProblem } from "@/lib/problem";
import { useSession } from "@/lib/session";
import { toast } from "@/lib/toasts";
import { useOnline } from "@/lib/use-online";
import { useT } from "@/lib/use-t";
import { useChangePassword } from "../api/use-change-password";
import { passwordProblems } from "../password-problems";

type Field = "current" | "next";

const codeOf = (error: Error | null) => (error instanceof ApiError ? error.code : undefined);

/** A new password, with the current one as proof. */
export function PasswordForm({ onUnsaved }: { onUnsaved: (unsaved: boolean) => void }) {
  const t = useT();
  const online = useOnline();
  const problem = useProblem();
  const email = useSession()?.member.email;
  const change = useChangePassword();
  const [typed, setTyped] = useState({ current: "", next: "" });
  const [checked, setChecked] = useState({ current: false, next: false });
  const [shown, setShown] = useState(false);
  const current = useRef<HTMLInputElement>(null);
  const unsaved = Boolean(typed.current || typed.next) && !change.isPending;
  useEffect(() => onUnsaved(unsaved), [unsaved, onUnsaved]);
  const wrong = passwordProblems(typed, t);
  const refused = change.error ? (codeOf(change.error) === "TooManyAttempts" ? t("settings.password_wait", { minutes: Math.ceil(((change.error as ApiError).more.retryAfter ?? 60) / 60) }) : problem(change.error)) : undefined;
  const wrongCurrent = codeOf(change.error) === "WrongPassword";

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    setChecked({ current: true, next: true });
    if (wrong.current || wrong.next || change.isPending || !online) return;
    change.mutate(
      { current_password: typed.current, new_password: typed.next },
      {
        onSuccess: () => {
          setTyped({ current: "", next: "" });
          setChecked({ current: false, next: false });
          toast({ tone: "done", text: t("settings.password_changed") });
        },
        onError: (error) => codeOf(error) === "WrongPassword" && current.current?.focus(),
      },
    );
  }

  const fieldOf = (field: Field) => ({
    type: shown ? "text" : "password",
    autoCapitalize: "none",
    spellCheck: false,
    value: typed[field],
    onChange: (event: { target: { value: string } }) => {
      setTyped({ ...typed, [field]: event.target.value });
      if (change.error) change.reset();
    },
    onBlur: () => typed[field] && setChecked((before) => ({ ...before, [field]: true })),
  });

  return (
    <form onSubmit={handleSubmit} noValidate className="grid gap-4">
      {/* So that a password manager knows whose it is. */}
      <input type="text" name="username" autoComplete="username" value={email ?? ""} readOnly hidden />
      {refused && !wrongCurrent ? (
        <p role="alert" className="flex items-start gap-2 rounded-md border border-danger-line bg-danger-soft px-3 py-2 text-danger-ink"><CircleAlert size={14} className="mt-[3px] shrink-0" aria-hidden />{refused}</p>
      ) : null}
      <TextField {...fieldOf("current")} ref={current} label={t("settings.password_current")} name="current-password" autoComplete="current-password" error={wrongCurrent ? refused : checked.current ? wrong.current : undefined} />
      <TextField {...fieldOf("next")} label={t("settings.password_new")} name="new-password" autoComplete="new-password" hint={t("settings.password_hint")} error={checked.next ? wrong.next : undefined} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" pending={change.isPending} pendingLabel={t("settings.password_changing")} reason={online ? undefined : t("settings.offline")}>{t("settings.password_change")}</Button>
        <Button variant="ghost" icon={shown ? EyeOff : Eye} aria-pressed={shown} onClick={() => setShown(!shown)}>{t(shown ? "settings.password_hide" : "settings.password_show")}</Button>
      </div>
    </form>
  );
}
