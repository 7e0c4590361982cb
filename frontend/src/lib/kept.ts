/** What this device remembers. A full or forbidden storage costs the memory, never the page. */

import { createJSONStorage, type StateStorage } from "zustand/middleware";

const forgiving = (storage: () => Storage): StateStorage => ({
  getItem: (name) => {
    try {
      return storage().getItem(name);
    } catch {
      return null;
    }
  },
  setItem: (name, value) => {
    try {
      storage().setItem(name, value);
    } catch {
      // Nothing to tell: what is on the screen stays, only a reload would forget it.
    }
  },
  removeItem: (name) => {
    try {
      storage().removeItem(name);
    } catch {
      // As above.
    }
  },
});

export const onDevice = forgiving(() => localStorage);

/** For zustand's `persist`: across tabs and restarts. */
export const keptOnDevice = () => createJSONStorage<never>(() => onDevice);
