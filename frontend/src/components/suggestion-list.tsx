import { useEffect, useImperativeHandle, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from "react";
import { cn } from "@/lib/cn";

/** Takes the keys of the field it belongs to; true when it took one. */
export type KeyTaker = (event: KeyboardEvent) => boolean;

interface SuggestionListProps<T> {
  id: string;
  label: string;
  items: T[];
  keyOf: (item: T) => string;
  onPick: (item: T) => void;
  onClose: () => void;
  /** The id of the option the field should point at. */
  onActive: (optionId: string | undefined, item: T | undefined) => void;
  keys: Ref<KeyTaker>;
  className?: string;
  children: (item: T) => ReactNode;
}

/** Options for what is being typed in a field, which keeps the focus: arrows move, Enter and Tab take, Esc closes. */
export function SuggestionList<T>({ id, label, items, keyOf, onPick, onClose, onActive, keys, className, children }: SuggestionListProps<T>) {
  const [at, setAt] = useState(0);
  const chosen = Math.min(at, items.length - 1);
  const item = items[chosen];
  const optionId = item === undefined ? undefined : `${id}-${keyOf(item)}`;
  const list = useRef<HTMLUListElement>(null);

  useEffect(() => {
    onActive(optionId, item);
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
    // Told when another one is chosen, not when the same one is made anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [optionId]);

  useImperativeHandle(keys, () => (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") onClose();
    else if (!plain || item === undefined) return false;
    else if (move) setAt((chosen + move + items.length) % items.length);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey) onPick(item);
    else return false;
    return true;
  });

  return (
    <ul ref={list} id={id} role="listbox" aria-label={label} className={cn("min-h-0 overflow-y-auto overscroll-contain p-1", className)}>
      {items.map((each, index) => (
        <li
          key={keyOf(each)}
          id={`${id}-${keyOf(each)}`}
          role="option"
          aria-selected={index === chosen}
          onPointerMove={() => setAt(index)}
          // The field must not lose the focus, nor a phone its keyboard.
          onPointerDown={(event) => event.preventDefault()}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(each)}
          className="cursor-pointer rounded-md px-2 py-1.5 aria-selected:bg-hover pointer-coarse:min-h-11"
        >
          {children(each)}
        </li>
      ))}
    </ul>
  );
}
