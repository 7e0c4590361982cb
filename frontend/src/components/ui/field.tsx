import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export interface FieldWords {
  label: string;
  /** Helps before, not after. */
  hint?: ReactNode;
  /** Takes the hint's place, with an icon. */
  error?: string;
  /** Characters typed and allowed, at the right; red past the limit. */
  count?: { n: number; most: number; said: string };
}

interface FieldProps extends FieldWords {
  /** Of the control; the words under it are `${id}-note`. */
  id: string;
  children: ReactNode;
}

/** What a control takes from the words around it. */
export const describedBy = (id: string, { hint, error }: Pick<FieldWords, "hint" | "error">) => ({
  id,
  "aria-invalid": error ? true : undefined,
  "aria-describedby": error || hint ? `${id}-note` : undefined,
});

/** Label above, hint or error below, counter at the right. */
export function Field({ id, label, hint, error, count, children }: FieldProps) {
  return (
    <div className="min-w-0">
      <div className="mb-1.5 flex items-baseline gap-2">
        <label htmlFor={id} className="min-w-0 flex-1 text-xs font-medium text-ink">{label}</label>
        {count ? <span className={cn("num text-xs", count.n > count.most ? "font-medium text-danger-ink" : "text-ink3")}>{count.said}</span> : null}
      </div>
      {children}
      {error ? (
        <p id={`${id}-note`} className="mt-1 flex items-center gap-1 text-xs text-danger-ink">
          <CircleAlert size={12} className="shrink-0" aria-hidden />
          {error}
        </p>
      ) : hint ? (
        <p id={`${id}-note`} className="mt-1 text-xs text-ink3">{hint}</p>
      ) : null}
    </div>
  );
}

/** The box of an input, a select or a text area. */
export const boxOf = (error: string | undefined, className?: string) =>
  cn("field-ring flex items-center gap-2 rounded-md border bg-surface px-2.5 transition-tint has-disabled:opacity-45", error ? "border-danger" : "border-control", className);
