import type { LucideIcon } from "lucide-react";
import { useId, type InputHTMLAttributes, type ReactNode, type Ref } from "react";
import { cn } from "@/lib/cn";
import { boxOf, describedBy, Field, type FieldWords } from "./field";

interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "size">, FieldWords {
  size?: "md" | "lg";
  icon?: LucideIcon;
  trailing?: ReactNode;
  ref?: Ref<HTMLInputElement>;
}

export function TextField({ label, hint, error, count, size = "md", icon: Icon, trailing, className, ...rest }: TextFieldProps) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint} error={error} count={count}>
      <div className={boxOf(error, cn(size === "lg" ? "min-h-10" : "min-h-8 pointer-coarse:min-h-11", className))}>
        {Icon ? <Icon size={14} className="shrink-0 text-ink3" aria-hidden /> : null}
        <input {...rest} {...describedBy(id, { hint, error })} className={cn("min-w-0 flex-1 bg-transparent text-ink outline-none max-sm:text-lg", size === "lg" ? "text-base" : "text-sm")} />
        {trailing}
      </div>
    </Field>
  );
}
