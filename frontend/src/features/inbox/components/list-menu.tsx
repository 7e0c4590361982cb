import { ArrowDownWideNarrow, Hourglass, ListFilter, Mail, Rows2, Rows3, TimerReset } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { prefer, usePreferences } from "@/lib/preferences";
import { useMediaQuery } from "@/lib/use-media-query";
import { useT } from "@/lib/use-t";
import { isDeep, sorts } from "../list-search";
import { useChangeList, useListSearch } from "../use-list-search";

const SORT_ICONS = { newest: ArrowDownWideNarrow, wait: Hourglass, window: TimerReset };
const DENSITIES = [["comfortable", Rows2], ["compact", Rows3]] as const;

/** In which order, only which, and how tight the list is shown. */
export function ListMenu() {
  const t = useT();
  const search = useListSearch();
  const change = useChangeList();
  const phone = useMediaQuery("(max-width: 599px)");
  const density = usePreferences((preferences) => preferences.density);
  const { sort = "newest", closing, unread } = search;

  return (
    <Menu
      label={t("list.menu")}
      align="end"
      groups={[
        { label: t("list.sort"), items: sorts.map((each) => ({ id: each, icon: SORT_ICONS[each], label: t(`sort.${each}`), checked: each === sort, onSelect: () => change({ sort: each === "newest" ? undefined : each }) })) },
        {
          label: t("list.filter"),
          items: [
            { id: "closing", icon: Hourglass, label: t("list.closing"), checked: Boolean(closing), onSelect: () => change({ closing: closing ? undefined : true }) },
            { id: "unread", icon: Mail, label: t("list.unread"), checked: Boolean(unread), onSelect: () => change({ unread: unread ? undefined : true }) },
          ],
        },
        { label: t("list.density"), items: DENSITIES.map(([id, icon]) => ({ id, icon, label: t(`density.${id}`), checked: id === density, onSelect: () => prefer({ density: id }) })) },
      ]}
    >
      {(trigger) => (
        <span className="relative flex">
          <IconButton {...trigger} icon={ListFilter} size={phone ? "touch" : "md"} iconSize={phone ? 20 : 16} label={t("list.menu")} />
          {isDeep(search) ? <span aria-hidden className="pointer-events-none absolute right-1 top-1 size-2 rounded-full border-2 border-canvas bg-accent box-content" /> : null}
        </span>
      )}
    </Menu>
  );
}
