import { Fragment } from "react";
import { previewOf, withoutMarks } from "@/lib/preview";
import { blanksOf } from "@/lib/variables";

interface FilledTextProps {
  text: string;
  /** On one line, as far as it goes. */
  line?: boolean;
}

/** A text in plain words, its unfilled blanks marked. */
export function FilledText({ text: said, line }: FilledTextProps) {
  const text = line ? previewOf(said) : withoutMarks(said);
  const blanks = blanksOf(text);
  return (
    <span dir="auto" className={line ? undefined : "prose-message whitespace-pre-wrap"}>
      {blanks.map((blank, index) => (
        <Fragment key={blank.from}>
          {text.slice(blanks[index - 1]?.to ?? 0, blank.from)}
          <mark className="rounded-xs bg-note-soft px-0.5 text-note-ink">{text.slice(blank.from, blank.to)}</mark>
        </Fragment>
      ))}
      {text.slice(blanks.at(-1)?.to ?? 0)}
    </span>
  );
}
