import { useId, type ReactNode } from "react";
import { cn } from "@/lib/cn";

interface PictureCardsProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string; picture: ReactNode }[];
  onChange: (value: T) => void;
}

/** One of a few that is easier seen than said. */
export function PictureCards<T extends string>({ label, value, options, onChange }: PictureCardsProps<T>) {
  const name = useId();
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{label}</legend>
      <div className="grid grid-cols-3 gap-3 max-sm:gap-2">
        {options.map(({ value: each, label: said, picture }) => (
          <label key={each} className="group min-w-0 cursor-pointer">
            <span
              className={cn(
                "block overflow-hidden rounded-lg border transition-tint group-has-focus-visible:outline-2 group-has-focus-visible:outline-offset-2 group-has-focus-visible:outline-accent forced-colors:group-has-checked:outline-2 forced-colors:group-has-checked:outline-[Highlight]",
                each === value ? "border-accent shadow-[0_0_0_1px_var(--accent)]" : "border-line2 group-hover:border-control",
              )}
            >
              {picture}
            </span>
            <span className="mt-2 flex min-h-6 items-start gap-2 pointer-coarse:min-h-8">
              <input
                type="radio"
                name={name}
                value={each}
                checked={each === value}
                onChange={() => onChange(each)}
                className={cn("mt-0.5 size-4 shrink-0 cursor-[inherit] appearance-none rounded-full border bg-surface outline-none forced-colors:appearance-auto", each === value ? "border-[5px] border-accent" : "border-control")}
              />
              <span className="min-w-0 text-sm [overflow-wrap:anywhere]">{said}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
