/** What the simulator's own API tells. */

export interface Persona {
  id: string;
  name: string;
  wa_id: string | null;
  user_id: string;
  username: string | null;
  phone: string | null;
  window_expires_at: string | null;
  unread: number;
}

export interface Mischief {
  duplicate_webhooks: boolean;
  shuffle_statuses: boolean;
  delay_statuses_seconds: number;
  fail_webhook_once: boolean;
  fail_next_send: number | null;
}

export interface World {
  business: { name: string; phone: string };
  personas: Persona[];
  mischief: Mischief;
  clock_offset_seconds: number;
  now: string;
  webhook: { url: string; waiting: number };
  /** `stopped`: nothing more is written down, and it waits to be named. */
  recording: { since: string; steps: number; stopped: boolean } | null;
  playing: { name: string; step: number; of: number; ended: boolean; broke: string | null } | null;
}

/** A step PyTake wrote down of a message; which facts are there depends on it. */
export interface Step {
  step: string;
  /** Since the webhook was posted; since the first step, of a call. */
  ms: number;
  items?: number;
  known?: boolean;
  talking?: boolean;
  flow?: string;
  left?: string;
  node?: string;
  state?: string;
  status?: string | number;
  seq?: number;
  last?: number;
  code?: number;
  cause?: string;
  seconds?: number;
}

export interface SavedScenario {
  id: string;
  name: string;
  recorded_at: string;
  steps: number;
  people: string[];
}

export interface ReplyOption {
  id: string;
  title: string;
  description?: string;
}

/** WhatsApp's own content of a message; which parts are there depends on its kind. */
export interface Content {
  body?: string | { text: string };
  type?: string;
  header?: { type: string; text?: string; image?: MediaContent; video?: MediaContent; document?: MediaContent };
  footer?: { text: string };
  action?: {
    button?: string;
    buttons?: { reply: ReplyOption }[];
    sections?: { title?: string; rows: ReplyOption[] }[];
    parameters?: { display_text: string; url: string };
  };
  button_reply?: ReplyOption;
  list_reply?: ReplyOption;
  name?: string;
  components?: { type: string; parameters?: { text?: string }[] }[];
  latitude?: number;
  longitude?: number;
  address?: string;
  text?: string;
  product_items?: CartItem[];
}

export interface CartItem {
  product_retailer_id: string;
  quantity: number;
  item_price: number;
  currency: string;
}

export interface MediaContent {
  id?: string;
  link?: string;
  caption?: string;
  filename?: string;
  mime_type?: string;
  voice?: boolean;
}

export interface ContactCard {
  name: { formatted_name: string };
  phones?: { phone: string }[];
}

export interface Message {
  id: string;
  persona: string;
  from: "customer" | "business";
  kind: string;
  text: string;
  content: Content & MediaContent & ContactCard[];
  reply_to: string | null;
  reactions: { customer?: string; business?: string };
  status: "accepted" | "sent" | "delivered" | "read" | "failed";
  hidden: boolean;
  at: string;
}

export interface LogEntry {
  id: number;
  at: string;
  direction: "inbound" | "outbound";
  kind: string;
  summary: string;
  status: number | null;
  ms: number;
  person: string | null;
  attempt: number;
  duplicate: boolean;
  replay: boolean;
  failed: boolean;
  note: string | null;
  signature: string | null;
}

export interface LogDetail extends LogEntry {
  method: string;
  url: string;
  payload: string;
  headers: Record<string, string>;
  answer: string;
}

export type FeedEvent =
  | { kind: "hello" | "state" | "reset" | "log_cleared" | "log_restored" }
  | { kind: "message"; persona: string; message: Message }
  | { kind: "typing"; persona: string; until: string | null }
  | { kind: "log"; entry: LogEntry }
  | { kind: "played"; name: string; broke: string | null };
