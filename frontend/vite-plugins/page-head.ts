/** Finishes the page's head after a build: what is needed first is fetched at once, and the content security policy is written. */

import { createHash } from "node:crypto";
import type { Plugin, Rolldown } from "vite";

const INLINE_SCRIPT = /<script>([\s\S]*?)<\/script>/g;
const INTERFACE_FONT = /geist-latin-wght-normal-.*\.woff2$/;

const FIRST_PAGE = /\/features\/inbox\/inbox-page\.tsx$/;
const WORDS = /\/src\/locales\/([\w-]+)\.ts$/;

type Bundle = Rolldown.OutputBundle;

const chunksOf = (bundle: Bundle) => Object.values(bundle).filter((each): each is Rolldown.OutputChunk => each.type === "chunk");

/** The inbox's own files, which the entry would ask for only once it runs. */
function firstPage(bundle: Bundle): string[] {
  const page = chunksOf(bundle).find((chunk) => FIRST_PAGE.test(chunk.facadeModuleId ?? ""));
  return page ? [page.fileName, ...page.imports] : [];
}

/**
 * Runs in the head's own script, before anything is fetched: the words of the language just picked, and, but for the page that signs in,
 * the question who is signed in (`lib/session.ts` takes its answer). A refresh token is spent by its first use: no two tabs ask at once.
 */
function early(bundle: Bundle): string {
  const words = Object.fromEntries(
    chunksOf(bundle).flatMap(({ facadeModuleId, fileName }) => {
      const language = WORDS.exec(facadeModuleId ?? "")?.[1];
      return language ? [[language, `/${fileName}`]] : [];
    }),
  );
  return `var words = ${JSON.stringify(words)}[root.lang], link = document.createElement("link");
        if (words) { link.rel = "modulepreload"; link.href = words; document.head.appendChild(link); }
        if (location.pathname.indexOf("/sign-in") === 0) return;
        var ask = function () { return fetch("/api/sign-in/refresh", { method: "POST", credentials: "same-origin", signal: AbortSignal.timeout(20000) }); };
        (window.pytakeRefresh = navigator.locks ? navigator.locks.request("pytake.refresh", ask) : ask()).catch(function () {});`;
}

export function pageHead(): Plugin {
  let mock = false;
  return {
    name: "pytake-page-head",
    apply: "build",
    configResolved: ({ mode }) => {
      mock = mode === "mock";
    },
    transformIndexHtml: {
      order: "post",
      handler(bare, { bundle = {} }) {
        const html = bare.replace("/* early */", () => (mock ? "" : early(bundle)));
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
        const font = Object.keys(bundle).find((name) => INTERFACE_FONT.test(name));
        const preloads = [...html.matchAll(/modulepreload" crossorigin href="\/([^"]+)"/g)].map(([, file]) => file);
        const tags = [
          { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: policy }, injectTo: "head-prepend" as const },
          ...(font ? [{ tag: "link", attrs: { rel: "preload", href: `/${font}`, as: "font", type: "font/woff2", crossorigin: true }, injectTo: "head" as const }] : []),
          ...firstPage(bundle).filter((file) => !preloads.includes(file) && !html.includes(`src="/${file}"`)).map((file) => ({ tag: "link", attrs: { rel: "modulepreload", href: `/${file}`, crossorigin: true }, injectTo: "head" as const })),
        ];
        return { html, tags };
      },
    },
  };
}
