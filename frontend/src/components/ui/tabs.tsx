import { useId, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import { useRoving } from "./use-roving";

interface TabsProps<T extends string> {
  label: string;
  value: T;
  tabs: readonly { value: T; label: string; count?: number }[];
  onChange: (value: T) => void;
  /** Beside the tabs. */
  trailing?: ReactNode;
  className?: string;
  /** The content of the chosen one. */
  children: ReactNode;
}

/** Other content in the same place. Arrows, Home and End move. */
export function Tabs<T extends string>({ label, value, tabs, onChange, trailing, className, children }: TabsProps<T>) {
  const id = useId();
  const roving = useRoving<HTMLDivElement>("tab");
  return (
    <>
      <div className={cn("flex shrink-0 items-center gap-2 border-b border-line", className)}>
        <div {...roving} role="tablist" aria-label={label} className="flex min-w-0 flex-1 flex-wrap gap-x-4">
          {tabs.map(({ value: each, label: name, count }) => (
            <button
              key={each}
              id={`${id}-${each}`}
              type="button"
              role="tab"
              aria-selected={each === value}
              aria-controls={`${id}-panel`}
              tabIndex={each === value ? 0 : -1}
              onClick={() => onChange(each)}
              className={cn("relative flex min-h-10 shrink-0 items-center gap-1.5 text-sm font-medium transition-tint -outline-offset-2 pointer-coarse:min-h-11", each === value ? "text-ink after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:rounded-full after:bg-accent" : "text-ink3 hover:text-ink2")}
            >
              {name}
              {count === undefined ? null : <span className="num rounded-sm bg-hover px-1.5 text-2xs text-ink2">{count}</span>}
            </button>
          ))}
        </div>
        {trailing}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${value}`} className="contents">{children}</div>
    </>
  );
}
