import { Fragment, memo, useState, type ReactNode } from "react";
import { useT } from "@/lib/use-t";
import { isFewEmoji, parseMarks, type Block, type Inline } from "@/lib/whatsapp-marks";

interface WhatsAppTextProps {
  text: string;
}

const FOLD = 1_500;

/** A message's text with WhatsApp's marks. Elements only, never HTML. Long ones fold. */
export const WhatsAppText = memo(function WhatsAppText({ text }: WhatsAppTextProps) {
  const t = useT();
  const [whole, setWhole] = useState(false);
  const folded = text.length >= FOLD && !whole;

  if (isFewEmoji(text)) return <p className="text-[32px] leading-[40px]">{text.trim()}</p>;
  return (
    <div dir="auto" className="prose-message">
      {parseMarks(folded ? `${text.slice(0, FOLD - 200)}…` : text).map((block, index) => (
        <Fragment key={index}>{showBlock(block)}</Fragment>
      ))}
      {folded ? (
        <button type="button" onClick={() => setWhole(true)} className="mt-1 font-medium text-accent-ink underline underline-offset-2">
          {t("message.show_all")}
        </button>
      ) : null}
    </div>
  );
});

function showBlock(block: Block): ReactNode {
  switch (block.kind) {
    case "mono":
      return <pre className="mono my-1 overflow-x-auto whitespace-pre-wrap rounded-md bg-sunken px-2 py-1.5 text-xs leading-[18px]">{block.text}</pre>;
    case "quote":
      return <blockquote className="my-0.5 border-l-[3px] border-line2 pl-2 text-ink2">{showLines(block.lines)}</blockquote>;
    case "bullets":
      return <ul className="my-0.5 list-disc pl-5">{showItems(block.items)}</ul>;
    case "numbers":
      return <ol start={block.start} className="my-0.5 list-decimal pl-6">{showItems(block.items)}</ol>;
    default:
      return <p className="whitespace-pre-wrap">{showLines(block.lines)}</p>;
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
        return <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow" className="text-info-ink underline underline-offset-2">{part.text}</a>;
      default:
        return <Fragment key={index}>{part.text}</Fragment>;
    }
  });
}
