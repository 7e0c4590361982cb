import { useT } from "@/lib/use-t";
import { Block, Blocks } from "./components/block";
import { NameForm } from "./components/name-form";
import { PasswordForm } from "./components/password-form";

/** Who one is here. */
export function ProfilePage() {
  const t = useT();
  return (
    <Blocks>
      <Block title={t("settings.about_you")} text={t("settings.about_you_text")}><NameForm /></Block>
      <Block title={t("settings.password")} text={t("settings.password_text")}><PasswordForm /></Block>
    </Blocks>
  );
}
