import { Bell as BellIcon } from "lucide-react";
import { lazy, Suspense, useRef, useState, type ReactNode } from "react";
import { needWords } from "@/lib/i18n";
import { useT } from "@/lib/use-t";
import { readNotices, useUnreadNotices } from "../notices";

const load = async () => (await Promise.all([import("./notice-panel"), needWords("overlays")]))[0];
const NoticePanel = lazy(async () => ({ default: (await load()).NoticePanel }));

interface BellProps {
  className: string;
  size: number;
  /** Under the icon, where there is room. */
  children?: (icon: ReactNode) => ReactNode;
  side: "right" | "top";
}

/** What happened lately, behind a bell; its dot says that something was not seen. */
export function Bell({ className, size, children, side }: BellProps) {
  const t = useT();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const unread = useUnreadNotices();
  const icon = (
    <>
      <BellIcon size={size} strokeWidth={1.75} aria-hidden />
      {unread > 0 ? <span aria-hidden className="absolute left-1/2 top-1.5 ml-1 size-2 rounded-full bg-danger ring-2 ring-canvas" /> : null}
    </>
  );

  function close() {
    setOpen(false);
    readNotices();
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={unread > 0 ? t("nav.notices_unread", { n: unread }) : t("nav.notices")}
        data-tip={children ? undefined : t("nav.notices")}
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={() => (open ? close() : setOpen(true))}
        className={className}
      >
        {children ? children(icon) : icon}
      </button>
      {open ? (
        <Suspense>
          <NoticePanel anchor={button} side={side} onClose={close} />
        </Suspense>
      ) : null}
    </>
  );
}
