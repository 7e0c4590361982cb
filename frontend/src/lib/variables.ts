/** The blanks of a text: what they stand for, and which are still to be filled. */

export const variables = ["contact.first_name", "contact.name", "agent.first_name", "agent.name", "workspace.name"] as const;
export type Variable = (typeof variables)[number];
export type Known = Partial<Record<Variable, string>>;

const BLANK = /\{\{\s*([^{}\n]{1,60}?)\s*\}\}/g;

/** A name people call each other by: not a phone number, nor the name of an account. */
function named(name: string): string | undefined {
  return /\p{L}/u.test(name) && !name.startsWith("@") ? name : undefined;
}

const first = (name: string | undefined) => name?.trim().split(/\s+/)[0];

/** What is known of the two who talk. */
export function knownOf({ contact, agent, workspace }: { contact: string; agent: string; workspace: string }): Known {
  const [theirs, ours] = [named(contact), named(agent)];
  return { "contact.name": theirs, "contact.first_name": first(theirs), "agent.name": ours, "agent.first_name": first(ours), "workspace.name": workspace || undefined };
}

/** Fills what is known; the rest stays a blank. */
export function filled(text: string, known: Known): string {
  return text.replace(BLANK, (blank, name: string) => known[name as Variable] ?? blank);
}

export interface Blank {
  name: string;
  from: number;
  to: number;
}

export function blanksOf(text: string): Blank[] {
  return text.includes("{{") ? [...text.matchAll(BLANK)].map((found) => ({ name: found[1] ?? "", from: found.index, to: found.index + found[0].length })) : [];
}
