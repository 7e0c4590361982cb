import { ChevronsUpDown } from "lucide-react";
import { useId, type SelectHTMLAttributes } from "react";
import { boxOf, describedBy, Field, type FieldWords } from "./field";

interface SelectProps extends Omit<SelectHTMLAttributes<HTMLSelectElement>, "onChange" | "value">, Omit<FieldWords, "count"> {
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}

/** One of several, in the machine's own list: it reads well everywhere, also on a phone. */
export function Select({ label, hint, error, value, options, onChange, ...rest }: SelectProps) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <div className={boxOf(error, "relative pr-0 pl-0")}>
        <select {...rest} {...describedBy(id, { hint, error })} value={value} onChange={(event) => onChange(event.target.value)} className="min-h-8 w-full cursor-pointer appearance-none truncate bg-transparent pl-2.5 pr-8 text-sm text-ink outline-none max-sm:text-lg pointer-coarse:min-h-11">
          {options.map((option) => (
            <option key={option.value} value={option.value} className="bg-surface text-ink">{option.label}</option>
          ))}
        </select>
        <ChevronsUpDown size={13} className="pointer-events-none absolute right-2.5 text-ink3" aria-hidden />
      </div>
    </Field>
  );
}
