/** Canned replies of the fake back-end: the rules of the real one, in memory. */

import { http, HttpResponse, type RequestHandler } from "msw";
import type { CannedReplyIn, CannedReplyOut } from "@/lib/api-types";
import { ago } from "./builders";

const known = ["contact.name", "contact.first_name", "agent.name", "agent.first_name", "workspace.name"];

export const aCannedReply = (over: Partial<CannedReplyOut> & { shortcut: string }): CannedReplyOut => ({
  id: `canned_${over.shortcut}`,
  title: over.shortcut,
  text: "Olá, {{contact.first_name}}",
  updated_at: ago(60),
  updated_by: "mem_livia",
  ...over,
});

export class CannedReplies {
  all: CannedReplyOut[] = [];

  /** The reply as it is kept, or what the API says of why not. */
  save(given: Partial<CannedReplyIn>, by: string, id?: string): CannedReplyOut | { status: number; code: string; detail: string } {
    const before = this.all.find((each) => each.id === id);
    if (id && !before) return { status: 404, code: "NotFound", detail: "There is no such canned reply." };
    const after = { ...aCannedReply({ shortcut: "", id: id ?? crypto.randomUUID() }), ...before, ...given, updated_at: new Date().toISOString(), updated_by: by };
    if (this.all.some((each) => each.shortcut === after.shortcut && each.id !== after.id)) return { status: 409, code: "AlreadyExists", detail: `Another canned reply has the shortcut /${after.shortcut}.` };
    const unknown = [...after.text.matchAll(/\{\{\s*(.*?)\s*\}\}/gs)].map((match) => match[1] ?? "").find((name) => !known.includes(name));
    if (unknown !== undefined) return { status: 422, code: "UnknownVariable", detail: `There is no variable {{${unknown}}}. There are: ${known.join(", ")}.` };
    if (!before && this.all.length >= 500) return { status: 422, code: "Rejected", detail: "A workspace has at most 500 canned replies. Delete one first." };
    this.all = [...this.all.filter((each) => each.id !== after.id), after].sort((a, b) => (a.shortcut < b.shortcut ? -1 : 1));
    return after;
  }

  remove(id: string): boolean {
    const before = this.all.length;
    this.all = this.all.filter((each) => each.id !== id);
    return this.all.length < before;
  }
}

type Info = { request: Request; params: Record<string, string | readonly string[] | undefined> };
type Guarded = (answer: (info: Info) => object | Promise<object>) => (info: Info) => Promise<Response>;

export function cannedReplyHandlers(replies: () => CannedReplies, by: () => string, guarded: Guarded): RequestHandler[] {
  const kept = async ({ request, params }: Info, status: number) => {
    const answer = replies().save((await request.json()) as Partial<CannedReplyIn>, by(), params.reply ? String(params.reply) : undefined);
    return HttpResponse.json(answer, { status: "status" in answer ? answer.status : status });
  };
  return [
    http.get("*/api/canned-replies", guarded(() => ({ canned_replies: replies().all }))),
    http.post("*/api/canned-replies", guarded((info) => kept(info, 201))),
    http.patch("*/api/canned-replies/:reply", guarded((info) => kept(info, 200))),
    http.delete("*/api/canned-replies/:reply", guarded(({ params }) => (replies().remove(String(params.reply)) ? new HttpResponse(null, { status: 204 }) : HttpResponse.json({ code: "NotFound", detail: "There is no such canned reply." }, { status: 404 })))),
  ];
}
