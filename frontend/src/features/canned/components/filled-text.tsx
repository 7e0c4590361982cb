import { Fragment } from "react";
import { previewOf, withoutMarks } from "@/lib/preview";
import { useT } from "@/lib/use-t";
import { blanksOf, variables } from "@/lib/variables";

interface FilledTextProps {
  text: string;
  /** On one line, as far as it goes. */
  line?: boolean;
}

/** A text in plain words, its unfilled blanks marked: by name, as the menu calls them. */
export function FilledText({ text: said, line }: FilledTextProps) {
  const t = useT();
  const text = line ? previewOf(said) : withoutMarks(said);
  const blanks = blanksOf(text);
  function nameOf(blank: string) {
    const known = variables.find((each) => each === blank);
    return known && t(`variable.${known}`);
  }
  return (
    <span dir="auto" className={line ? undefined : "prose-message whitespace-pre-wrap"}>
      {blanks.map((blank, index) => (
        <Fragment key={blank.from}>
          {text.slice(blanks[index - 1]?.to ?? 0, blank.from)}
          <mark className="rounded-xs bg-note-soft px-0.5 text-note-ink">{nameOf(blank.name) ?? text.slice(blank.from, blank.to)}</mark>
        </Fragment>
      ))}
      {text.slice(blanks.at(-1)?.to ?? 0)}
    </span>
  );
}
