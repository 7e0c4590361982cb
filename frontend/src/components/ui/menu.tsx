import { Check, type LucideIcon } from "lucide-react";
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from "react";
import { createPortal } from "react-dom";
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
  onSelect: () => void;
}

interface MenuTrigger {
  ref: Ref<HTMLButtonElement>;
  onClick: () => void;
  "aria-haspopup": "menu";
  "aria-expanded": boolean;
  "aria-controls": string | undefined;
}

interface MenuProps {
  label: string;
  header?: ReactNode;
  /** Items in groups; a line divides two groups. */
  groups: { label?: string; items: MenuItem[] }[];
  align?: "start" | "end";
  side?: "bottom" | "top" | "right";
  children: (trigger: MenuTrigger) => ReactNode;
}

const GAP = 6;

/** A menu button: arrows, Home, End and the first letter move; Esc closes and gives the focus back. */
export function Menu({ label, header, groups, align = "start", side = "bottom", children }: MenuProps) {
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();

  useLayoutEffect(() => {
    if (!open || !trigger.current || !panel.current) return;
    const anchor = trigger.current.getBoundingClientRect();
    const box = panel.current.getBoundingClientRect();
    const left = side === "right" ? anchor.right + GAP : align === "end" ? anchor.right - box.width : anchor.left;
    const below = anchor.bottom + GAP;
    const fitsBelow = side === "bottom" && below + box.height < innerHeight - GAP;
    const top = side === "right" ? anchor.bottom - box.height : fitsBelow ? below : anchor.top - GAP - box.height;
    panel.current.style.left = `${Math.max(GAP, Math.min(left, innerWidth - box.width - GAP))}px`;
    panel.current.style.top = `${Math.max(GAP, Math.min(top, innerHeight - box.height - GAP))}px`;
    const items = itemsOf(panel.current);
    (items.find((item) => item.getAttribute("aria-checked") === "true") ?? items[0])?.focus({ preventScroll: true });
  }, [open, align, side]);

  useEffect(() => {
    if (!open) return;
    function handleOutside(event: PointerEvent) {
      const target = event.target as Node;
      if (!panel.current?.contains(target) && !trigger.current?.contains(target)) setOpen(false);
    }
    document.addEventListener("pointerdown", handleOutside);
    return () => document.removeEventListener("pointerdown", handleOutside);
  }, [open]);

  function close() {
    setOpen(false);
    trigger.current?.focus({ preventScroll: true });
  }

  function handleKeyDown(event: KeyboardEvent) {
    const items = itemsOf(panel.current);
    const at = items.indexOf(document.activeElement as HTMLElement);
    const move: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    const typed = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey;
    if (event.key === "Escape" || event.key === "Tab") close();
    else if (event.key in move) items.at((move[event.key] ?? 0) % items.length)?.focus();
    else if (typed) [...items.slice(at + 1), ...items].find((item) => item.textContent?.toLocaleLowerCase().startsWith(event.key.toLocaleLowerCase()))?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <>
      {children({ ref: trigger, onClick: () => setOpen(!open), "aria-haspopup": "menu", "aria-expanded": open, "aria-controls": open ? id : undefined })}
      {open
        ? createPortal(
            <div ref={panel} id={id} role="menu" aria-label={label} onKeyDown={handleKeyDown} className="animate-menu fixed z-50 max-h-[80dvh] min-w-52 max-w-80 overflow-y-auto rounded-lg border border-line2 bg-surface p-1 shadow-3">
              {header}
              {groups.map((group, index) => (
                <div key={group.label ?? index} role="group" aria-label={group.label} className={cn(index > 0 && "mt-1 border-t border-line pt-1")}>
                  {group.label ? <div className="px-2 pb-0.5 pt-1.5 text-2xs font-medium text-ink3" aria-hidden>{group.label}</div> : null}
                  {group.items.map(({ id: key, label: name, icon: Icon, leading, checked, shortcut, onSelect }) => (
                    <button
                      key={key}
                      type="button"
                      role={checked === undefined ? "menuitem" : "menuitemradio"}
                      aria-checked={checked}
                      tabIndex={-1}
                      onClick={() => {
                        close();
                        onSelect();
                      }}
                      onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
                      className="flex min-h-8 w-full items-center gap-2 rounded-md px-2 text-left text-sm text-ink outline-none focus:bg-hover pointer-coarse:min-h-11"
                    >
                      {leading ?? (Icon ? <Icon size={15} strokeWidth={1.75} className="shrink-0 text-ink3" aria-hidden /> : null)}
                      <span className="min-w-0 flex-1 truncate">{name}</span>
                      {shortcut ? <span className="text-2xs text-ink3" aria-hidden>{shownKeysOf(shortcut)}</span> : null}
                      {checked ? <Check size={14} strokeWidth={2} className="text-accent-ink" aria-hidden /> : null}
                    </button>
                  ))}
                </div>
              ))}
            </div>,
            document.body,
          )
        : null}
    </>
  );
}

function itemsOf(panel: HTMLElement | null): HTMLElement[] {
  return [...(panel?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
}
