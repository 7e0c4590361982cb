/** Compiles the ICU messages of `src/locales/<language>/<area>.json` while they are bundled, so that no message parser reaches the browser. */

import { compileMessage } from "@lingui/message-utils/compileMessage";
import type { Plugin } from "vite";

export function catalogues(): Plugin {
  return {
    name: "pytake-catalogues",
    enforce: "pre",
    transform(code, id) {
      if (!/\/src\/locales\/[\w-]+\/[\w-]+\.json$/.test(id)) return null;
      const messages = Object.entries(JSON.parse(code) as Record<string, string>);
      return { code: JSON.stringify(Object.fromEntries(messages.map(([key, text]) => [key, compileMessage(text)]))), map: null };
    },
  };
}
