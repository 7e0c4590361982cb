import { Trans } from "@lingui/react";
import type { ReactElement } from "react";
import type { MessageKey } from "@/lib/i18n";

interface WordsProps {
  id: MessageKey;
  values?: Record<string, string | number>;
}

const strong: Record<string, ReactElement> = { 0: <b className="font-medium text-ink2" /> };

/** A sentence with parts set strong: `<0>…</0>` in the catalogue. */
export function Words({ id, values }: WordsProps) {
  return <Trans id={id} values={values} components={strong} />;
}
