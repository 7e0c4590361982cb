import { useEffect, useState, type FormEvent } from "react";
import { Avatar } from "@/components/avatar";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import type { MessageKey } from "@/lib/i18n";
import { useProblem } from "@/lib/problem";
import { useSession } from "@/lib/session";
import { toast } from "@/lib/toasts";
import { useOnline } from "@/lib/use-online";
import { useT } from "@/lib/use-t";
import { useRename } from "../api/use-rename";
import { ReadOnly } from "./read-only";

const MOST = 120;

/** The name others see; beside it what only others can change. */
export function NameForm({ onUnsaved }: { onUnsaved: (unsaved: boolean) => void }) {
  const t = useT();
  const online = useOnline();
  const problem = useProblem();
  const member = useSession()?.member;
  const rename = useRename();
  const [typed, setTyped] = useState<string>();
  const [checked, setChecked] = useState(false);
  const name = typed ?? member?.name ?? "";
  const dirty = name !== member?.name;
  const unsaved = dirty && !rename.isPending;
  useEffect(() => onUnsaved(unsaved), [unsaved, onUnsaved]);
  if (!member) return null;

  const wrong = !name.trim() ? t("settings.name_empty") : [...name.trim()].length > MOST ? t("settings.name_long") : undefined;
  const error = checked && wrong ? wrong : rename.error ? problem(rename.error) : undefined;

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (wrong || !dirty || rename.isPending || !online) return;
    rename.mutate(name.trim(), {
      onSuccess: () => {
        setTyped(undefined);
        toast({ tone: "done", text: t("settings.name_saved") });
      },
    });
  }

  return (
    <form onSubmit={handleSubmit} noValidate className="grid gap-4">
      <div className="flex items-start gap-3">
        <span className="mt-[18px] shrink-0 pointer-coarse:mt-6"><Avatar name={name.trim() || member.name} size={40} /></span>
        <div className="min-w-0 flex-1">
          <TextField
            label={t("settings.name")}
            name="name"
            autoComplete="name"
            dir="auto"
            value={name}
            onChange={(event) => {
              setTyped(event.target.value);
              rename.reset();
            }}
            onBlur={() => setChecked(true)}
            error={error}
          />
        </div>
      </div>
      <dl className="grid gap-4 sm:grid-cols-2">
        <ReadOnly name={t("settings.email")}>{member.email}</ReadOnly>
        <ReadOnly name={t("settings.role")}>{t(`settings.role.${member.role}` as MessageKey)}</ReadOnly>
      </dl>
      <p className="-mt-2 text-xs text-ink3">{t("settings.read_only")}</p>
      {dirty ? (
        <div className="flex gap-2">
          <Button type="submit" variant="primary" pending={rename.isPending} pendingLabel={t("settings.saving")} reason={online ? undefined : t("settings.offline")}>{t("settings.save")}</Button>
          <Button variant="ghost" onClick={() => { setTyped(undefined); rename.reset(); }}>{t("settings.discard")}</Button>
        </div>
      ) : null}
    </form>
  );
}
