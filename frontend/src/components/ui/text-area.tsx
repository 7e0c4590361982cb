import { useId, type Ref, type TextareaHTMLAttributes } from "react";
import { boxOf, describedBy, Field, type FieldWords } from "./field";

interface TextAreaProps extends TextareaHTMLAttributes<HTMLTextAreaElement>, FieldWords {
  ref?: Ref<HTMLTextAreaElement>;
}

/** Grows with what is typed. */
export function TextArea({ label, hint, error, count, rows = 3, ...rest }: TextAreaProps) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint} error={error} count={count}>
      <div className={boxOf(error)}>
        <textarea {...rest} {...describedBy(id, { hint, error })} rows={rows} dir="auto" className="field-sizing-content block max-h-[40dvh] min-h-16 w-full resize-none bg-transparent py-1.5 text-sm text-ink outline-none max-sm:text-lg" />
      </div>
    </Field>
  );
}
