import { useId, type ReactNode } from "react";
import { cn } from "@/lib/cn";

interface SwitchProps {
  label: string;
  hint?: ReactNode;
  on: boolean;
  onChange: (on: boolean) => void;
  /** Why it cannot be turned now. */
  reason?: string;
  /** The label is beside it already: said, not shown. */
  bare?: boolean;
}

/** Takes effect at once: who owns it shows the new state and takes it back when that failed. */
export function Switch({ label, hint, on, onChange, reason, bare }: SwitchProps) {
  const id = useId();
  return (
    <label className={cn("flex cursor-pointer items-start justify-between gap-4", reason && "cursor-default", !bare && "min-h-8 pointer-coarse:min-h-11")} data-tip={reason}>
      {bare ? null : (
        <span className="min-w-0">
          <span id={`${id}-label`} className="block text-sm">{label}</span>
          {hint ? <span id={`${id}-hint`} className="block text-xs text-ink3">{hint}</span> : null}
        </span>
      )}
      <span className={cn("relative inline-flex shrink-0 items-center", !bare && "mt-px", reason && "opacity-45")}>
        <input
          type="checkbox"
          role="switch"
          aria-label={bare ? label : undefined}
          aria-labelledby={bare ? undefined : `${id}-label`}
          aria-describedby={hint ? `${id}-hint` : undefined}
          aria-disabled={reason ? true : undefined}
          aria-description={reason}
          checked={on}
          onChange={(event) => !reason && onChange(event.target.checked)}
          className="peer h-[18px] w-8 cursor-[inherit] appearance-none rounded-full bg-control transition-tint checked:bg-accent forced-colors:border forced-colors:border-[ButtonText] forced-colors:checked:bg-[Highlight]"
        />
        <span aria-hidden className="pointer-events-none absolute left-[2px] size-[14px] rounded-full bg-white shadow-1 transition-transform duration-90 ease-out peer-checked:translate-x-[14px] forced-colors:bg-[ButtonText]" />
      </span>
    </label>
  );
}
