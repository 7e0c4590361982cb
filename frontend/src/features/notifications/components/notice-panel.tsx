import { Link } from "@tanstack/react-router";
import { Bell, Settings } from "lucide-react";
import { useEffect, useRef, type KeyboardEvent, type RefObject } from "react";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { FloatingPanel } from "@/components/ui/floating-panel";
import { paths } from "@/lib/paths";
import { useT } from "@/lib/use-t";
import { clearNotices, useNotices } from "../notices";
import { NoticeLine } from "./notice-line";

interface NoticePanelProps {
  anchor: RefObject<HTMLButtonElement | null>;
  side: "right" | "top";
  onClose: () => void;
}

export function NoticePanel({ anchor, side, onClose }: NoticePanelProps) {
  const t = useT();
  const items = useNotices((state) => state.items);
  const body = useRef<HTMLDivElement>(null);

  useEffect(() => body.current?.focus({ preventScroll: true }), []);

  function leave() {
    onClose();
    anchor.current?.focus({ preventScroll: true });
  }

  function handleKeyDown(event: KeyboardEvent) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    leave();
  }

  return (
    <FloatingPanel anchor={anchor} role="dialog" label={t("nav.notices")} side={side} align="end" onClose={onClose} className="w-[min(360px,calc(100vw-1rem))] overflow-hidden p-0">
      <div ref={body} tabIndex={-1} onKeyDown={handleKeyDown} className="flex max-h-[min(70dvh,560px)] flex-col outline-none">
        <div className="flex h-12 shrink-0 items-center gap-1 border-b border-line pl-4 pr-2">
          <h2 className="min-w-0 flex-1 truncate text-[0.9375rem] font-semibold tracking-[-.012em]">{t("nav.notices")}</h2>
          {items.length > 0 ? <Button size="sm" variant="ghost" onClick={() => { clearNotices(); body.current?.focus(); }}>{t("notice.clear")}</Button> : null}
          <Link to={paths.notifications} onClick={onClose} aria-label={t("notice.settings")} data-tip={t("notice.settings")} className="grid size-8 place-items-center rounded-md text-ink2 transition-tint hover:bg-hover pointer-coarse:size-11"><Settings size={16} strokeWidth={1.75} aria-hidden /></Link>
        </div>
        {items.length === 0 ? (
          <EmptyState icon={Bell} tone="grey" title={t("notice.none")} text={t("notice.none_next")} />
        ) : (
          <ul className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1">
            {items.map((each) => (
              <NoticeLine key={each.id} notice={each} onOpen={onClose} />
            ))}
          </ul>
        )}
      </div>
    </FloatingPanel>
  );
}
