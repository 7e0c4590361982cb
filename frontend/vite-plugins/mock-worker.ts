/** Serves MSW's service worker to `npm run dev:mock`; a build never contains it. */

import { createReadStream } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Plugin } from "vite";

export function mockWorker(): Plugin {
  return {
    name: "pytake-mock-worker",
    apply: (_, { command, mode }) => command === "serve" && mode === "mock",
    configureServer(server) {
      const worker = join(dirname(createRequire(import.meta.url).resolve("msw/package.json")), "lib/mockServiceWorker.js");
      server.middlewares.use("/mockServiceWorker.js", (_, response) => {
        response.setHeader("content-type", "text/javascript");
        createReadStream(worker).pipe(response);
      });
    },
  };
}
