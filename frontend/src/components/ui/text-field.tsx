import { CircleAlert } from "lucide-react";
import { useId, type InputHTMLAttributes, type ReactNode } from "react";
import { cn } from "@/lib/cn";

interface TextFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  /** Takes the hint's place, with an icon. */
  error?: string;
  trailing?: ReactNode;
}

export function TextField({ label, error, trailing, ...rest }: TextFieldProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-xs font-medium text-ink">{label}</label>
      <div className={cn("field-ring flex h-10 items-center gap-2 rounded-md border bg-surface px-2.5 transition-tint", error ? "border-danger" : "border-control")}>
        <input {...rest} id={id} aria-invalid={error ? true : undefined} aria-describedby={error ? `${id}-error` : undefined} className="min-w-0 flex-1 bg-transparent text-base text-ink outline-none max-sm:text-lg" />
        {trailing}
      </div>
      {error ? (
        <p id={`${id}-error`} className="mt-1 flex items-center gap-1 text-xs text-danger-ink">
          <CircleAlert size={12} aria-hidden />
          {error}
        </p>
      ) : null}
    </div>
  );
}
