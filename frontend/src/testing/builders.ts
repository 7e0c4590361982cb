/** Conversations, messages and people for tests: say only what matters. */

import type { ConnectionOut, Content, ConversationOut, EventEntry, MessageEntry, SessionOut } from "@/lib/api-types";

export const NOW = Date.now();
export const ago = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();
export const ahead = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();

export const members = [
  { id: "mem_marina", name: "Marina Duarte", role: "agent" },
  { id: "mem_caio", name: "Caio Bittencourt", role: "agent" },
  { id: "mem_livia", name: "Lívia Prado", role: "owner" },
];

export function aSession(over: Partial<SessionOut["member"]> = {}, token = "token-1"): SessionOut {
  return {
    access_token: token,
    expires_at: ahead(15),
    member: {
      id: "mem_marina",
      name: "Marina Duarte",
      email: "marina@clinica.example",
      role: "agent",
      permissions: ["conversation.read", "conversation.reply", "conversation.assign", "conversation.resolve", "conversation.takeover", "contact.read"],
      ...over,
    },
    workspace: { id: "ws_1", name: "Clínica Aurora", language: "pt-BR", time_zone: "America/Sao_Paulo" },
  };
}

type Snippet = NonNullable<ConversationOut["snippet"]>;
/** A snippet may leave out its place (the last) and how far it has come. */
type Told = Omit<Partial<ConversationOut>, "snippet"> & { id: string; snippet?: (Pick<Snippet, "kind" | "text" | "author"> & Partial<Snippet>) | null };

export function aConversation({ snippet = { kind: "text", text: "Oi", author: "contact" }, ...over }: Told): ConversationOut {
  return {
    connection_id: "con_1",
    contact_id: `contact_${over.id}`,
    contact_name: "Rafael Nogueira",
    address: "+55 11 98842-3107",
    channel: "whatsapp",
    status: "open",
    assignee: "mem_marina",
    unread: 0,
    seq: 1,
    version: 1,
    snippet: snippet && { status: null, seq: over.seq ?? 1, at: over.last_activity_at ?? ago(3), ...snippet },
    last_inbound_at: ago(3),
    waiting_since: snippet?.author === "contact" && over.status !== "resolved" ? (over.last_inbound_at ?? over.last_activity_at ?? ago(3)) : null,
    window_expires_at: ahead(24 * 60 - 3),
    last_activity_at: ago(3),
    created_at: ago(60),
    ...over,
  };
}

export function aConnection(over: Partial<ConnectionOut> = {}): ConnectionOut {
  return {
    id: "con_1",
    app_id: "app_1",
    channel: "whatsapp",
    name: "Clínica Aurora",
    account: "100000000000001",
    group_account: "200000000000001",
    shown: "+55 11 4000-1234",
    token_last4: "oken",
    state: "running",
    pause_reason: null,
    pause_code: null,
    rate: 80,
    created_at: ago(9_000),
    ...over,
  };
}

export function aMessage(over: Partial<MessageEntry> & { conversation_id: string; seq: number }): MessageEntry {
  const inbound = over.direction !== "outbound";
  return {
    entry: "message",
    id: `msg_${over.conversation_id}_${over.seq}`,
    revision: 1,
    direction: "inbound",
    author: inbound ? { kind: "contact", id: "contact", name: "Rafael Nogueira" } : { kind: "agent", id: "mem_marina", name: "Marina Duarte" },
    content: { kind: "text", body: `Mensagem ${over.seq}` },
    reply_to: null,
    reactions: [],
    status: inbound ? null : "sent",
    error: null,
    at: ago(3),
    status_at: null,
    client_id: null,
    due_at: null,
    repeated: false,
    ahead_of: null,
    resent_by: null,
    ...over,
  };
}

export function anEvent(over: Partial<EventEntry> & { conversation_id: string; seq: number; kind: EventEntry["kind"] }): EventEntry {
  return { entry: "event", id: `evt_${over.conversation_id}_${over.seq}`, revision: 1, actor: null, data: {}, at: ago(3), ...over };
}

export const text = (body: string): Content => ({ kind: "text", body });

type Loose<C = Content> = C extends { kind: infer K } ? { kind: K } & Partial<Omit<C, "kind">> : never;

/** Content with only the fields that matter; the server would send the rest as null. */
export const content = (loose: Loose): Content => loose as Content;
