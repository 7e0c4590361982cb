import { http, HttpResponse } from "msw";
import { vi } from "vitest";
import { server } from "@/testing/server";
import type { FeedEvent, LogEntry, Message, World } from "../model";

/** A simulator behind MSW whose answers can be held back, and its live feed. */
export class FakeSimulator {
  world: World = {
    business: { name: "Clínica Aurora", phone: "+55 11 4000-1234" },
    personas: [{ id: "rafael", name: "Rafael Nogueira", wa_id: "5511988423107", user_id: "BR.1", username: null, phone: "+55 11 98842-3107", window_expires_at: null, unread: 0 }],
    mischief: { duplicate_webhooks: false, shuffle_statuses: false, delay_statuses_seconds: 0, fail_webhook_once: false, fail_next_send: null },
    clock_offset_seconds: 0,
    now: "2026-11-22T10:00:00.000Z",
    webhook: { url: "http://127.0.0.1:8080/api/webhooks/whatsapp/app_local", waiting: 0 },
    recording: null,
    playing: null,
  };
  log: LogEntry[] = [];
  chats: Record<string, Message[]> = {};
  /** Answers already given by the simulator that have not reached the page. */
  readonly held: { path: string; release: () => void }[] = [];
  holds: RegExp | null = null;
  private feeds: FakeFeed[] = [];

  constructor() {
    const { feeds } = this;
    vi.stubGlobal(
      "EventSource",
      class extends FakeFeed {
        constructor() {
          super();
          feeds.push(this);
        }
      },
    );
    server.use(
      http.get("*/sim/state", () => this.answer("/state", this.world)),
      http.get("*/sim/log", () => this.answer("/log", { entries: this.log })),
      http.get("*/sim/chats/:persona/messages", ({ params }) => this.answer("/messages", { messages: this.chats[String(params.persona)] ?? [] })),
      http.post("*/sim/recording/stop", () => {
        const { recording } = this.world;
        if (!recording) return HttpResponse.json({ detail: "Nothing is being recorded." }, { status: 409 });
        this.world = { ...this.world, recording: { ...recording, stopped: true } };
        return HttpResponse.json(this.world.recording);
      }),
      http.delete("*/sim/recording", () => {
        this.world = { ...this.world, recording: null };
        return new HttpResponse(null, { status: 204 });
      }),
    );
  }

  tell(event: FeedEvent): void {
    this.feeds.at(-1)?.onmessage?.({ data: JSON.stringify(event) } as MessageEvent<string>);
  }

  /** Writes an entry and tells it, as the simulator does. */
  write(id: number): void {
    const entry = aLogEntry(id);
    this.log = [...this.log, entry];
    this.tell({ kind: "log", entry });
  }

  /** Keeps a message and tells it. */
  say(message: Message): void {
    this.chats[message.persona] = [...(this.chats[message.persona] ?? []), message];
    this.tell({ kind: "message", persona: message.persona, message });
  }

  release(path: string): void {
    this.held.splice(this.held.findIndex((one) => one.path === path), 1)[0]?.release();
  }

  private async answer(path: string, body: object): Promise<Response> {
    const told = JSON.stringify(body);
    if (this.holds?.test(path)) await new Promise<void>((release) => this.held.push({ path, release }));
    return new HttpResponse(told, { headers: { "content-type": "application/json" } });
  }
}

class FakeFeed {
  static readonly CLOSED = 2;
  readyState = 1;
  onmessage: ((event: MessageEvent<string>) => void) | null = null;
  onerror: (() => void) | null = null;
  close() {
    this.readyState = FakeFeed.CLOSED;
  }
}

export const aLogEntry = (id: number, part: Partial<LogEntry> = {}): LogEntry => ({
  id, at: "2026-11-22T10:00:00.000Z", direction: "inbound", kind: "messages", summary: "text, Rafael Nogueira", status: 200, ms: 12,
  person: "rafael", attempt: 1, duplicate: false, replay: false, failed: false, note: null, signature: "valid", ...part,
});

export const aMessage = (id: string, part: Partial<Message> = {}): Message => ({
  id, persona: "rafael", from: "customer", kind: "text", text: "Oi", content: {} as Message["content"], reply_to: null, reactions: {}, status: "sent", hidden: false, at: "2026-11-22T10:00:00.000Z", ...part,
});
