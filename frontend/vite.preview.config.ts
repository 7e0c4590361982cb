/** Serves the built product on the laptop as CloudFront does in production: pages, API and socket on one origin. */

import { Agent } from "node:http";
import { defineConfig, type ProxyOptions } from "vite";

const env = (name: string, otherwise?: string): string => {
  const value = process.env[name] || otherwise;
  if (!value) throw new Error(`${name} is not set; this server is started by make up.`);
  return value;
};

const aws = `127.0.0.1:${env("PYTAKE_AWS_PORT", "4566")}`;
const stage = (api: string) => `/_aws/execute-api/${api}/api`;

const proxy: Record<string, ProxyOptions> = {
  "^/api(/|$)": {
    target: `http://${aws}`,
    changeOrigin: true,
    agent: new Agent({ keepAlive: true }),
    rewrite: (path) => path.replace(/^\/api/, stage(env("PYTAKE_REST_API_ID"))),
  },
  "^/ws(\\?|$)": {
    target: `ws://${aws}`,
    ws: true,
    changeOrigin: true,
    rewrite: (path) => path.replace(/^\/ws/, stage(env("PYTAKE_WEBSOCKET_API_ID"))),
  },
};

export default defineConfig({
  appType: "spa",
  preview: {
    host: "127.0.0.1",
    port: Number(env("PYTAKE_UI_PORT", "8080")),
    strictPort: true,
    cors: false,
    proxy,
    headers: {
      "Content-Security-Policy": "frame-ancestors 'none'",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",
      "Referrer-Policy": "strict-origin-when-cross-origin",
      "X-Content-Type-Options": "nosniff",
      "X-Frame-Options": "DENY",
    },
  },
});
