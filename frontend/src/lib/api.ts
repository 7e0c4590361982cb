/** The typed client of our REST API: bearer token, one refresh on 401, errors as `ApiError`. */

import { ApiError, unreachable } from "./api-error";
import type { Routes } from "./api-types";
import { noteServerDate } from "./clock";
import { env } from "./env";
import { isLeaving, refreshSession, session } from "./session";

type Method = "get" | "post" | "patch" | "delete";
type PathsOf<M extends Method> = { [P in keyof Routes]: Routes[P] extends Record<M, { responses: unknown }> ? P : never }[keyof Routes];
type Json<R> = R extends { content: { "application/json": infer Body } } ? Body : undefined;
type Answer<O> = O extends { responses: infer R } ? Json<R[Extract<keyof R, 200 | 201 | 202 | 204>]> : never;
type Path<O> = O extends { parameters: { path: infer P } } ? ([P] extends [undefined] ? unknown : { path: P }) : unknown;
type Query<O> = O extends { parameters: { query?: infer Q } } ? { query?: Q } : unknown;
type Body<O> = O extends { requestBody: { content: { "application/json": infer B } } } ? { body: B } : unknown;
type Options<O> = Path<O> & Query<O> & Body<O> & { signal?: AbortSignal; timeout?: number };
type Call<O> = Record<never, never> extends Options<O> ? [options?: Options<O>] : [options: Options<O>];

interface Sent {
  path?: object;
  query?: object;
  body?: unknown;
  signal?: AbortSignal;
  timeout?: number;
}

const TIMEOUT = 20_000;

function addressOf(template: string, { path = {}, query = {} }: Sent): string {
  const filled = Object.entries(path).reduce((address, [name, value]) => address.replace(`{${name}}`, encodeURIComponent(String(value))), template);
  const search = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value === undefined || value === null ? [] : [[name, String(value)]])));
  return `${env.api}${filled}${search.size > 0 ? `?${search}` : ""}`;
}

function attempt(method: Method, address: string, { body, signal, timeout = TIMEOUT }: Sent): Promise<Response> {
  const limits = [AbortSignal.timeout(timeout), ...(signal ? [signal] : [])];
  const token = session()?.access_token;
  return fetch(address, {
    method: method.toUpperCase(),
    credentials: "same-origin",
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.any(limits),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw unreachable(cause);
  });
}

async function request(method: Method, template: string, sent: Sent = {}): Promise<unknown> {
  // Refused as the sign-in ends, a call would be taken for the server's having ended it.
  const isLate = () => isLeaving() && template !== "/sign-out";
  if (isLate()) throw unreachable(new Error("This sign-in is being ended"));
  const address = addressOf(template, sent);
  const spoken = session();
  let response = await attempt(method, address, sent);
  // A sign-in resumed without a network has no token yet: its first refusal fetches one.
  if (response.status === 401 && spoken && !isLate()) {
    // Another call may have refreshed while this one was on its way; so may another member have signed in.
    const renewed = session()?.access_token === spoken.access_token ? await refreshSession() : session();
    if (renewed?.member.id === spoken.member.id) response = await attempt(method, address, sent);
  }
  noteServerDate(response.headers.get("date"));
  if (!response.ok) throw await ApiError.from(response);
  return response.status === 204 ? undefined : response.json();
}

export const api = {
  get: <P extends PathsOf<"get">>(path: P, ...[options]: Call<Routes[P]["get"]>) => request("get", path, options as Sent) as Promise<Answer<Routes[P]["get"]>>,
  post: <P extends PathsOf<"post">>(path: P, ...[options]: Call<Routes[P]["post"]>) =>
    request("post", path, { body: {}, ...(options as Sent) }) as Promise<Answer<Routes[P]["post"]>>,
  patch: <P extends PathsOf<"patch">>(path: P, ...[options]: Call<Routes[P]["patch"]>) => request("patch", path, options as Sent) as Promise<Answer<Routes[P]["patch"]>>,
  delete: <P extends PathsOf<"delete">>(path: P, ...[options]: Call<Routes[P]["delete"]>) => request("delete", path, options as Sent) as Promise<Answer<Routes[P]["delete"]>>,
};
