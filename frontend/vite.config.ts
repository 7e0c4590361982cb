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

/** One file for what never changes between our versions, one for what every page shares: few requests, and an update fetches little. */
const groups = [
  { name: "vendor", test: /node_modules.(react|react-dom|scheduler|zustand|@lingui|use-sync-external-store|clsx|class-variance-authority|idb-keyval|@tanstack.(react-router|router-core|history|store|react-store|react-query|query-core))\//, priority: 2 },
  // Without what opens over a page, the fields in it, and what draws messages: no first paint waits for them.
  { name: "kit", test: /src.(app|components(?!.(whatsapp-text|ui.(dialog|confirm-dialog|use-modal|side-sheet|field|text-field))\.)|lib(?!.(whatsapp-marks|shown-text|variables|insert-text)\.)).|lucide-react/, minShareCount: 3, priority: 1 },
];

export default defineConfig({
  plugins: [catalogues(), emojiData(), react(), tailwindcss(), pageHead(), mockWorker(), serviceWorker()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: { target: "es2022", assetsInlineLimit: 0, sourcemap: false, manifest: true, modulePreload: { polyfill: false }, rolldownOptions: { output: { codeSplitting: { groups } } } },
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
