/** How this machine's keyboard names the keys of a shortcut. */
const apple = /Mac|iP(hone|ad)/.test(navigator.userAgent);

export const keys = { send: apple ? "⌘↵" : "Ctrl ↵", details: apple ? "⌘/" : "Ctrl /" } as const;
