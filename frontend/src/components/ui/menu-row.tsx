import { Check, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { ActionId } from "@/lib/action-catalogue";
import { cn } from "@/lib/cn";
import { shownKeysOf } from "@/lib/shortcut-keys";

export interface MenuItem {
  id: string;
  label: string;
  icon?: LucideIcon;
  leading?: ReactNode;
  /** Set for an item of a choice: whether it is the chosen one. */
  checked?: boolean;
  /** The action it performs: its keys of the moment are shown. */
  shortcut?: ActionId;
  /** It destroys something. */
  danger?: boolean;
  /** Why it cannot be chosen now. */
  reason?: string;
  onSelect: () => void;
}

interface MenuRowProps {
  item: MenuItem;
  onClose: () => void;
}

/** One row of a menu. */
export function MenuRow({ item: { label, icon: Icon, leading, checked, shortcut, danger, reason, onSelect }, onClose }: MenuRowProps) {
  const keys = shownKeysOf(shortcut);
  return (
    <button
      type="button"
      role={checked === undefined ? "menuitem" : "menuitemradio"}
      aria-checked={checked}
      aria-disabled={reason ? true : undefined}
      aria-description={reason}
      data-tip={reason}
      data-label={label}
      tabIndex={-1}
      onClick={() => {
        if (reason) return;
        onClose();
        onSelect();
      }}
      onPointerMove={(event) => event.pointerType !== "touch" && event.currentTarget !== document.activeElement && event.currentTarget.focus({ preventScroll: true })}
      className={cn("flex min-h-8 w-full items-center gap-2 rounded-md px-2 text-left text-sm outline-none focus:bg-hover active:bg-active aria-disabled:opacity-45 forced-colors:focus:outline-2 forced-colors:focus:outline-[Highlight] pointer-coarse:min-h-11", danger ? "text-danger-ink focus:bg-danger-soft" : "text-ink")}
    >
      {leading ?? (Icon ? <Icon size={15} strokeWidth={1.75} className={cn("shrink-0", danger ? "text-danger-ink" : "text-ink3")} aria-hidden /> : null)}
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {keys ? <span className="text-2xs text-ink3 pointer-coarse:hidden" aria-hidden>{keys}</span> : null}
      {checked ? <Check size={14} strokeWidth={2} className="shrink-0 text-accent-ink" aria-hidden /> : null}
    </button>
  );
}
