import { useCallback, useState } from "react";
import { useT } from "@/lib/use-t";
import { Block, Blocks } from "./components/block";
import { NameForm } from "./components/name-form";
import { PasswordForm } from "./components/password-form";
import { UnsavedGuard } from "./components/unsaved-guard";

/** Who one is here. */
export function ProfilePage() {
  const t = useT();
  const [unsaved, setUnsaved] = useState({ name: false, password: false });
  const handleName = useCallback((name: boolean) => setUnsaved((before) => ({ ...before, name })), []);
  const handlePassword = useCallback((password: boolean) => setUnsaved((before) => ({ ...before, password })), []);

  return (
    <Blocks>
      <UnsavedGuard dirty={unsaved.name || unsaved.password} />
      <Block title={t("settings.about_you")} text={t("settings.about_you_text")}><NameForm onUnsaved={handleName} /></Block>
      <Block title={t("settings.password")} text={t("settings.password_text")}><PasswordForm onUnsaved={handlePassword} /></Block>
    </Blocks>
  );
}
