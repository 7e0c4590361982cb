import { Fragment, memo, useMemo, useState, type ReactNode } from "react";
import { cut, isUnseen, withoutControls } from "@/lib/shown-text";
import { useT } from "@/lib/use-t";
import { folded, isFewEmoji, parseMarks, shownLink, type Block, type Inline } from "@/lib/whatsapp-marks";

interface WhatsAppTextProps {
  text: string;
}

const FOLD = 1_500;
const FOLDED = 1_300;

/** Long texts that were opened: scrolled away and back, they stay so. */
const opened = new Set<string>();

/** A message's text with WhatsApp's marks. Elements only, never HTML. Long ones fold; nothing in it is invisible. */
export const WhatsAppText = memo(function WhatsAppText({ text }: WhatsAppTextProps) {
  const t = useT();
  const [whole, setWhole] = useState(opened.has(text));
  const short = useMemo(() => (text.length >= FOLD ? folded(text, FOLDED) : text), [text]);
  const folds = short !== text;

  function handleFold() {
    if (whole) opened.delete(text);
    else opened.add(text);
    setWhole(!whole);
  }

  if (isFewEmoji(text)) return <p className="text-[2rem] leading-[2.5rem]">{text.trim()}</p>;
  if (isUnseen(text)) return <p className="text-ink3">{t("message.unseen")}</p>;
  return (
    <div className="prose-message">
      {parseMarks(withoutControls(whole ? text : short)).map((block, index) => (
        <Fragment key={index}>{showBlock(block)}</Fragment>
      ))}
      {folds ? (
        <button type="button" aria-expanded={whole} onClick={handleFold} className="mt-1 min-h-6 font-medium text-accent-ink underline underline-offset-2 pointer-coarse:min-h-11">
          {t(whole ? "message.show_less" : "message.show_all")}
        </button>
      ) : null}
    </div>
  );
});

function showBlock(block: Block): ReactNode {
  switch (block.kind) {
    case "mono":
      return <pre dir="auto" className="mono my-1 overflow-x-auto whitespace-pre-wrap rounded-md bg-sunken px-2 py-1.5 text-xs leading-[1.125rem]">{block.text}</pre>;
    case "quote":
      return <blockquote dir="auto" className="my-0.5 border-s-[3px] border-line2 ps-2 text-ink2">{showLines(block.lines)}</blockquote>;
    case "bullets":
      return <ul dir="auto" className="my-0.5 list-disc ps-5">{showItems(block.items)}</ul>;
    case "numbers":
      return <ol dir="auto" start={block.start} className="my-0.5 list-decimal ps-6">{showItems(block.items)}</ol>;
    default:
      // Each line has a direction of its own, as in WhatsApp; a mark that turns it ends with its line.
      return <p dir="auto" className="whitespace-pre-wrap [unicode-bidi:plaintext]">{showLines(block.lines)}</p>;
  }
}

function showItems(items: Inline[][]): ReactNode {
  return items.map((item, index) => <li key={index}>{showInline(item)}</li>);
}

function showLines(lines: Inline[][]): ReactNode {
  return lines.map((line, index) => (
    <Fragment key={index}>
      {index > 0 ? "\n" : null}
      {showInline(line)}
    </Fragment>
  ));
}

function showInline(parts: Inline[]): ReactNode {
  return parts.map((part, index) => {
    switch (part.kind) {
      case "bold":
        return <strong key={index} className="font-semibold">{showInline(part.children)}</strong>;
      case "italic":
        return <em key={index}>{showInline(part.children)}</em>;
      case "strike":
        return <s key={index}>{showInline(part.children)}</s>;
      case "code":
        return <code key={index} className="mono rounded-xs bg-sunken px-1 text-[0.92em]">{part.text}</code>;
      case "link":
        return <ShownLink key={index} {...part} />;
      default:
        return <Fragment key={index}>{part.text}</Fragment>;
    }
  });
}

/** Where a link leads is always in sight: a long one is cut after its domain, one in other letters says its true domain. */
function ShownLink({ text, href }: { text: string; href: string }) {
  const { shown, domain } = shownLink(text, href);
  return (
    <>
      <a href={href} target="_blank" rel="noopener noreferrer nofollow" data-tip={shown === text ? undefined : cut(href, 300)} dir="ltr" className="text-info-ink underline underline-offset-2 [unicode-bidi:isolate]">{shown}</a>
      {domain ? <span className="text-ink2"> ({domain})</span> : null}
    </>
  );
}
