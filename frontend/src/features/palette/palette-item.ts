import type { LucideIcon } from "lucide-react";
import type { ActionId } from "@/lib/action-catalogue";

/** In the order of their groups while nothing is typed. */
export const groups = ["here", "canned", "people", "go", "commands"] as const;
export type Group = (typeof groups)[number];

/** Something the palette can do or open. */
export interface PaletteItem {
  id: string;
  group: Group;
  title: string;
  /** Shown beside the title, and found. */
  hint?: string;
  /** Found, and shown when it is what was found: the last words of a conversation. */
  said?: string;
  icon?: LucideIcon;
  /** A contact, with the window of the conversation. */
  avatar?: { name: string; windowExpiresAt: string | null };
  /** A conversation that is over. */
  resolved?: boolean;
  shortcut?: ActionId;
  /** When it was last used or last moved, in milliseconds since the epoch. */
  at?: number;
  perform: () => void;
}

/** What the palette is about when it opens: `>` and the groups of this conversation mean it. */
export interface Scope {
  label: string;
  /** Set where the scope is a contact. */
  name?: string;
}

export const isCommand = ({ group }: PaletteItem) => group === "here" || group === "go" || group === "commands";
