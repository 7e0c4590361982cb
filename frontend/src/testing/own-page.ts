/** A member's own page in the fake back-end: name, password, sign-ins. */

import { http, HttpResponse, type RequestHandler } from "msw";
import type { PasswordIn, SessionOut, SignInOut } from "@/lib/api-types";
import { ago, ahead } from "./builders";

const DAY = 24 * 60;

export const aSignIn = (over: Partial<SignInOut> & { id: string }): SignInOut => ({
  created_at: ago(2 * DAY),
  last_used_at: ago(3),
  expires_at: ahead(28 * DAY),
  device: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
  current: false,
  ...over,
});

export class OwnPage {
  password = "pytake-demo-2026";
  signIns: SignInOut[] = [aSignIn({ id: "sign_in_here", current: true })];
  private wrong = 0;

  /** What the API says of a new password; null: it is the one from now on. */
  changePassword({ current_password, new_password }: PasswordIn): { status: number; code: string; detail: string; retry_after?: number } | null {
    if (new_password.length < 12) return { status: 422, code: "Rejected", detail: "A password has 12 to 128 characters." };
    if (new_password === current_password) return { status: 422, code: "Rejected", detail: "The new password is the same as the current one." };
    if (this.wrong >= 5) return { status: 429, code: "TooManyAttempts", detail: "Too many tries to sign in. Wait a little and try again.", retry_after: 900 };
    if (current_password !== this.password) {
      this.wrong += 1;
      return { status: 422, code: "WrongPassword", detail: "The current password is not right." };
    }
    this.wrong = 0;
    this.password = new_password;
    this.endOthers();
    return null;
  }

  end(id: string): boolean {
    const before = this.signIns.length;
    this.signIns = this.signIns.filter((each) => each.id !== id);
    return this.signIns.length < before;
  }

  endOthers(): void {
    this.signIns = this.signIns.filter((each) => each.current);
  }
}

type Info = { request: Request; params: Record<string, string | readonly string[] | undefined> };
type Guarded = (answer: (info: Info) => object | Promise<object>) => (info: Info) => Promise<Response>;

const done = () => new HttpResponse(null, { status: 204 });

export function ownPageHandlers(page: () => OwnPage, session: () => SessionOut, guarded: Guarded): RequestHandler[] {
  return [
    http.get("*/api/me", guarded(() => ({ member: session().member, workspace: session().workspace }))),
    http.patch("*/api/me", guarded(async ({ request }) => {
      const name = ((await request.json()) as { name: string }).name.trim();
      if (!name) return HttpResponse.json({ code: "Rejected", detail: "The name is empty." }, { status: 422 });
      session().member = { ...session().member, name };
      return session().member;
    })),
    http.post("*/api/me/password", guarded(async ({ request }) => {
      const refused = page().changePassword((await request.json()) as PasswordIn);
      return refused ? HttpResponse.json(refused, { status: refused.status }) : done();
    })),
    http.get("*/api/me/sign-ins", guarded(() => ({ sign_ins: page().signIns }))),
    http.delete("*/api/me/sign-ins/:signIn", guarded(({ params }) => (page().end(String(params.signIn)) ? done() : HttpResponse.json({ code: "NotFound", detail: "There is no such sign-in." }, { status: 404 })))),
    http.post("*/api/me/sign-ins/end-others", guarded(() => {
      page().endOthers();
      return done();
    })),
  ];
}
