import { useNavigate } from "@tanstack/react-router";
import { ChevronLeft, ChevronsUpDown } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { cn } from "@/lib/cn";
import { paths } from "@/lib/paths";
import { useSession } from "@/lib/session";
import { useMediaQuery } from "@/lib/use-media-query";
import { useT } from "@/lib/use-t";
import { groups, type Section } from "../sections";

interface SettingsHeadProps {
  section: Section;
}

/** Where one is: the title, a way back on a phone, the other sections where their list has no room. */
export function SettingsHead({ section }: SettingsHeadProps) {
  const t = useT();
  const navigate = useNavigate();
  const allowed = useSession()?.member.permissions ?? [];
  const wide = useMediaQuery("(min-width: 1200px)");
  const phone = useMediaQuery("(max-width: 599px)");
  const Title = section.headed ? "span" : "h1";
  const title = <Title className="truncate text-title font-semibold max-sm:text-base">{t(phone && section.headed ? "settings.title" : section.title)}</Title>;

  if (wide && section.headed) return null;
  return (
    <header className={cn("flex h-14 shrink-0 items-center gap-1 border-b border-line max-sm:h-[calc(3.5rem+env(safe-area-inset-top))] max-sm:px-1 max-sm:pt-[env(safe-area-inset-top)]", section.headed ? "px-5" : "px-6")}>
      {phone ? <IconButton icon={ChevronLeft} size="touch" iconSize={22} label={t("settings.back")} onClick={() => void navigate({ to: paths.settings })} /> : null}
      {wide || phone ? (
        title
      ) : (
        <Menu
          label={t("settings.nav")}
          groups={groups
            .map((group) => ({
              label: t(group.title),
              items: group.sections
                .filter(({ allow }) => !allow || allowed.includes(allow))
                .map(({ to, title: name, icon }) => ({ id: to, icon, label: t(name), checked: to === section.to, onSelect: () => void navigate({ to }) })),
            }))
            .filter(({ items }) => items.length > 0)}
        >
          {(trigger) => (
            <div className="flex min-w-0 items-center gap-1.5">
              <span className="text-ink3">{t("settings.title")}</span>
              <span className="text-ink3" aria-hidden>/</span>
              <button type="button" {...trigger} aria-label={t("label.of", { label: t("settings.section"), value: t(section.title) })} className="-mx-1 flex min-h-8 min-w-0 items-center gap-1.5 rounded-md px-1.5 transition-tint hover:bg-hover pointer-coarse:min-h-11">
                {title}
                <ChevronsUpDown size={13} className="shrink-0 text-ink3" aria-hidden />
              </button>
            </div>
          )}
        </Menu>
      )}
    </header>
  );
}
