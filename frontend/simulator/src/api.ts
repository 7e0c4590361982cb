import type { SavedScenario, Step, LogDetail, LogEntry, Message, Mischief, Persona, World } from "./model";

/** The simulator refused, and says why. */
export class Refused extends Error {
  constructor(
    sentence: string,
    readonly status: number,
  ) {
    super(sentence);
  }
}

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`/sim${path}`, {
    method,
    ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body), headers: { "content-type": body instanceof Blob ? body.type || "application/octet-stream" : "application/json" } }),
  });
  if (response.status === 204) return undefined as T;
  const answer = (await response.json()) as T & { detail?: string };
  if (!response.ok) throw new Refused(answer.detail ?? `${response.status}`, response.status);
  return answer;
}

const chat = (persona: string) => `/chats/${encodeURIComponent(persona)}`;

export const api = {
  world: () => call<World>("GET", "/state"),
  chat: (persona: string) => call<{ messages: Message[] }>("GET", `${chat(persona)}/messages`),
  say: (persona: string, message: Record<string, unknown>) => call<Message>("POST", `${chat(persona)}/messages`, message),
  look: (persona: string) => call<{ read: number }>("POST", `${chat(persona)}/read`),
  addPersona: (persona: { name: string; phone?: string; username?: string }) => call<Persona>("POST", "/personas", persona),
  upload: (file: File) => call<{ id: string; mime_type: string }>("POST", `/media?filename=${encodeURIComponent(file.name)}`, file),
  mischief: (change: Partial<Mischief>) => call<Mischief>("PUT", "/mischief", change),
  advance: (seconds: number) => call<unknown>("POST", "/clock", { advance_seconds: seconds }),
  reset: () => call<World>("POST", "/reset"),
  log: () => call<{ entries: LogEntry[] }>("GET", "/log?after=0"),
  entry: (id: number) => call<LogDetail>("GET", `/log/${id}`),
  replay: (id: number) => call<{ id: number; status: number | null }>("POST", `/log/${id}/replay`),
  clearLog: () => call<undefined>("DELETE", "/log"),
  restoreLog: () => call<{ restored: number }>("POST", "/log/restore"),
  steps: (id: number) => call<{ kept: boolean; steps: Step[] }>("GET", `/log/${id}/steps`),
  record: () => call<unknown>("POST", "/recording"),
  stopRecording: () => call<NonNullable<World["recording"]>>("POST", "/recording/stop"),
  saveRecording: (name: string) => call<{ id: string }>("POST", "/recording/save", { name }),
  discardRecording: () => call<undefined>("DELETE", "/recording"),
  scenarios: () => call<{ folder: string; scenarios: SavedScenario[] }>("GET", "/scenarios"),
  addScenario: (scenario: unknown) => call<{ id: string }>("POST", "/scenarios", scenario),
  dropScenario: (id: string) => call<undefined>("DELETE", `/scenarios/${id}`),
  play: (id: string, pace: "recorded" | "fast") => call<unknown>("POST", `/scenarios/${id}/play`, { pace }),
  stopPlaying: () => call<undefined>("DELETE", "/playing"),
};

export const scenarioUrl = (id: string) => `/sim/scenarios/${id}`;
export const mediaUrl = (id: string) => `/sim/media/${encodeURIComponent(id)}`;
