import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from "react";
import { cn } from "@/lib/cn";
import { FloatingPanel } from "./floating-panel";
import { MenuRow, type MenuItem } from "./menu-row";
import type { Placement } from "./place";

export type { MenuItem };

interface MenuTrigger {
  ref: Ref<HTMLButtonElement>;
  onClick: () => void;
  "aria-haspopup": "menu";
  "aria-expanded": boolean;
  "aria-controls": string | undefined;
}

interface MenuProps extends Placement {
  label: string;
  header?: ReactNode;
  /** Items in groups; a line divides two groups. What destroys something comes last, in a group of its own. */
  groups: { label?: string; items: MenuItem[] }[];
  /** Said at the end: why there is not more to choose. */
  note?: string;
  onOpenChange?: (open: boolean) => void;
  children: (trigger: MenuTrigger) => ReactNode;
}

/** How long letters typed one after another are one word, in milliseconds. */
const WORD = 500;

/** A menu button: arrows, Home, End and the first letters move; Esc closes and gives the focus back. */
export function Menu({ label, header, groups, note, align, side, onOpenChange, children }: MenuProps) {
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const typed = useRef({ word: "", at: 0 });
  const id = useId();

  function show(next: boolean) {
    setOpen(next);
    onOpenChange?.(next);
  }

  useLayoutEffect(() => {
    if (!open) return;
    const items = itemsOf(list.current);
    (items.find((item) => item.getAttribute("aria-checked") === "true") ?? items[0])?.focus({ preventScroll: true });
  }, [open]);

  function close() {
    show(false);
    trigger.current?.focus({ preventScroll: true });
  }

  function find(letter: string, items: HTMLElement[], at: number) {
    const now = Date.now();
    const word = now - typed.current.at < WORD ? typed.current.word + letter : letter;
    typed.current = { word, at: now };
    const from = word.length > 1 ? at : at + 1;
    [...items.slice(from), ...items.slice(0, from)].find((item) => plain(item.dataset.label).startsWith(plain(word)))?.focus();
  }

  function handleKeyDown(event: KeyboardEvent) {
    const items = itemsOf(list.current);
    const at = items.indexOf(document.activeElement as HTMLElement);
    const move: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    const letter = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey;
    if (event.key === "Escape" || event.key === "Tab") close();
    else if (event.key in move) items.at((move[event.key] ?? 0) % items.length)?.focus();
    else if (letter) find(event.key, items, at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <>
      {children({ ref: trigger, onClick: () => show(!open), "aria-haspopup": "menu", "aria-expanded": open, "aria-controls": open ? id : undefined })}
      {open ? (
        <FloatingPanel anchor={trigger} side={side} align={align} onClose={() => show(false)} className="min-w-52 max-w-80">
          <div ref={list} id={id} role="menu" aria-label={label} aria-description={note} onKeyDown={handleKeyDown} className="p-1">
            {header}
            {groups.map((group, index) => (
              <div key={group.label ?? index} role="group" aria-label={group.label} className={cn(index > 0 && "mt-1 border-t border-line pt-1")}>
                {group.label ? <div className="px-2 pb-0.5 pt-1.5 text-2xs font-medium text-ink3" aria-hidden>{group.label}</div> : null}
                {group.items.map((item) => (
                  <MenuRow key={item.id} item={item} onClose={close} />
                ))}
              </div>
            ))}
            {note ? <p aria-hidden className="mt-1 border-t border-line px-2 py-1.5 text-2xs text-ink2">{note}</p> : null}
          </div>
        </FloatingPanel>
      ) : null}
    </>
  );
}

const plain = (text: string | undefined) => (text ?? "").normalize("NFD").replace(/\p{M}/gu, "").trim().toLocaleLowerCase();

function itemsOf(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
}
