import { Trans } from "@lingui/react";
import { Fragment, type ReactElement } from "react";
import type { MessageKey } from "@/lib/i18n";

interface WordsProps {
  id: MessageKey;
  values?: Record<string, string>;
}

const strong: Record<string, ReactElement> = { 0: <b className="font-medium text-ink2" /> };

/** A sentence with parts set strong: `<0>…</0>` in the catalogue. */
export function Words({ id, values }: WordsProps) {
  // As elements: a name with `<0>` in it is a name, never a part of the sentence.
  const shown = values && Object.fromEntries(Object.entries(values).map(([name, value]) => [name, <Fragment key={name}>{value}</Fragment>]));
  return <Trans id={id} values={shown} components={strong} />;
}
