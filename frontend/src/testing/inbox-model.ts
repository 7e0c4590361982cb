/** A very small server that keeps the promises of the real one about versions, places, revisions and changes: the truth of the convergence test. */

import type { ChangesOut, ConversationOut, DeliveryStatus, Entry, EventKind, FlowSessionOut, MessageEntry } from "@/lib/api-types";
import type { Changes } from "@/lib/live";
import { belongsTo, filters, views, type View } from "@/features/inbox/views";
import { aConversation, aMessage, anEvent } from "./builders";

/** The server said no, and nothing happened. */
export class Refusal extends Error {
  constructor(readonly status: number) {
    super(`Refused with ${status}`);
  }
}

const ROWS = 2;
const NEWEST = 4;
const CHANGES = 4;
const OVERLAP = 30_000;
const WAY: DeliveryStatus[] = ["queued", "sending", "accepted", "sent", "delivered", "read"];

const newest = (a: ConversationOut, b: ConversationOut) => (a.last_activity_at !== b.last_activity_at ? (a.last_activity_at < b.last_activity_at ? 1 : -1) : a.id < b.id ? 1 : -1);

export class InboxModel {
  readonly rows = new Map<string, ConversationOut>();
  readonly threads = new Map<string, Entry[]>();
  readonly sessions = new Map<string, FlowSessionOut>();
  /** When each row last changed, by `id` or `id seq`; the last to change is the last. */
  private readonly changed = new Map<string, number>();

  private unreadWhenResolved = new Map<string, number>();
  private last = 0;

  /** `tell`: each transaction becomes a frame. */
  constructor(
    private readonly me: string,
    private readonly tell: (changes: Changes) => void,
  ) {}

  add(id: string, { session, ...over }: Partial<ConversationOut> & { session?: boolean }): void {
    const at = this.moment();
    this.rows.set(id, aConversation({ status: "open", assignee: null, last_activity_at: at, last_inbound_at: at, ...over, id, snippet: { kind: "text", text: "Oi", author: "contact" } }));
    this.threads.set(id, []);
    if (session) this.sessions.set(id, { id: `session ${id}`, flow_id: "flow", flow_name: "Flow", version: 1, node_id: "node", node_kind: "question", state: "waiting", variables: { step: 0 }, deadline_at: null, started_at: at } as FlowSessionOut);
    this.write(id, { row: {}, entries: [aMessage({ conversation_id: id, seq: 1, at })] });
  }

  /** No two things happen at once. */
  private moment(): string {
    this.last = Math.max(this.last + 1, Date.now());
    return new Date(this.last).toISOString();
  }

  row(id: string): ConversationOut {
    const row = this.rows.get(id);
    if (!row) throw new Refusal(404);
    return row;
  }

  /** One transaction: what it says of the conversation, its new or changed entries, the flow's step. */
  private write(id: string, { row, entries = [], moves = false }: { row?: Partial<ConversationOut>; entries?: Entry[]; moves?: boolean }): ConversationOut {
    const before = this.row(id);
    const thread = (this.threads.get(id) ?? []).filter((each) => !entries.some(({ seq }) => seq === each.seq));
    this.threads.set(id, [...thread, ...entries].sort((a, b) => a.seq - b.seq));
    const session = this.sessions.get(id);
    if (moves && session) this.sessions.set(id, { ...session, variables: { step: Number(session.variables.step) + 1 } });
    const touched = [...(row ? [id] : []), ...entries.map(({ seq }) => `${id} ${seq}`)];
    if (row) this.rows.set(id, { ...before, ...row, version: before.version + 1, seq: Math.max(before.seq, ...entries.map(({ seq }) => seq)) });
    for (const each of touched) {
      this.changed.delete(each);
      this.changed.set(each, Date.now());
    }
    this.tell({ conversations: row ? [this.beside(id, entries)] : [], entries });
    return this.row(id);
  }

  /** A conversation is told with the ticks of its last words where their message is told beside it. */
  private beside(id: string, entries: Entry[]): ConversationOut {
    const row = this.row(id);
    const last = entries.find((each) => each.conversation_id === id && each.seq === row.snippet?.seq);
    return row.snippet && last?.entry === "message" && last.status ? { ...row, snippet: { ...row.snippet, status: last.status } } : row;
  }

  private message(id: string, author: "contact" | "bot" | "agent", over: Partial<MessageEntry> & { seq: number }): MessageEntry {
    const at = this.moment();
    return aMessage({ conversation_id: id, at, author: { kind: author, id: author, name: author }, ...(author === "contact" ? {} : { direction: "outbound", status: "queued" }), ...over });
  }

  private said({ seq, author, at, status: _ }: MessageEntry): Partial<ConversationOut> {
    return { snippet: { kind: "text", text: `Words ${seq}`, author: author.kind, seq, at, status: null }, last_activity_at: this.moment() };
  }

  /** The customer writes; a bot that has the word answers in the same transaction. */
  writes(id: string): void {
    const row = this.row(id);
    const words = this.message(id, "contact", { seq: row.seq + 1 });
    const since = { last_inbound_at: words.at, unread: row.unread + 1, waiting_since: row.waiting_since ?? words.at };
    if (row.status !== "bot") return void this.write(id, { row: { ...since, ...this.said(words) }, entries: [words] });
    const answer = this.message(id, "bot", { seq: row.seq + 2 });
    this.write(id, { row: { ...since, unread: 0, waiting_since: null, ...this.said(answer) }, entries: [words, answer], moves: true });
  }

  /** The bot's alarm rings: it says something, or goes on in silence. */
  wakes(id: string, aloud: boolean): void {
    const row = this.row(id);
    if (row.status !== "bot") return;
    const words = this.message(id, "bot", { seq: row.seq + 1 });
    this.write(id, aloud ? { row: { unread: 0, waiting_since: null, ...this.said(words) }, entries: [words], moves: true } : { row: {}, moves: true });
  }

  private lastSaid(id: string, which: (message: MessageEntry) => boolean): MessageEntry | undefined {
    return this.threads.get(id)?.findLast((each): each is MessageEntry => each.entry === "message" && each.direction === "outbound" && which(each));
  }

  /** WhatsApp reports that a message came further, or never will. */
  reports(id: string, failed = false): void {
    const found = this.lastSaid(id, ({ status }) => (failed ? WAY.indexOf(status!) >= 0 && WAY.indexOf(status!) < 3 : WAY.indexOf(status!) >= 0 && status !== "read"));
    if (!found) return;
    this.write(id, { entries: [{ ...found, revision: found.revision + 1, status: failed ? "failed" : WAY[WAY.indexOf(found.status!) + 1]! }] });
    if (failed && this.row(id).waiting_since === null) this.write(id, { row: { waiting_since: found.at } });
  }

  /** The customer puts an emoji on what was said last. */
  reacts(id: string): void {
    const last = this.threads.get(id)?.findLast((each) => each.entry === "message");
    if (last?.entry !== "message") return;
    const reactions = [{ author: { kind: "contact" as const, id: "contact", name: "contact" }, emoji: String(last.revision) }];
    this.write(id, { row: { last_activity_at: this.moment() }, entries: [{ ...last, revision: last.revision + 1, reactions }] });
  }

  /** A step that somebody takes; refuses as the real one does. */
  step(id: string, name: string, by: string, assignee: string | null = null): ConversationOut {
    const row = this.row(id);
    const last_activity_at = this.moment();
    const done = (kind: EventKind, change: Partial<ConversationOut>) => this.write(id, { row: { last_activity_at, ...change }, entries: [anEvent({ conversation_id: id, seq: row.seq + 1, kind, at: last_activity_at })] });
    switch (name) {
      case "read":
        this.unreadWhenResolved.delete(id);
        return row.unread === 0 ? row : this.write(id, { row: { unread: 0 } });
      case "assign":
        if (row.status === "resolved") throw new Refusal(422);
        return row.assignee === assignee ? row : done(assignee ? "assigned" : "unassigned", { assignee });
      case "take-over":
        if (row.status === "resolved") throw new Refusal(422);
        return row.status === "open" && row.assignee === by ? row : done("taken_over", { status: "open", assignee: by });
      case "give-back":
        if (row.status !== "open") throw new Refusal(422);
        return done("given_back", { status: "bot", assignee: null });
      case "resolve":
        if (row.status === "resolved") throw new Refusal(422);
        this.unreadWhenResolved.set(id, row.unread);
        return done("resolved", { status: "resolved", unread: 0, waiting_since: null });
      case "reopen":
        if (row.status !== "resolved") throw new Refusal(422);
        return done("reopened", { status: "open", unread: this.unreadWhenResolved.get(id) ?? 0 });
      default:
        throw new Refusal(404);
    }
  }

  reply(id: string, clientId: string): Entry {
    const known = this.threads.get(id)?.find((each) => each.entry === "message" && each.client_id === clientId);
    if (known) return known;
    const row = this.row(id);
    if (row.status === "resolved") throw new Refusal(422);
    const taking = row.status === "bot" || row.assignee === null ? [anEvent({ conversation_id: id, seq: row.seq + 1, kind: row.status === "bot" ? "taken_over" : "assigned" })] : [];
    const words = this.message(id, "agent", { seq: row.seq + 1 + taking.length, id: clientId, client_id: clientId });
    this.write(id, { row: { status: "open", assignee: row.assignee ?? this.me, unread: 0, waiting_since: null, ...this.said(words) }, entries: [...taking, words] });
    return words;
  }

  resend(id: string, seq: number): Entry {
    const found = this.threads.get(id)?.find((each) => each.seq === seq);
    if (found?.entry !== "message" || found.status !== "failed") throw new Refusal(422);
    const again: MessageEntry = { ...found, status: "queued", revision: found.revision + 1 };
    this.write(id, { entries: [again] });
    return again;
  }

  /** A whole view, as its pages show it. */
  view(view: View): ConversationOut[] {
    return [...this.rows.values()].filter((each) => belongsTo(view, each, this.me)).sort(newest).map((each) => this.beside(each.id, this.threads.get(each.id) ?? []));
  }

  counts() {
    const count = (view: View) => this.view(view).length;
    return { mine: count("mine"), unassigned: count("unassigned"), bot: count("bot"), all: count("all"), most: 1_000 };
  }

  private page(query: URLSearchParams) {
    const view = views.find((each) => (filters[each].status ?? null) === query.get("status") && (filters[each].assignee ?? null) === query.get("assignee")) ?? "all";
    const [activity, id] = query.get("cursor")?.split("|") ?? [];
    const rest = this.view(view).filter((each) => !activity || newest({ ...each, last_activity_at: activity, id: id ?? "" }, each) < 0);
    const conversations = rest.slice(0, ROWS);
    const last = conversations.at(-1);
    return { conversations, next_cursor: last && rest.length > ROWS ? `${last.last_activity_at}|${last.id}` : null };
  }

  private messages(id: string, query: URLSearchParams) {
    const before = Number(query.get("before") ?? Infinity);
    const older = (this.threads.get(id) ?? []).filter(({ seq }) => seq < before);
    const limit = before === Infinity ? NEWEST : Number(query.get("limit"));
    return { entries: older.slice(-limit), has_more: older.length > limit };
  }

  /** Each row in its latest shape, by when it changed, from half a minute before the cursor on. */
  private changes(cursor: string | null): ChangesOut {
    if (cursor === null) return { conversations: [], entries: [], cursor: `${Date.now()}`, more: false };
    const [since = 0, began = Date.now(), from = since - OVERLAP, skip = ""] = cursor.includes("~") ? cursor.split("~").map((each, at) => (at === 3 ? each : Number(each))) as [number, number, number, string] : [Number(cursor)];
    const all = [...this.changed].filter(([, at]) => at >= from);
    const rest = all.slice(skip ? all.findIndex(([name]) => name === skip) + 1 : 0);
    const told = rest.slice(0, CHANGES);
    const entries = told.flatMap(([name]) => (name.includes(" ") ? (this.threads.get(name.split(" ")[0]!) ?? []).filter(({ seq }) => seq === Number(name.split(" ")[1])) : []));
    const conversations = told.flatMap(([name]) => (name.includes(" ") ? [] : [this.beside(name, entries)]));
    const [name, at] = told.at(-1) ?? ["", since];
    const more = rest.length > CHANGES;
    return { conversations, entries, cursor: more ? `${since}~${began}~${at}~${name}` : `${Math.max(since, Math.min(at, began))}`, more };
  }

  /** What a request is answered, at the moment it reaches the server. */
  answer(method: string, { pathname, searchParams }: URL, body: { assignee?: string | null; client_id?: string }): unknown {
    const [, , first, id = "", what, seq] = pathname.split("/").map(decodeURIComponent);
    if (first === "changes") return this.changes(searchParams.get("cursor"));
    if (!id) return this.page(searchParams);
    if (id === "counts") return this.counts();
    if (method === "GET") return what ? this.messages(id, searchParams) : { ...this.row(id), contact: { id: this.row(id).contact_id, name: this.row(id).contact_name }, session: this.sessions.get(id) ?? null };
    if (what !== "messages") return this.step(id, what ?? "", this.me, body.assignee);
    return seq ? this.resend(id, Number(seq)) : this.reply(id, body.client_id ?? "");
  }
}
