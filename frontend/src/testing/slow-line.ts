/** A line on which requests wait until they are told what becomes of them. Nothing on it takes time of its own. */

import { Refusal } from "./inbox-model";

export type Fate = "answered" | "refused" | "broken" | "lost";

interface Asked {
  name: string;
  at: number;
  serve: () => { status: number; body: unknown };
  /** What the server said, once the request has reached it. */
  said?: { status: number; body: unknown };
  settle: (said: { status: number; body: unknown }) => void;
  fail: (cause: unknown) => void;
}

/** As long as the page's own patience with a request. */
const PATIENCE = 20_000;

const answerOf = ({ status, body }: { status: number; body: unknown }) => ({ ok: status < 300, status, statusText: "", headers: new Headers(), json: () => Promise.resolve(structuredClone(body)) }) as Response;

export class SlowLine {
  private asked: Asked[] = [];

  constructor(private readonly server: (method: string, address: URL, body: never) => unknown) {}

  readonly fetch = (address: string, { method = "GET", body, signal }: RequestInit = {}): Promise<Response> => {
    const url = new URL(address, "http://127.0.0.1");
    return new Promise((resolve, reject) => {
      const serve = () => {
        try {
          return { status: 200, body: structuredClone(this.server(method, url, JSON.parse(String(body ?? "{}")) as never)) };
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          return { status: error.status, body: { code: "Rejected", detail: "" } };
        }
      };
      const one: Asked = { name: `${method} ${url.pathname}${url.search}`, at: Date.now(), serve, settle: (said) => resolve(answerOf(said)), fail: reject };
      this.asked.push(one);
      signal?.addEventListener("abort", () => {
        this.asked = this.asked.filter((each) => each !== one);
        reject(new DOMException("Given up", "AbortError"));
      });
    });
  };

  get waiting(): number {
    return this.asked.length;
  }

  /** All requests reach the server; their answers stay on the way. */
  serve(): void {
    for (const one of this.asked) one.said ??= one.serve();
  }

  /** What becomes of a request. `broken`: the server failed before it did anything; `lost`: it did what it was asked, and nobody hears of it. */
  end(nth: number, fate: Fate): void {
    const [one] = this.asked.length > 0 ? this.asked.splice(nth % this.asked.length, 1) : [];
    if (!one) return;
    // Reading is never refused, but a cursor may be.
    if (fate === "refused" && !one.said && /^POST|changes/.test(one.name)) one.settle({ status: 409, body: { code: "Conflict", detail: "" } });
    else if ((fate === "broken" || fate === "refused") && !one.said) one.settle({ status: 500, body: { code: "Unexpected", detail: "" } });
    else if (fate === "lost") {
      one.said ??= one.serve();
      one.fail(new TypeError("Failed to fetch"));
    } else one.settle((one.said ??= one.serve()));
  }

  /** Gives up what waited too long. */
  age(): void {
    const late = this.asked.filter(({ at }) => Date.now() - at >= PATIENCE);
    this.asked = this.asked.filter((each) => !late.includes(each));
    late.forEach(({ fail }) => fail(new DOMException("Too late", "TimeoutError")));
  }

  get names(): string[] {
    return this.asked.map(({ name }) => name);
  }
}
