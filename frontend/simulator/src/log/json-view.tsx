import { Fragment, memo } from "react";

const LARGEST = 200_000;
const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** The text laid out when it is JSON, and as it is when not. */
export function laidOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** JSON with its keys, texts and other values told apart. */
export const JsonView = memo(function JsonView({ text }: { text: string }) {
  const pretty = laidOut(text);
  if (pretty.length > LARGEST) return <>{pretty}</>;
  const parts = [];
  let end = 0;
  for (const found of pretty.matchAll(TOKEN)) {
    parts.push(<Fragment key={end}>{pretty.slice(end, found.index)}</Fragment>);
    const [whole, quoted, colon] = found;
    if (quoted && colon) parts.push(<span key={`k${found.index}`} className="text-info-ink">{quoted}</span>, colon);
    else parts.push(<span key={`v${found.index}`} className={quoted ? "text-accent-ink" : "text-bot-ink"}>{whole}</span>);
    end = found.index + whole.length;
  }
  parts.push(<Fragment key="end">{pretty.slice(end)}</Fragment>);
  return <>{parts}</>;
});
