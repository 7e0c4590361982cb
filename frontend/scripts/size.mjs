/**
 * Weighs what a browser must fetch before each page works, gzipped, against the budgets of ui.md §13; exits 1 when one is broken.
 * `node scripts/size.mjs [dist]`; what is fetched later is listed with it.
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";

const KB = 1024;
const dist = resolve(process.argv[2] ?? new URL("../dist", import.meta.url).pathname);
const manifest = JSON.parse(readFileSync(`${dist}/.vite/manifest.json`, "utf8"));

/** Where a page begins; of words the heaviest language counts. */
const START = ["index.html", "src/app/shell.tsx"];
const settings = (page) => [...START, "src/features/settings/settings-page.tsx", `src/features/settings/${page}-page.tsx`, "words:settings", "words:overlays"];
const PAGES = [
  { page: "inbox", parts: [...START, "src/features/inbox/inbox-page.tsx", "words"], js: 180, css: 22, fonts: 46 },
  { page: "inbox, open thread", parts: [...START, "src/features/inbox/inbox-page.tsx", "src/features/inbox/components/thread-pane.tsx", "words", "words:conversation"], js: 214, css: 22, fonts: 46 },
  { page: "sign-in", parts: ["index.html", "src/features/sign-in/sign-in-page.tsx", "words", "words:sign-in"], js: 160, css: 22, fonts: 46 },
  { page: "settings", parts: [...settings("profile"), "words"], js: 180, css: 22, fonts: 46 },
  { page: "keyboard", parts: [...settings("keyboard"), "words"], js: 180, css: 22, fonts: 46 },
  { page: "canned replies", parts: [...START, "src/features/settings/settings-page.tsx", "src/features/canned/canned-page.tsx", "words", "words:settings", "words:canned", "words:conversation"], js: 180, css: 22, fonts: 46 },
];
/** A part that is fetched later is one that somebody waits for. */
const LARGEST_LATER = 80;

const weights = new Map();
function gzipped(file) {
  if (!weights.has(file)) weights.set(file, gzipSync(readFileSync(`${dist}/${file}`)).length);
  return weights.get(file);
}
const total = (files) => files.reduce((sum, file) => sum + gzipped(file), 0);

function heaviest(keys) {
  return keys.filter((key) => manifest[key]).sort((a, b) => gzipped(manifest[b].file) - gzipped(manifest[a].file))[0];
}
function keyOf(part) {
  const [kind, area] = part.split(":");
  if (kind !== "words") return part;
  return heaviest(["pt-BR", "en", "es"].flatMap((language) => (area ? [`src/locales/${language}/${area}.json`, `src/locales/${language}.${area}.ts`] : [`src/locales/${language}.ts`])));
}

function neededBy(parts) {
  const needed = new Set();
  const need = (key) => {
    if (!manifest[key] || needed.has(key)) return;
    needed.add(key);
    (manifest[key].imports ?? []).forEach(need);
  };
  parts.map(keyOf).forEach(need);
  const chunks = [...needed].map((key) => manifest[key]);
  return { js: [...new Set(chunks.map((chunk) => chunk.file).filter((file) => file.endsWith(".js")))], css: [...new Set(chunks.flatMap((chunk) => chunk.css ?? []))] };
}

/** Woff2 is compressed already. The mono is fetched when first used, and counts not. */
const files = [...new Set(Object.values(manifest).flatMap((chunk) => [chunk.file, ...(chunk.assets ?? [])]))];
const fonts = files.filter((file) => /geist-latin.*\.woff2$/.test(file)).reduce((sum, file) => sum + readFileSync(`${dist}/${file}`).length, 0);

let broken = false;
function judge(what, bytes, limit) {
  const over = bytes > limit * KB;
  broken ||= over;
  console.log(`${over ? "OVER " : "ok   "}${what.padEnd(24)} ${(bytes / KB).toFixed(1).padStart(6)} of ${limit} KB`);
}

const first = new Set();
for (const { page, parts, js, css, fonts: most } of PAGES) {
  const missing = parts.filter((part) => !manifest[keyOf(part)] && !part.startsWith("src/app/"));
  if (missing.length > 0) throw new Error(`${page}: the build has no ${missing.join(", ")}`);
  const needed = neededBy(parts);
  if (page === "inbox") needed.js.forEach((file) => first.add(file));
  judge(`${page}: JS`, total(needed.js), js);
  judge(`${page}: CSS`, total(needed.css), css);
  judge(`${page}: fonts`, fonts, most);
}
console.log("\nfirst for the inbox");
[...first].sort((a, b) => gzipped(b) - gzipped(a)).forEach((file) => console.log(`${(gzipped(file) / KB).toFixed(1).padStart(7)} KB  ${file}`));
console.log("\nlater");
for (const file of files.filter((each) => each.endsWith(".js") && !first.has(each) && each !== "sw.js").sort((a, b) => gzipped(b) - gzipped(a))) {
  console.log(`${(gzipped(file) / KB).toFixed(1).padStart(7)} KB  ${file}`);
  if (gzipped(file) > LARGEST_LATER * KB) judge(file, gzipped(file), LARGEST_LATER);
}
process.exit(broken ? 1 : 0);
