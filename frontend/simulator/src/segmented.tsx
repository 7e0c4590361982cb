import { useRef, type KeyboardEvent } from "react";
import { cn } from "@/lib/cn";

interface SegmentedProps<T extends string> {
  label: string;
  options: { id: T; label: string }[];
  value: T;
  onChange: (value: T) => void;
  className?: string;
}

/** One of a few modes of the same data. Arrow keys, Home and End move. */
export function Segmented<T extends string>({ label, options, value, onChange, className }: SegmentedProps<T>) {
  const group = useRef<HTMLDivElement>(null);

  function handleKeyDown(event: KeyboardEvent) {
    const at = options.findIndex(({ id }) => id === value);
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    const next = to === undefined ? undefined : options.at(to % options.length);
    if (!next) return;
    event.preventDefault();
    onChange(next.id);
    group.current?.querySelectorAll<HTMLElement>('[role="radio"]')[options.indexOf(next)]?.focus();
  }

  return (
    <div ref={group} role="radiogroup" aria-label={label} onKeyDown={handleKeyDown} className={cn("inline-flex rounded-md bg-active p-0.5", className)}>
      {options.map((option) => (
        <button
          key={option.id}
          type="button"
          role="radio"
          aria-checked={option.id === value}
          tabIndex={option.id === value ? 0 : -1}
          onClick={() => onChange(option.id)}
          className={cn("flex h-6 flex-1 items-center justify-center whitespace-nowrap rounded-sm px-2.5 text-xs font-medium transition-tint pointer-coarse:h-11 pointer-coarse:min-w-11", option.id === value ? "bg-surface text-ink shadow-1" : "text-ink2 hover:text-ink")}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
