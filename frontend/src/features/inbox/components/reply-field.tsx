import { useEffect, useMemo, useRef, type RefObject, type TextareaHTMLAttributes } from "react";
import { cn } from "@/lib/cn";
import { drawnText, type Piece } from "../drawn-text";

interface ReplyFieldProps extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "value"> {
  field: RefObject<HTMLTextAreaElement | null>;
  value: string;
}

/** No glyph may change its width, or the caret would stand beside the letters. */
const DRAWN: Record<Piece["kind"], string> = {
  plain: "",
  bold: "[-webkit-text-stroke:0.4px]",
  italic: "italic",
  strike: "line-through",
  code: "bg-sunken",
  blank: "rounded-xs bg-note-soft text-note-ink shadow-[0_0_0_1px_var(--note-line)]",
};

const BOX = "block max-h-[40dvh] w-full [overflow-wrap:anywhere] [scrollbar-gutter:stable] max-sm:min-h-11 max-sm:py-2.5 max-sm:pl-4 max-sm:pr-12 max-sm:text-[1rem] max-sm:leading-[1.375rem] sm:min-h-[52px] sm:px-3.5 sm:pb-1.5 sm:pt-3 sm:text-message";

/** A plain text field that grows with its text; WhatsApp's marks and unfilled blanks are drawn over it. */
export function ReplyField({ field, value, className, ...rest }: ReplyFieldProps) {
  const layer = useRef<HTMLDivElement>(null);
  const pieces = useMemo(() => drawnText(value), [value]);

  function follow() {
    if (layer.current && field.current) layer.current.scrollTop = field.current.scrollTop;
  }

  useEffect(() => {
    follow();
    // Browsers without field-sizing need to be told the height.
    const box = field.current;
    if (!box || CSS.supports?.("field-sizing", "content")) return;
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight}px`;
  });

  return (
    <div className={cn("relative min-w-0 flex-1", className)}>
      <textarea {...rest} ref={field} dir="auto" rows={1} value={value} onScroll={follow} className={cn(BOX, "field-sizing-content resize-none overflow-y-auto bg-transparent outline-none", pieces && "text-transparent caret-ink forced-colors:text-current")} />
      {pieces ? (
        <div ref={layer} aria-hidden dir="auto" className={cn(BOX, "pointer-events-none absolute inset-0 max-h-none overflow-hidden whitespace-pre-wrap [unicode-bidi:plaintext] forced-colors:hidden")}>
          {pieces.map(({ kind, text }, index) => (kind === "plain" ? text : <span key={index} className={DRAWN[kind]}>{text}</span>))}
        </div>
      ) : null}
    </div>
  );
}
