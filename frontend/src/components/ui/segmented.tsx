import type { LucideIcon } from "lucide-react";
import { cn } from "@/lib/cn";
import { useRoving } from "./use-roving";

interface SegmentedProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string; icon?: LucideIcon }[];
  onChange: (value: T) => void;
  className?: string;
}

/** Another way to look at the same. Arrows, Home and End move. */
export function Segmented<T extends string>({ label, value, options, onChange, className }: SegmentedProps<T>) {
  const roving = useRoving<HTMLDivElement>("radio");
  return (
    <div {...roving} role="radiogroup" aria-label={label} className={cn("inline-flex max-w-full flex-wrap rounded-md bg-active p-0.5", className)}>
      {options.map(({ value: each, label: name, icon: Icon }) => (
        <button
          key={each}
          type="button"
          role="radio"
          aria-checked={each === value}
          tabIndex={each === value ? 0 : -1}
          onClick={() => onChange(each)}
          className={cn("flex min-h-7 items-center justify-center gap-1.5 rounded-sm px-2.5 text-xs font-medium transition-tint pointer-coarse:min-h-11 pointer-coarse:min-w-11", each === value ? "bg-surface text-ink shadow-1" : "text-ink2 hover:text-ink")}
        >
          {Icon ? <Icon size={13} strokeWidth={2} aria-hidden /> : null}
          {name}
        </button>
      ))}
    </div>
  );
}
