import { Fragment, type ReactNode } from "react";
import { isFewEmoji, parseMarks, type Inline } from "@/lib/whatsapp-marks";

/** Text as WhatsApp shows it. Elements only, never HTML. */
export function PhoneText({ text }: { text: string }) {
  if (isFewEmoji(text)) return <p className="text-[32px] leading-[40px]">{text.trim()}</p>;
  return (
    <div dir="auto" className="prose-message">
      {parseMarks(text).map((block, index) => {
        switch (block.kind) {
          case "mono":
            return <pre key={index} className="mono whitespace-pre-wrap text-[11.5px]">{block.text}</pre>;
          case "quote":
            return <blockquote key={index} className="border-l-[3px] border-wa-green pl-2 text-wa-meta">{lines(block.lines)}</blockquote>;
          case "bullets":
            return <ul key={index} className="list-disc pl-5">{block.items.map((item, at) => <li key={at}>{inline(item)}</li>)}</ul>;
          case "numbers":
            return <ol key={index} start={block.start} className="list-decimal pl-6">{block.items.map((item, at) => <li key={at}>{inline(item)}</li>)}</ol>;
          default:
            return <p key={index} className="whitespace-pre-wrap">{lines(block.lines)}</p>;
        }
      })}
    </div>
  );
}

function lines(all: Inline[][]): ReactNode {
  return all.map((line, index) => (
    <Fragment key={index}>
      {index > 0 ? "\n" : null}
      {inline(line)}
    </Fragment>
  ));
}

function inline(parts: Inline[]): ReactNode {
  return parts.map((part, index) => {
    switch (part.kind) {
      case "bold":
        return <strong key={index} className="font-semibold">{inline(part.children)}</strong>;
      case "italic":
        return <em key={index}>{inline(part.children)}</em>;
      case "strike":
        return <s key={index}>{inline(part.children)}</s>;
      case "code":
        return <code key={index} className="mono rounded-xs bg-wa-well px-1 text-[0.92em]">{part.text}</code>;
      case "link":
        return <a key={index} href={part.href} target="_blank" rel="noopener noreferrer" className="text-wa-link underline underline-offset-2">{part.text}</a>;
      default:
        return <Fragment key={index}>{part.text}</Fragment>;
    }
  });
}
