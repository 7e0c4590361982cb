import { create } from "zustand";
import type { LogEntry, Message, World } from "./model";

const LOG_SIZE = 2_000;

interface SimulatorStore {
  world: World | null;
  connected: boolean;
  persona: string | null;
  chats: Record<string, Message[]>;
  typing: Record<string, string>;
  log: LogEntry[];
  /** The scenario whose playing ended last. */
  played: { name: string; broke: string | null } | null;
  /** Whether the scenarios are open. */
  scenarios: boolean;
  /** What the phone is about to quote, by message id. */
  quoting: string | null;
  /** The message whose reactions are open. */
  reacting: string | null;
}

/** What the page knows of the simulator. Written by `live.ts` and by what the person picks. */
export const useSimulator = create<SimulatorStore>(() => ({
  world: null,
  connected: true,
  persona: null,
  chats: {},
  typing: {},
  log: [],
  played: null,
  scenarios: false,
  quoting: null,
  reacting: null,
}));

const { setState: set, getState: get } = useSimulator;

export const changes = {
  connected: (connected: boolean) => set({ connected }),

  world(world: World) {
    const asked = get().persona ?? decodeURIComponent(location.hash.slice(1));
    const persona = world.personas.some(({ id }) => id === asked) ? asked : (world.personas[0]?.id ?? null);
    set({ world, persona, connected: true });
  },

  pick(persona: string) {
    history.replaceState(null, "", `#${encodeURIComponent(persona)}`);
    set({ persona, quoting: null, reacting: null });
  },

  /** Chats that are not looked at are asked for again when they are. */
  keepOnly: (persona: string | null) => set(({ chats }) => ({ chats: persona && chats[persona] ? { [persona]: chats[persona] } : {} })),

  chat: (persona: string, messages: Message[]) => set((state) => ({ chats: { ...state.chats, [persona]: messages } })),

  /** Adds messages or replaces those known. */
  messages(news: Message[]) {
    set((state) => {
      const chats = { ...state.chats };
      for (const message of news) {
        const known = chats[message.persona];
        if (!known) continue;
        const at = known.findLastIndex(({ id }) => id === message.id);
        chats[message.persona] = at < 0 ? [...known, message] : known.with(at, message);
      }
      return { chats };
    });
  },

  typing(persona: string, until: string | null) {
    set((state) => {
      const { [persona]: _, ...others } = state.typing;
      return { typing: until ? { ...others, [persona]: until } : others };
    });
  },

  log: (entries: LogEntry[]) => set({ log: entries.slice(-LOG_SIZE) }),
  logged: (entries: LogEntry[]) => set((state) => ({ log: [...state.log, ...entries].slice(-LOG_SIZE) })),
  played: (played: { name: string; broke: string | null }) => set({ played }),
  scenarios: (scenarios: boolean) => set({ scenarios }),
  quote: (quoting: string | null) => set({ quoting }),
  react: (reacting: string | null) => set({ reacting }),
  /** After a reset: the chat on the phone is empty, not unknown. */
  forget: () => set(({ persona }) => ({ chats: persona ? { [persona]: [] } : {}, log: [], typing: {}, quoting: null, reacting: null })),
};
