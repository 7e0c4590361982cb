/** Where the back-end is, seen from this page: always the same origin. */
export const env = {
  api: "/api",
  socket: () => `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`,
} as const;
