import { ChevronDown, Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { useActions } from "@/lib/actions";
import { useMediaQuery } from "@/lib/use-media-query";
import { useT } from "@/lib/use-t";
import { useCount } from "../api/counts";
import { useShownCount } from "../use-shown-count";
import { useChangeList, useListSearch } from "../use-list-search";
import { views } from "../views";
import { ListMenu } from "./list-menu";
import { ListSearchField } from "./list-search-field";

/** Which view this is, with the way to others; searching, sorting and filtering. */
export function ListHead() {
  const t = useT();
  const { view, q } = useListSearch();
  const change = useChangeList();
  const phone = useMediaQuery("(max-width: 599px)");
  const [searching, setSearching] = useState(Boolean(q));
  const search = useRef<HTMLButtonElement>(null);
  const wasSearching = useRef(searching);
  const shown = useShownCount(useCount(view));

  useActions([
    {
      id: "inbox.search",
      perform: () => {
        setSearching(true);
        document.getElementById("list-search")?.focus();
      },
    },
  ]);
  useEffect(() => {
    if (wasSearching.current && !searching) search.current?.focus({ preventScroll: true });
    wasSearching.current = searching;
  }, [searching]);

  function close() {
    setSearching(false);
    if (q) change({ q: undefined });
  }
  const size = phone ? "touch" : "md";

  return (
    <div className="flex h-14 shrink-0 items-center gap-1 pl-4 pr-3 max-sm:pr-1.5">
      {searching ? (
        <>
          <h1 className="sr-only">{t(`view.${view}`)}</h1>
          <ListSearchField onClose={close} />
          <IconButton icon={X} size={size} iconSize={phone ? 20 : 16} label={t("list.close_search")} onClick={close} />
        </>
      ) : (
        <>
          <h1 className="min-w-0 flex-1">
            <Menu label={t("list.switch_view")} groups={[{ items: views.map((each) => ({ id: each, label: t(`view.${each}`), checked: each === view, onSelect: () => change({ view: each }) })) }]}>
              {(trigger) => (
                <button type="button" {...trigger} className="-ml-1.5 flex min-h-8 max-w-full items-center gap-1.5 rounded-md px-1.5 text-[0.9375rem] font-semibold tracking-[-.012em] transition-tint hover:bg-active pointer-coarse:min-h-11 max-sm:min-h-11 max-sm:text-xl max-sm:tracking-[-.02em]">
                  <span className="truncate">{t(`view.${view}`)}</span>
                  {shown ? <span className="num text-sm font-normal text-ink3 max-sm:text-lg">{shown}</span> : null}
                  <ChevronDown size={14} strokeWidth={2} className="shrink-0 text-ink3" aria-hidden />
                </button>
              )}
            </Menu>
          </h1>
          <IconButton ref={search} icon={Search} size={size} iconSize={phone ? 20 : 16} label={t("list.search")} shortcut="inbox.search" onClick={() => setSearching(true)} />
        </>
      )}
      <ListMenu />
    </div>
  );
}
