import { Check, Minus } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { cn } from "@/lib/cn";

interface CheckboxProps {
  label: ReactNode;
  checked: boolean | "mixed";
  onChange: (checked: boolean) => void;
  reason?: string;
  /** The label is beside it already: said, not shown. */
  bare?: boolean;
  className?: string;
  tabIndex?: number;
  ref?: Ref<HTMLInputElement>;
}

/** Part of a choice that is saved, or of a selection; `mixed` where only some of what it stands for are in. */
export function Checkbox({ label, checked, onChange, reason, bare, className, tabIndex, ref }: CheckboxProps) {
  const mixed = checked === "mixed";
  const Mark = mixed ? Minus : Check;
  return (
    <label className={cn("relative flex cursor-pointer items-center gap-2 text-sm", reason && "cursor-default", bare ? "touch-target" : "min-h-8 pointer-coarse:min-h-11", className)} data-tip={reason}>
      <span className={cn("relative grid size-4 shrink-0 place-items-center", reason && "opacity-45")}>
        <input
          ref={(node) => {
            if (node) node.indeterminate = mixed;
            if (typeof ref === "function") ref(node);
            else if (ref) ref.current = node;
          }}
          type="checkbox"
          tabIndex={tabIndex}
          aria-label={bare && typeof label === "string" ? label : undefined}
          aria-disabled={reason ? true : undefined}
          aria-description={reason}
          checked={checked === true}
          onChange={() => !reason && onChange(checked !== true)}
          className={cn("col-start-1 row-start-1 size-4 cursor-[inherit] appearance-none rounded-xs border transition-tint forced-colors:appearance-auto", checked ? "border-accent bg-accent" : "border-control bg-surface hover:bg-hover")}
        />
        {checked ? <Mark size={12} strokeWidth={3} className="pointer-events-none col-start-1 row-start-1 text-on-accent forced-colors:hidden" aria-hidden /> : null}
      </span>
      {bare ? null : label}
    </label>
  );
}
