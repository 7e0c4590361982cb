/** The back-end as the contract describes it, in memory: enough of it for the web app's tests and for `npm run dev:mock`. */

import type { ChangesOut, ConnectionOut, ContactOut, Content, ConversationOut, Entry, EventKind, FlowSessionOut, Here, HereFrame, MessageEntry, ReplyIn, SessionOut } from "@/lib/api-types";
import { belongsTo, type View } from "@/features/inbox/views";
import { CannedReplies } from "./canned-replies";
import { OwnPage } from "./own-page";
import { aConnection, aMessage, anEvent, aSession, members } from "./builders";
import { asks, waitingAsTold } from "./waiting";

type Send = (frame: string) => void;

export class FakeBackend {
  session: SessionOut = aSession();
  /** Whether the refresh cookie is there. */
  signedIn = true;
  /** The bearer token that is accepted; any when null. */
  accepted: string | null = null;
  refreshes = 0;
  posted: ReplyIn[] = [];
  conversations = new Map<string, ConversationOut>();
  entries = new Map<string, Entry[]>();
  sessions = new Map<string, FlowSessionOut>();
  connections: ConnectionOut[] = [aConnection()];
  cannedReplies = new CannedReplies();
  ownPage = new OwnPage();
  sockets = new Set<Send>();
  /** Where the page said its member is, in order. */
  here: Here[] = [];
  /** Where colleagues are: told whenever the page says where it is. */
  colleagues: HereFrame[] = [];
  private unreadWhenResolved = new Map<string, number>();
  private log: { conversations: ConversationOut[]; entries: Entry[] }[] = [];

  add(conversation: ConversationOut, entries: Entry[] = [], session?: FlowSessionOut): void {
    const last = entries.findLast((entry) => entry.entry === "message");
    const snippet = conversation.snippet && last ? { ...conversation.snippet, seq: last.seq } : conversation.snippet;
    this.conversations.set(conversation.id, { ...conversation, snippet, seq: Math.max(conversation.seq, ...entries.map((entry) => entry.seq)) });
    this.entries.set(conversation.id, entries);
    if (session) this.sessions.set(conversation.id, session);
  }

  get(id: string): ConversationOut {
    const found = this.conversations.get(id);
    if (!found) throw new Error(`No conversation ${id}`);
    return found;
  }

  contactOf(conversation: ConversationOut): ContactOut {
    return { id: conversation.contact_id, name: conversation.contact_name, addresses: [conversation.address], created_at: conversation.created_at };
  }

  page(view: View, cursor: string | null, limit: number) {
    const all = [...this.conversations.values()].filter((each) => belongsTo(view, each, this.session.member.id)).sort((a, b) => (a.last_activity_at < b.last_activity_at ? 1 : a.last_activity_at > b.last_activity_at ? -1 : 0));
    const from = Number(cursor ?? 0);
    return { conversations: all.slice(from, from + limit).map((each) => this.ticked(each)), next_cursor: from + limit < all.length ? String(from + limit) : null };
  }

  /** How many conversations each view has. */
  counts() {
    const all = [...this.conversations.values()];
    const count = (view: View) => Math.min(1_000, all.filter((each) => belongsTo(view, each, this.session.member.id)).length);
    return { mine: count("mine"), unassigned: count("unassigned"), bot: count("bot"), all: count("all"), most: 1_000 };
  }

  /** A row of a list says how far its last words have come, where they are ours and their message is known. */
  private ticked(conversation: ConversationOut): ConversationOut {
    const last = (this.entries.get(conversation.id) ?? []).findLast((entry) => entry.entry === "message");
    if (!conversation.snippet || last?.direction !== "outbound") return conversation;
    return { ...conversation, snippet: { ...conversation.snippet, seq: last.seq, status: last.status } };
  }

  thread(id: string, before: number | null, limit: number) {
    const older = (this.entries.get(id) ?? []).filter((entry) => before === null || entry.seq < before);
    return { entries: older.slice(-limit), has_more: older.length > limit };
  }

  changes(cursor: string | null): ChangesOut {
    const news = cursor === null ? [] : this.log.slice(Number(cursor));
    return { conversations: news.flatMap((each) => each.conversations), entries: news.flatMap((each) => each.entries), cursor: String(this.log.length), more: false };
  }

  /** Remembers a change and tells the sockets, unless they are to miss it. */
  publish(conversations: ConversationOut[], entries: Entry[], { silently = false } = {}): void {
    conversations.forEach((each) => this.conversations.set(each.id, each));
    for (const entry of entries) {
      const thread = this.entries.get(entry.conversation_id) ?? [];
      this.entries.set(entry.conversation_id, [...thread.filter((each) => each.seq !== entry.seq), entry].sort((a, b) => a.seq - b.seq));
    }
    this.log.push({ conversations, entries });
    if (!silently) this.frame({ kind: "changes", conversations, entries });
  }

  /** The page says something over its socket. */
  hear(said: string, answer: Send): void {
    const frame = JSON.parse(said) as Here | { kind: "ping" };
    if (frame.kind === "ping") return answer('{"kind":"pong"}');
    this.here.push(frame);
    this.colleagues.forEach((each) => answer(JSON.stringify(each)));
  }

  frame(frame: object): void {
    this.sockets.forEach((send) => send(JSON.stringify(frame)));
  }

  step(id: string, change: Partial<ConversationOut>, event?: EventKind, data: Record<string, string> = {}): ConversationOut {
    const before = this.get(id);
    const after = { ...before, ...change, version: before.version + 1, seq: event ? before.seq + 1 : before.seq };
    const { id: actor, name } = this.session.member;
    const events = event ? [anEvent({ conversation_id: id, seq: after.seq, kind: event, actor: { kind: "agent", id: actor, name }, data, at: new Date().toISOString() })] : [];
    this.publish([after], events);
    return after;
  }

  /** A contact has one open conversation over a number, and no more. */
  hasAnotherOpen(id: string): boolean {
    const { contact_id, connection_id } = this.get(id);
    return [...this.conversations.values()].some((each) => each.id !== id && each.contact_id === contact_id && each.connection_id === connection_id && each.status !== "resolved");
  }

  /** Nothing is to be read or waits in what is resolved. */
  resolve(id: string): ConversationOut {
    this.unreadWhenResolved.set(id, this.get(id).unread);
    return this.step(id, { status: "resolved", unread: 0, waiting_since: null }, "resolved");
  }

  read(id: string): ConversationOut {
    this.unreadWhenResolved.delete(id);
    return this.get(id).unread ? this.step(id, { unread: 0 }) : this.get(id);
  }

  /** What nobody answered or looked at before it was resolved waits and is unread again. */
  reopen(id: string): ConversationOut {
    const after = this.step(id, { status: "open", unread: this.unreadWhenResolved.get(id) ?? 0 }, "reopened");
    this.publish(waitingAsTold(after, this.entries.get(id) ?? []), []);
    return this.get(id);
  }

  /** Whoever is given what they have already: nothing happened. */
  assign(id: string, assignee: string | null): ConversationOut {
    if (this.get(id).assignee === assignee) return this.get(id);
    const member = members.find((each) => each.id === assignee);
    return this.step(id, { assignee }, assignee ? "assigned" : "unassigned", member ? { member_id: member.id, member_name: member.name } : {});
  }

  reply(id: string, reply: ReplyIn): MessageEntry {
    this.posted.push(reply);
    const known = (this.entries.get(id) ?? []).find((entry) => entry.id === reply.client_id);
    if (known?.entry === "message") return known;
    const before = this.get(id);
    const { id: actor, name } = this.session.member;
    const at = new Date().toISOString();
    const taken = this.taking(before, at);
    const message = aMessage({ conversation_id: id, seq: before.seq + taken.length + 1, id: reply.client_id, client_id: reply.client_id, direction: "outbound", author: { kind: "agent", id: actor, name }, content: { kind: "text", body: reply.content.body }, status: "queued", at });
    const { body } = reply.content;
    this.publish([{ ...before, status: "open", assignee: before.assignee ?? actor, unread: 0, seq: message.seq, version: before.version + 1, last_activity_at: at, waiting_since: null, snippet: { kind: "text", text: body, author: "agent", seq: message.seq, at, status: message.status } }], [...taken, message]);
    return message;
  }

  /** Whoever answers takes the word from the bot, or the conversation where it is nobody's: the thread says so first. */
  private taking({ id, status, assignee, seq }: ConversationOut, at: string): Entry[] {
    const { id: member_id, name } = this.session.member;
    if (status !== "bot" && assignee) return [];
    const what = status === "bot" ? ({ kind: "taken_over" } as const) : ({ kind: "assigned", data: { member_id, member_name: name } } as const);
    return [anEvent({ conversation_id: id, seq: seq + 1, actor: { kind: "agent", id: member_id, name }, at, ...what })];
  }

  /** A new attempt under the same bubble. */
  resend(id: string, seq: number): MessageEntry | null {
    const entry = (this.entries.get(id) ?? []).find((each) => each.seq === seq);
    if (entry?.entry !== "message" || (entry.status !== "failed" && entry.status !== "unconfirmed")) return null;
    const { id: actor, name } = this.session.member;
    const again: MessageEntry = { ...entry, status: "queued", error: null, resent_by: { kind: "agent", id: actor, name }, revision: entry.revision + 1 };
    this.change(entry, again);
    return again;
  }

  changeConnection(id: string, change: Partial<ConnectionOut>): ConnectionOut | undefined {
    const resumed = change.state === "running" ? { pause_code: null, pause_reason: null } : {};
    this.connections = this.connections.map((each) => (each.id === id ? { ...each, ...change, ...resumed } : each));
    return this.connections.find((each) => each.id === id);
  }

  /** A customer writes. */
  receive(id: string, content: Content, options: { silently?: boolean } = {}): MessageEntry {
    const before = this.get(id);
    const at = new Date().toISOString();
    const message = aMessage({ conversation_id: id, seq: before.seq + 1, content, at, author: { kind: "contact", id: before.contact_id, name: before.contact_name } });
    const body = content.kind === "text" ? content.body : "";
    this.publish([{ ...before, seq: message.seq, version: before.version + 1, unread: before.unread + 1, last_activity_at: at, last_inbound_at: at, waiting_since: before.waiting_since ?? (asks(content) ? at : null), snippet: { kind: content.kind, text: body, author: "contact", seq: message.seq, at, status: null } }], [message], options);
    return message;
  }

  /** WhatsApp reports how far a message came. */
  report(id: string, messageId: string, change: Partial<MessageEntry>): void {
    const entry = (this.entries.get(id) ?? []).find((each) => each.id === messageId);
    if (entry?.entry === "message") this.change(entry, { ...entry, ...change, revision: entry.revision + 1 });
  }

  /** What becomes a failure, or is one no more, bears on whether the customer waits. */
  private change(before: MessageEntry, after: MessageEntry): void {
    const { conversation_id: id, seq } = after;
    const entries = (this.entries.get(id) ?? []).map((each) => (each.seq === seq ? after : each));
    this.publish((before.status === "failed") === (after.status === "failed") ? [] : waitingAsTold(this.get(id), entries), [after]);
  }
}
