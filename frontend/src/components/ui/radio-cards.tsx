import type { LucideIcon } from "lucide-react";
import { useId } from "react";
import { cn } from "@/lib/cn";

interface RadioCardsProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string; hint?: string; icon?: LucideIcon; reason?: string }[];
  onChange: (value: T) => void;
  /** A heading says it already. */
  hideLabel?: boolean;
  className?: string;
}

/** One of a few, each with a word on what it means. */
export function RadioCards<T extends string>({ label, value, options, onChange, hideLabel, className }: RadioCardsProps<T>) {
  const id = useId();
  return (
    <fieldset className="min-w-0">
      <legend className={hideLabel ? "sr-only" : "mb-1.5 text-xs font-medium"}>{label}</legend>
      <div className={cn("grid gap-2", className)}>
        {options.map(({ value: each, label: name, hint, icon: Icon, reason }) => (
          <label
            key={each}
            data-tip={reason}
            className={cn(
              "flex cursor-pointer items-start gap-2.5 rounded-lg border p-3 transition-tint has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
              each === value ? "border-accent bg-accent-soft shadow-[inset_0_0_0_1px_var(--accent)]" : "border-line2 bg-surface hover:bg-hover",
              reason && "cursor-default opacity-45",
            )}
          >
            <span className="relative mt-0.5 grid size-4 shrink-0 place-items-center">
              <input
                type="radio"
                name={id}
                value={each}
                checked={each === value}
                aria-disabled={reason ? true : undefined}
                aria-description={reason}
                aria-labelledby={`${id}-${each}`}
                aria-describedby={hint ? `${id}-${each}-hint` : undefined}
                onChange={() => !reason && onChange(each)}
                className={cn("col-start-1 row-start-1 size-4 cursor-[inherit] appearance-none rounded-full border bg-surface outline-none forced-colors:appearance-auto", each === value ? "border-[5px] border-accent" : "border-control")}
              />
            </span>
            <span className="min-w-0 flex-1">
              <span id={`${id}-${each}`} className="block text-sm font-medium">{name}</span>
              {hint ? <span id={`${id}-${each}-hint`} className="block text-xs text-ink2">{hint}</span> : null}
            </span>
            {Icon ? <Icon size={16} className="mt-0.5 shrink-0 text-ink3" aria-hidden /> : null}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
