import { Navigate, Outlet, useLocation } from "@tanstack/react-router";
import { paths } from "@/lib/paths";
import { useMediaQuery } from "@/lib/use-media-query";
import { useT } from "@/lib/use-t";
import { SettingsHead } from "./components/settings-head";
import { SettingsNav } from "./components/settings-nav";
import { sections } from "./sections";

/** The frame of every section: their list beside one sheet, a choice in its head where there is no room, one of the two on a phone. */
export function SettingsPage() {
  const t = useT();
  const pathname = useLocation().pathname.replace(/\/+$/, "");
  const phone = useMediaQuery("(max-width: 599px)");
  const section = sections.find(({ to }) => to === pathname);
  const listed = pathname === paths.settings;

  if (listed && !phone) return <Navigate to={paths.profile} replace />;
  return (
    <div className="flex min-h-0 min-w-0 flex-1">
      <title>{`${t(section?.title ?? "settings.title")} · ${t("product")}`}</title>
      {phone && !listed ? null : <SettingsNav full={phone} />}
      {section ? (
        <main id="settings" aria-label={t(section.title)} className="my-2 mr-2 flex min-w-0 flex-1 flex-col overflow-hidden rounded-xl border border-line bg-surface shadow-1 max-sm:m-0 max-sm:rounded-none max-sm:border-0 max-sm:shadow-none">
          <SettingsHead section={section} />
          {section.headed ? <Outlet /> : <div className="room-for-toasts min-h-0 flex-1 overflow-y-auto overscroll-contain [scroll-padding:16px]"><Outlet /></div>}
        </main>
      ) : listed ? null : (
        <Outlet />
      )}
    </div>
  );
}
