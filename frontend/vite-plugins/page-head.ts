/** Finishes the page's head after a build: preloads the interface font and writes the content security policy. */

import { createHash } from "node:crypto";
import type { Plugin } from "vite";

const INLINE_SCRIPT = /<script>([\s\S]*?)<\/script>/g;
const INTERFACE_FONT = /geist-latin-wght-normal-.*\.woff2$/;

export function pageHead(): Plugin {
  return {
    name: "pytake-page-head",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle }) {
        const hashes = [...html.matchAll(INLINE_SCRIPT)].map(([, script]) => `'sha256-${createHash("sha256").update(script ?? "").digest("base64")}'`);
        const policy = [
          "default-src 'none'",
          ["script-src 'self'", ...hashes].join(" "),
          "style-src 'self'",
          "img-src 'self' data: blob:",
          "media-src 'self' blob:",
          "font-src 'self'",
          "connect-src 'self'",
          "manifest-src 'self'",
          "worker-src 'self'",
          "base-uri 'none'",
          "form-action 'self'",
        ].join("; ");
        const font = Object.keys(bundle ?? {}).find((name) => INTERFACE_FONT.test(name));
        return [
          { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: policy }, injectTo: "head-prepend" as const },
          ...(font ? [{ tag: "link", attrs: { rel: "preload", href: `/${font}`, as: "font", type: "font/woff2", crossorigin: true }, injectTo: "head" as const }] : []),
        ];
      },
    },
  };
}
