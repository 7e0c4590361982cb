/** The typed client of our REST API: bearer token, one refresh on 401, errors as `ApiError`. */

import { ApiError, unreachable } from "./api-error";
import type { Routes } from "./api-types";
import { noteServerDate } from "./clock";
import { env } from "./env";
import { refreshSession, session } from "./session";

type Method = "get" | "post";
type PathsOf<M extends Method> = { [P in keyof Routes]: M extends keyof Routes[P] ? P : never }[keyof Routes];
type Operation<P extends keyof Routes, M extends Method> = M extends keyof Routes[P] ? Routes[P][M] : never;
type Answer<O> = O extends { answer: infer A } ? A : never;
type Given<O> = Pick<O, Extract<keyof O, "path" | "body" | "query">>;
type Options<O> = Given<O> & { signal?: AbortSignal; timeout?: number };
type Call<O> = keyof Omit<Given<O>, "query"> extends never ? [options?: Options<O>] : [options: Options<O>];

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
  const search = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
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
  const address = addressOf(template, sent);
  const spoken = session()?.access_token;
  let response = await attempt(method, address, sent);
  if (response.status === 401 && spoken) {
    // Another call may have refreshed while this one was on its way.
    const renewed = session()?.access_token === spoken ? await refreshSession() : session();
    if (renewed) response = await attempt(method, address, sent);
  }
  noteServerDate(response.headers.get("date"));
  if (!response.ok) throw await ApiError.from(response);
  return response.status === 204 ? undefined : response.json();
}

export const api = {
  get: <P extends PathsOf<"get">>(path: P, ...[options]: Call<Operation<P, "get">>) => request("get", path, options as Sent) as Promise<Answer<Operation<P, "get">>>,
  post: <P extends PathsOf<"post">>(path: P, ...[options]: Call<Operation<P, "post">>) =>
    request("post", path, { body: {}, ...(options as Sent) }) as Promise<Answer<Operation<P, "post">>>,
};
