import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { catalogues } from "./vite-plugins/catalogues.ts";
import { emojiData } from "./vite-plugins/emoji-data.ts";
import { mockWorker } from "./vite-plugins/mock-worker.ts";
import { pageHead } from "./vite-plugins/page-head.ts";
import { serviceWorker } from "./vite-plugins/service-worker.ts";

/** The running edition that `npm run dev` talks to. It answers its own pages only, so calls go out as theirs. */
const api = process.env.PYTAKE_UI_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [catalogues(), emojiData(), react(), tailwindcss(), pageHead(), mockWorker(), serviceWorker()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: { target: "es2022", assetsInlineLimit: 0, sourcemap: false, manifest: true, modulePreload: { polyfill: false } },
  server: {
    host: "127.0.0.1",
    proxy: {
      "/api": { target: api, changeOrigin: true, headers: { origin: api } },
      "/ws": { target: api.replace(/^http/, "ws"), ws: true, changeOrigin: true, headers: { origin: api } },
    },
  },
  test: {
    environment: "jsdom",
    environmentOptions: { jsdom: { url: "http://127.0.0.1:8080/" } },
    setupFiles: ["./vitest.setup.ts"],
    include: ["src/**/*.test.{ts,tsx}", "simulator/**/*.test.{ts,tsx}"],
    css: false,
    restoreMocks: true,
    testTimeout: 30_000,
    maxWorkers: 2,
  },
});
