/** The shapes of the wire, under the names of the API's own description. */

export interface MemberOut {
  id: string;
  name: string;
  role: string;
}

export interface MeMember extends MemberOut {
  email: string;
  permissions: string[];
}

export interface WorkspaceOut {
  id: string;
  name: string;
  language: string;
  time_zone: string;
}

export interface SessionOut {
  access_token: string;
  expires_at: string;
  member: MeMember;
  workspace: WorkspaceOut;
}

export interface SignInIn {
  email: string;
  password: string;
}

export type DeliveryStatus = "queued" | "sending" | "accepted" | "sent" | "delivered" | "read" | "played" | "failed" | "unconfirmed" | "paused" | "deferred";
export type ConversationStatus = "bot" | "open" | "resolved";
export type AuthorKind = "contact" | "agent" | "bot" | "system";

export interface SnippetOut {
  kind: string;
  text: string;
  author: AuthorKind;
  status: DeliveryStatus | null;
}

export interface ConversationOut {
  id: string;
  connection_id: string;
  contact_id: string;
  contact_name: string;
  address: string;
  channel: string;
  status: ConversationStatus;
  assignee: string | null;
  unread: number;
  seq: number;
  version: number;
  snippet: SnippetOut | null;
  last_inbound_at: string | null;
  window_expires_at: string | null;
  last_activity_at: string;
  created_at: string;
}

export interface ContactOut {
  id: string;
  name: string;
  addresses: string[];
  created_at: string;
}

export interface FlowSessionOut {
  id: string;
  flow_id: string;
  flow_name: string;
  version: number;
  node_id: string | null;
  node_kind: string | null;
  state: "waiting" | "paused" | "sleeping" | "done";
  variables: Record<string, string | number | boolean | null>;
  deadline_at: string | null;
  started_at: string;
}

export interface ConversationDetailOut extends ConversationOut {
  contact: ContactOut;
  session: FlowSessionOut | null;
}

export interface ConversationsOut {
  conversations: ConversationOut[];
  next_cursor: string | null;
}

export interface Button {
  id: string;
  title: string;
}

export interface Row {
  id: string;
  title: string;
  description?: string | null;
}

export interface Text {
  kind: "text";
  body: string;
}

export interface Media {
  kind: "image" | "video" | "audio" | "document" | "sticker";
  media_id?: string | null;
  mime_type?: string | null;
  caption?: string | null;
  file_name?: string | null;
  voice?: boolean;
  animated?: boolean;
}

export interface Location {
  kind: "location";
  latitude: number;
  longitude: number;
  name?: string | null;
  address?: string | null;
}

export interface Contacts {
  kind: "contacts";
  cards: { name: string; phones?: string[]; emails?: string[] }[];
}

export interface Buttons {
  kind: "buttons";
  body: string;
  header?: string | null;
  footer?: string | null;
  buttons: Button[];
}

export interface ListMenu {
  kind: "list";
  body: string;
  button: string;
  header?: string | null;
  footer?: string | null;
  sections: { title?: string | null; rows: Row[] }[];
}

export interface Choice {
  kind: "choice";
  id: string;
  title: string;
  description?: string | null;
}

export interface Reaction {
  kind: "reaction";
  emoji?: string | null;
}

export interface Template {
  kind: "template";
  name: string;
  language: string;
  text?: string | null;
}

export interface Order {
  kind: "order";
  text?: string | null;
  items?: { product_id: string; quantity: number; price?: string | null; currency?: string | null }[];
}

export interface FormReply {
  kind: "form_reply";
  name?: string | null;
  body?: string | null;
  values?: Record<string, unknown>;
}

export interface Notice {
  kind: "notice";
  about: string;
  text?: string | null;
}

export interface Unsupported {
  kind: "unsupported";
  type: string;
  raw?: string | null;
}

export type Content = Text | Media | Location | Contacts | Buttons | ListMenu | Choice | Reaction | Template | Order | FormReply | Notice | Unsupported;

export interface AuthorOut {
  kind: AuthorKind;
  id: string | null;
  name: string | null;
}

export interface FailureOut {
  code: number | string | null;
  reason: string;
  action: string | null;
}

export interface MessageEntry {
  entry: "message";
  conversation_id: string;
  seq: number;
  id: string;
  revision: number;
  direction: "inbound" | "outbound";
  author: AuthorOut;
  content: Content;
  reply_to: { message_id: string | null; preview: string | null } | null;
  reactions: { author: AuthorOut; emoji: string }[];
  status: DeliveryStatus | null;
  error: FailureOut | null;
  at: string;
  status_at: string | null;
  client_id: string | null;
}

export type EventKind =
  | "started"
  | "assigned"
  | "unassigned"
  | "taken_over"
  | "given_back"
  | "handed_off"
  | "resolved"
  | "reopened"
  | "flow_started"
  | "flow_finished"
  | "flow_failed"
  | "contact_changed";

export interface EventEntry {
  entry: "event";
  conversation_id: string;
  seq: number;
  id: string;
  revision: number;
  kind: EventKind;
  actor: AuthorOut | null;
  data: Record<string, string>;
  at: string;
}

export type Entry = MessageEntry | EventEntry;

export interface EntriesOut {
  entries: Entry[];
  has_more: boolean;
}

export interface ReplyIn {
  client_id: string;
  content: Content;
  reply_to?: string;
}

export interface ChangesOut {
  conversations: ConversationOut[];
  entries: Entry[];
  cursor: string;
  more: boolean;
}

export interface TicketOut {
  ticket: string;
  expires_at: string;
}

interface OneConversation {
  conversation_id: string;
}

/** Every route we call: what it takes and what it answers. */
export interface Routes {
  "/sign-in": { post: { body: SignInIn; answer: SessionOut } };
  "/sign-in/refresh": { post: { answer: SessionOut } };
  "/sign-out": { post: { answer: undefined } };
  "/members": { get: { answer: { members: MemberOut[] } } };
  "/socket-tickets": { post: { answer: TicketOut } };
  "/conversations": { get: { query: { status?: string; assignee?: string; cursor?: string; limit?: number }; answer: ConversationsOut } };
  "/conversations/{conversation_id}": { get: { path: OneConversation; answer: ConversationDetailOut } };
  "/conversations/{conversation_id}/messages": {
    get: { path: OneConversation; query: { before?: number; limit?: number }; answer: EntriesOut };
    post: { path: OneConversation; body: ReplyIn; answer: MessageEntry };
  };
  "/conversations/{conversation_id}/assign": { post: { path: OneConversation; body: { assignee: string | null }; answer: ConversationOut } };
  "/conversations/{conversation_id}/take-over": { post: { path: OneConversation; answer: ConversationOut } };
  "/conversations/{conversation_id}/give-back": { post: { path: OneConversation; answer: ConversationOut } };
  "/conversations/{conversation_id}/resolve": { post: { path: OneConversation; answer: ConversationOut } };
  "/conversations/{conversation_id}/reopen": { post: { path: OneConversation; answer: ConversationOut } };
  "/conversations/{conversation_id}/read": { post: { path: OneConversation; answer: ConversationOut } };
  "/changes": { get: { query: { cursor?: string }; answer: ChangesOut } };
}
