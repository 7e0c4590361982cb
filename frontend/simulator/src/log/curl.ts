import type { LogDetail } from "../model";

const SKIPPED = /^(host|content-length|connection|accept-encoding|accept)$/i;
const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** The same request as a shell command. A masked token becomes `$TOKEN`. */
export function curl({ method, url, headers, payload }: LogDetail): string {
  const parts = [`curl -X ${method} ${quoted(url)}`];
  for (const [name, value] of Object.entries(headers)) {
    if (SKIPPED.test(name)) continue;
    parts.push(/^authorization$/i.test(name) ? `-H "${name}: Bearer $TOKEN"` : `-H ${quoted(`${name}: ${value}`)}`);
  }
  if (payload) parts.push(`--data-binary ${quoted(payload)}`);
  return parts.join(" \\\n  ");
}
