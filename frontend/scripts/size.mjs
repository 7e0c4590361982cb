/** Weighs what a browser must fetch before the inbox works, against the budgets of ui.md §13; exits 1 when one is broken. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));
const gzipped = (file) => gzipSync(readFileSync(new URL(file, dist))).length;

/** The entry, the inbox's own chunks, one catalogue, and everything those import statically. */
const needed = new Set();
function need(key) {
  if (!manifest[key] || needed.has(key)) return;
  needed.add(key);
  (manifest[key].imports ?? []).forEach(need);
}
["index.html", "src/features/inbox/inbox-page.tsx", "src/app/shell.tsx", "src/locales/pt-BR.ts"].forEach(need);

const chunks = [...needed].map((key) => manifest[key]);
const js = [...new Set(chunks.map((chunk) => chunk.file).filter((file) => file.endsWith(".js")))];
const css = [...new Set(chunks.flatMap((chunk) => chunk.css ?? []))];
const total = (files) => files.reduce((sum, file) => sum + gzipped(file), 0);

const budgets = [
  ["initial JS of the inbox", total(js), 180 * 1024],
  ["CSS", total(css), 22 * 1024],
];
for (const file of [...js, ...css]) console.log(`${(gzipped(file) / 1024).toFixed(1).padStart(7)} KB  ${file}`);
for (const [what, bytes, limit] of budgets) console.log(`${bytes > limit ? "OVER " : "ok   "}${what}: ${(bytes / 1024).toFixed(1)} of ${limit / 1024} KB gzip`);
process.exit(budgets.some(([, bytes, limit]) => bytes > limit) ? 1 : 0);
