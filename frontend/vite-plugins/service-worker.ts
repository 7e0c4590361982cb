/** Builds the service worker beside the app and tells it which files to keep; fails when they weigh too much. A mock build has none. */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin, Rolldown } from "vite";

const SOURCE = fileURLToPath(new URL("../src/worker/shell-worker.ts", import.meta.url));
/** Bytes before compression, of what every device fetches in the background. */
const MOST = 1_200_000;
/** Kept when first used: not everybody ever needs them. */
const RARE = /emoji|geist-mono/;
const KEPT = /\.(js|css|woff2)$/;

const isRare = (name: string, output: Rolldown.OutputAsset | Rolldown.OutputChunk) => RARE.test(name) || (output.type === "chunk" && RARE.test(output.facadeModuleId ?? ""));
const bytes = (output: Rolldown.OutputAsset | Rolldown.OutputChunk) => Buffer.from(output.type === "chunk" ? output.code : output.source);

export function serviceWorker(): Plugin {
  let publicDir = "";
  return {
    name: "pytake-service-worker",
    apply: (_, { command, mode }) => command === "build" && mode !== "mock",
    configResolved: (config) => {
      publicDir = config.publicDir;
    },
    buildStart() {
      this.emitFile({ type: "chunk", id: SOURCE, fileName: "sw.js" });
    },
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const worker = bundle["sw.js"];
        if (worker?.type !== "chunk") throw new Error("The service worker was not built.");
        if (worker.imports.length + worker.dynamicImports.length > 0) throw new Error("The service worker shares code with the app: a script of its own may import nothing.");
        const files = new Map<string, Buffer>();
        for (const [name, output] of Object.entries(bundle)) if (name !== "sw.js" && KEPT.test(name) && !isRare(name, output)) files.set(`/${name}`, bytes(output));
        const page = bundle["index.html"];
        if (page) files.set("/", bytes(page));
        for (const entry of readdirSync(publicDir, { recursive: true, withFileTypes: true }))
          if (entry.isFile()) files.set(`${entry.parentPath.slice(publicDir.length)}/${entry.name}`, readFileSync(join(entry.parentPath, entry.name)));

        const weight = [...files.values()].reduce((sum, content) => sum + content.length, 0);
        if (weight > MOST) throw new Error(`The service worker would keep ${weight} bytes on every device, ${MOST} are allowed: ${[...files].sort(([, a], [, b]) => b.length - a.length).slice(0, 5).map(([path, content]) => `${path} ${content.length}`).join(", ")}.`);
        const version = createHash("sha256");
        for (const [path, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) version.update(path).update(content);
        worker.code = worker.code.replaceAll("__SHELL_VERSION__", JSON.stringify(version.digest("hex").slice(0, 12))).replaceAll("__SHELL_FILES__", JSON.stringify([...files.keys()].sort()));
      },
    },
  };
}
