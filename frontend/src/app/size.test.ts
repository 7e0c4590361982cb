import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);
const ROOT = process.cwd();

test("no page makes a browser fetch more than its budget before it works", async () => {
  const dist = await mkdtemp(join(tmpdir(), "pytake-size-"));
  const env = { ...process.env, NODE_ENV: "production" };
  try {
    // Fails by itself when the service worker would keep too much.
    await run("node", ["node_modules/vite/bin/vite.js", "build", "--outDir", dist, "--emptyOutDir", "--logLevel", "error"], { cwd: ROOT, env });
    const { stdout } = await run("node", ["scripts/size.mjs", dist], { cwd: ROOT }).catch((failed: { stdout: string }) => failed);
    expect(stdout.split("\n").filter((line) => line.startsWith("OVER"))).toEqual([]);
    expect(stdout).toContain("ok   inbox: JS");
  } finally {
    await rm(dist, { recursive: true, force: true });
  }
}, 240_000);
