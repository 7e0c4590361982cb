/** One story of an inbox, told in words such as `customer a`, `frame 2`, `resolves b`: what happens on the server, at the page, and to what is between them. */

import { vi } from "vitest";
import { messagesKey } from "@/features/inbox/api/messages";
import { conversationKey, listKey, type Conversation, type ConversationPages } from "@/features/inbox/api/conversations";
import { oldestFirst, type EntryPages } from "@/features/inbox/api/messages";
import { orderOf } from "@/features/inbox/api/list-order";
import { useOutbox } from "@/features/inbox/outbox";
import { views, type View } from "@/features/inbox/views";
import type { ConversationOut } from "@/lib/api-types";
import type { Changes } from "@/lib/live";
import { InboxModel, Refusal } from "./inbox-model";
import { InboxPage, pass } from "./inbox-page";
import { SlowLine, type Fate } from "./slow-line";

const ME = "mem_marina";
const COLLEAGUE = "mem_caio";
const STEPS: Record<string, string> = { takes: "take-over", gives: "give-back", resolves: "resolve", reopens: "reopen", assigns: "assign", drops: "assign", reads: "read" };
const FATES: Record<string, Fate> = { answer: "answered", refuse: "refused", break: "broken", lose: "lost" };
let stories = 0;

export class InboxRun {
  private readonly story = (stories += 1);
  private readonly frames: Changes[] = [];
  private readonly server = new InboxModel(ME, (changes) => this.frames.push(structuredClone(changes)));
  readonly line = new SlowLine((method, address, body) => this.server.answer(method, address, body));
  private readonly page: InboxPage;

  constructor() {
    vi.stubGlobal("fetch", this.line.fetch);
    const ids = ["a", "b", "c", "d"].map((name) => this.id(name));
    this.server.add(this.id("a"), { status: "bot", session: true });
    this.server.add(this.id("b"), { assignee: ME });
    this.server.add(this.id("c"), {});
    this.server.add(this.id("d"), { status: "bot", session: true });
    this.frames.length = 0;
    this.page = new InboxPage(ids);
  }

  /** What is kept outside of a page's client must not meet the next story. */
  private readonly id = (name: string) => `${name}.${this.story}`;

  async tell(words: string[]): Promise<void> {
    for (const each of words) {
      if (each === "answers") await this.answers();
      else this.happens(each.split(" ") as [string, string]);
      await pass();
      this.line.age();
    }
  }

  private happens([word, about = "0"]: [string, string?]): void {
    const [nth, id] = [Number(about), this.id(about)];
    if (word in FATES) return this.line.end(nth, FATES[word]!);
    if (word in STEPS || word === "replies" || word === "resends") return void this.page.act(id, word, ME);
    switch (word) {
      case "customer":
        return this.server.writes(id);
      case "bot":
        return this.server.wakes(id, true);
      case "alarm":
        return this.server.wakes(id, false);
      case "report":
        return this.server.reports(id);
      case "failure":
        return this.server.reports(id, true);
      case "reaction":
        return this.server.reacts(id);
      case "new":
        return this.server.rows.has(id) ? undefined : this.server.add(id, {});
      case "frame":
        return this.frames.length > 0 ? this.page.hear(this.frames.splice(nth % this.frames.length, 1)[0]!) : undefined;
      case "again":
        return this.frames.length > 0 ? this.page.hear(this.frames[nth % this.frames.length]!) : undefined;
      case "silence":
        return void this.frames.splice(0);
      case "frames":
        return this.frames.splice(0).forEach((frame) => this.page.hear(frame));
      case "serves":
        return this.line.serve();
      case "heal":
        return void this.page.live.heal().catch(() => undefined);
      case "look":
        return this.page.look(about as View);
      case "more":
        return this.page.more();
      case "open":
        return this.server.rows.has(id) ? this.page.open(id) : undefined;
      case "close":
        return this.page.close();
      case "bulk":
        return this.page.resolveAll();
      case "wait":
        return void vi.advanceTimersByTime(3_000);
      default:
        // A colleague's step: `they-resolves a`.
        try {
          this.server.step(id, STEPS[word.replace("they-", "")] ?? "", COLLEAGUE, word === "they-drops" ? null : COLLEAGUE);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
    }
  }

  private async answers(heard = false): Promise<void> {
    for (let more = 0; this.line.waiting > 0; more += 1) {
      if (more > 200) throw new Error(`Asks for ever: ${this.line.names.join(", ")}`);
      this.line.end(0, "answered");
      if (heard) for (const frame of this.frames.splice(0)) this.page.hear(frame);
      await pass();
    }
  }

  /** What was on the way arrives, and what is to be tried again is. `heard`: so do all frames, and nothing more is asked for; else none does, and the page asks for what it missed. */
  async settle(heard: boolean): Promise<void> {
    for (const frame of this.frames.splice(0)) if (heard) this.page.hear(frame);
    await pass();
    await this.answers(heard);
    for (const seconds of [2, 4, 16, 16, 16]) {
      vi.advanceTimersByTime(seconds * 1_000);
      await pass();
      if (seconds > 4 && !heard) void this.page.live.heal().catch(() => undefined);
      await this.answers(heard);
    }
  }

  /** How what the page shows differs from what the server has; and what went wrong on the way. */
  differences(): string[] {
    const found = [...this.page.faults];
    for (const view of views) this.compareList(view, found);
    for (const id of this.server.rows.keys()) {
      this.compareOne(id, found);
      this.compareThread(id, found);
    }
    const pending = useOutbox.getState().items.filter(({ state }) => state === "pending");
    if (pending.length > 0) found.push("a reply waits for ever");
    return found.map((each) => each.replaceAll(`.${this.story}`, ""));
  }

  private isOld(queryKey: readonly unknown[]): boolean {
    const query = this.page.client.getQueryCache().find({ queryKey, exact: true });
    return !query?.isActive() && query?.state.isInvalidated === true;
  }

  private compareList(view: View, found: string[]): void {
    const data = this.page.client.getQueryData<ConversationPages>(listKey(view));
    if (!data || this.isOld(listKey(view))) return;
    const rows = orderOf({}, 0)(data);
    const truth = this.server.view(view);
    const complete = data.pages.at(-1)?.next_cursor === null;
    differ(`the list ${view}`, rows, complete ? truth : truth.slice(0, rows.length), found);
  }

  private compareOne(id: string, found: string[]): void {
    const one = this.page.client.getQueryData<Conversation>(conversationKey(id));
    if (!one || this.isOld(conversationKey(id))) return;
    const { contact, session, as_of: _, ...row } = one;
    const truth = this.server.row(id);
    const plain = (each: ConversationOut) => ({ ...each, snippet: each.snippet && { ...each.snippet, status: null } });
    differ(`${id} open`, [plain(row)], [truth], found);
    differ(`${id}'s session`, [session], [this.server.sessions.get(id) ?? null], found);
    differ(`${id}'s contact`, [contact?.name], [truth.contact_name], found);
  }

  private compareThread(id: string, found: string[]): void {
    const data = this.page.client.getQueryData<EntryPages>(messagesKey(id));
    if (!data || this.isOld(messagesKey(id))) return;
    const entries = oldestFirst(data);
    const truth = this.server.threads.get(id) ?? [];
    differ(`${id}'s thread`, entries, truth.slice(-entries.length), found);
  }

  end(): void {
    this.page.leave();
    useOutbox.setState({ items: [] });
  }
}

/** Tells the first difference in few words. */
function differ(what: string, shown: unknown[], truth: unknown[], found: string[]): void {
  const name = (each: unknown) => (each as { id?: string; seq?: number } | null | undefined)?.id ?? "nothing";
  if (shown.map(name).join() !== truth.map(name).join()) return void found.push(`${what} shows ${shown.map(name).join(", ")}, not ${truth.map(name).join(", ")}`);
  for (const [at, each] of shown.entries()) {
    const other = truth[at];
    const fields = new Set([...Object.keys(Object(each) as object), ...Object.keys(Object(other) as object)]);
    for (const field of fields) {
      const [one, two] = [each, other].map((side) => JSON.stringify((Object(side) as Record<string, unknown>)[field]));
      if (one !== two) return void found.push(`${what}: ${name(each)}'s ${field} is ${one}, not ${two}`);
    }
    if (Object(each) !== each && each !== other) found.push(`${what}: ${String(each)}, not ${String(other)}`);
  }
}
