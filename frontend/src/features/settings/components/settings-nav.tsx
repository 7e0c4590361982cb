import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { cn } from "@/lib/cn";
import { useSession } from "@/lib/session";
import { useT } from "@/lib/use-t";
import { groups } from "../sections";

interface SettingsNavProps {
  /** It is the whole page. */
  full: boolean;
}

const ROW = "flex min-h-8 items-center gap-2.5 rounded-lg px-2.5 text-ink2 transition-tint hover:bg-active aria-[current]:bg-surface aria-[current]:font-medium aria-[current]:text-ink aria-[current]:shadow-2 pointer-coarse:min-h-11";
const FULL = "flex min-h-12 items-center gap-3 px-4 text-base text-ink active:bg-hover";

/** The list of sections. */
export function SettingsNav({ full }: SettingsNavProps) {
  const t = useT();
  const allowed = useSession()?.member.permissions ?? [];
  const shown = groups
    .map((group) => ({ ...group, sections: group.sections.filter(({ allow }) => !allow || allowed.includes(allow)) }))
    .filter(({ sections }) => sections.length > 0);

  const list = shown.map(({ title, sections }) => (
    <section key={title} aria-labelledby={title} className={full ? "mt-2" : "mb-3"}>
      <h2 id={title} className={cn("text-xs text-ink3", full ? "px-4 py-1.5" : "px-2.5 pb-1 pt-1.5")}>{t(title)}</h2>
      <ul className={cn(full && "divide-y divide-line border-y border-line", !full && "grid gap-px")}>
        {sections.map(({ to, title: name, icon: Icon }) => (
          <li key={to}>
            <Link to={to} className={full ? FULL : ROW}>
              <Icon size={full ? 18 : 15} strokeWidth={1.75} className="shrink-0 text-ink3 in-aria-[current]:text-accent-ink" aria-hidden />
              <span className="min-w-0 flex-1">{t(name)}</span>
              {full ? <ChevronRight size={16} className="shrink-0 text-ink3" aria-hidden /> : null}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  ));

  if (!full) {
    return (
      <nav id="settings-nav" aria-label={t("settings.nav")} className="w-[208px] shrink-0 overflow-y-auto pb-3 pr-2 pt-2 max-lg:hidden">
        <p className="flex h-12 items-center px-2.5 text-title font-semibold">{t("settings.title")}</p>
        {list}
      </nav>
    );
  }
  return (
    <main className="flex flex-1 flex-col overflow-y-auto bg-surface pb-4 pt-[env(safe-area-inset-top)]">
      <h1 className="flex h-14 shrink-0 items-center px-4 text-xl font-semibold">{t("settings.title")}</h1>
      <nav id="settings-nav" aria-label={t("settings.nav")}>{list}</nav>
    </main>
  );
}
