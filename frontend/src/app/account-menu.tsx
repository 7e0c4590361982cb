import { useLingui } from "@lingui/react";
import { useNavigate } from "@tanstack/react-router";
import { Keyboard, LogOut, Monitor, Moon, Settings, Sun } from "lucide-react";
import type { ComponentProps } from "react";
import { Menu, type MenuItem } from "@/components/ui/menu";
import { performAction } from "@/lib/actions";
import { languages, setLanguage, type Language } from "@/lib/i18n";
import { paths } from "@/lib/paths";
import { useSession } from "@/lib/session";
import { setTheme, useTheme, type Theme } from "@/lib/theme";
import { toast } from "@/lib/toasts";
import { useMediaQuery } from "@/lib/use-media-query";
import { useT } from "@/lib/use-t";
import { useSignOut } from "./use-sign-out";

const themes = [
  ["light", Sun],
  ["dark", Moon],
  ["system", Monitor],
] as const satisfies [Theme, unknown][];

type AccountMenuProps = Pick<ComponentProps<typeof Menu>, "children" | "side" | "align">;

/** The member's own menu: settings, theme, language, shortcuts, sign-out. */
export function AccountMenu({ children, side, align }: AccountMenuProps) {
  const t = useT();
  const navigate = useNavigate();
  const { i18n } = useLingui();
  const theme = useTheme();
  const session = useSession();
  const { signOut, question } = useSignOut();
  const touch = useMediaQuery("(hover: none) and (pointer: coarse)");

  const shortcuts: MenuItem = {
    id: "shortcuts",
    icon: Keyboard,
    label: t("action.shortcuts"),
    shortcut: "shortcuts.open",
    onSelect: () => {
      if (!performAction("shortcuts.open")) void navigate({ to: paths.keyboard });
    },
  };

  return (
    <Menu
      label={t("menu.account")}
      side={side}
      align={align}
      header={
        session ? (
          <div className="border-b border-line px-2 pb-2 pt-1.5">
            <p dir="auto" className="truncate font-medium">{session.member.name}</p>
            <p className="truncate text-xs text-ink3">{session.workspace.name} · {session.member.email}</p>
          </div>
        ) : null
      }
      groups={[
        { items: [{ id: "settings", icon: Settings, label: t("nav.settings"), shortcut: "go.settings", onSelect: () => void navigate({ to: paths.settings }) }] },
        { label: t("menu.theme"), items: themes.map(([id, icon]) => ({ id, icon, label: t(`theme.${id}`), checked: id === theme, onSelect: () => setTheme(id) })) },
        { label: t("menu.language"), items: (Object.entries(languages) as [Language, string][]).map(([id, label]) => ({ id, label, checked: id === i18n.locale, onSelect: () => void setLanguage(id).catch(() => toast({ id: "language", tone: "failed", text: t("problem.Unreachable") })) })) },
        ...(touch ? [] : [{ items: [shortcuts] }]),
        { items: [{ id: "sign-out", icon: LogOut, label: t("menu.sign_out"), onSelect: signOut }] },
      ]}
    >
      {(trigger) => <>{children(trigger)}{question}</>}
    </Menu>
  );
}
