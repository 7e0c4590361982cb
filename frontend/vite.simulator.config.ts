import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { pageHead } from "./vite-plugins/page-head.ts";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const simulator = process.env.PYTAKE_SIMULATOR_URL ?? "http://127.0.0.1:8090";

/** The simulator answers to its own name only. */
const asItsOwn = { target: simulator, changeOrigin: true, headers: { origin: simulator } };

/** The WhatsApp simulator's page: a build of its own, never part of the product's. */
export default defineConfig({
  root: at("./simulator"),
  publicDir: false,
  plugins: [react(), tailwindcss(), pageHead()],
  resolve: { alias: { "@": at("./src") } },
  build: { outDir: at("./dist-simulator"), emptyOutDir: true, target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { host: "127.0.0.1", port: 5190, proxy: { "/sim": asItsOwn, "/graph": asItsOwn } },
});
