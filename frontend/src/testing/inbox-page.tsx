/** The inbox's client without its looks: the real queries, steps and live changes, over a line that does as it is told. */

import { InfiniteQueryObserver, notifyManager, QueryClientProvider, QueryObserver, type QueryClient } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import { vi } from "vitest";
import { createClient } from "@/app/providers";
import { stepOnMany } from "@/features/inbox/api/bulk-steps";
import { conversationQuery, conversationsQuery, isUnderWay, knownConversation, type Conversation } from "@/features/inbox/api/conversations";
import { useCount } from "@/features/inbox/api/counts";
import { messagesQuery } from "@/features/inbox/api/messages";
import { useAssign } from "@/features/inbox/api/use-assign";
import { useGiveBack } from "@/features/inbox/api/use-give-back";
import { useMarkRead } from "@/features/inbox/api/use-mark-read";
import { useReopen } from "@/features/inbox/api/use-reopen";
import { useResend } from "@/features/inbox/api/use-resend";
import { useResolve } from "@/features/inbox/api/use-resolve";
import { useSendReply } from "@/features/inbox/api/use-send-reply";
import { useTakeOver } from "@/features/inbox/api/use-take-over";
import { applyChanges, forgetChanges } from "@/features/inbox/live";
import type { View } from "@/features/inbox/views";
import { api } from "@/lib/api";
import type { ConversationOut, Entry } from "@/lib/api-types";
import { followChanges, type Changes } from "@/lib/live-changes";
import { Words } from "@/lib/use-t";

type Steps = ReturnType<typeof useSteps>;

function useSteps(id: string) {
  return { assign: useAssign(id), giveBack: useGiveBack(id), markRead: useMarkRead(id), reopen: useReopen(id), resolve: useResolve(id), takeOver: useTakeOver(id), reply: useSendReply(id), resend: useResend() };
}

function Hands({ id, steps }: { id: string; steps: Map<string, Steps> }) {
  steps.set(id, useSteps(id));
  return null;
}

function Counted() {
  useCount("all");
  return null;
}

const held = ({ status, assignee, unread }: ConversationOut) => `${status}, of ${assignee}, ${unread} unread`;

/** Taken before the clock is replaced. */
const drained = setImmediate;

/** Lets everything happen that is due within so many milliseconds. */
export async function pass(milliseconds = 20): Promise<void> {
  await new Promise((resolve) => drained(resolve));
  vi.advanceTimersByTime(milliseconds);
  await new Promise((resolve) => drained(resolve));
}

export class InboxPage {
  readonly client: QueryClient = createClient();
  private readonly steps = new Map<string, Steps>();
  private readonly root = createRoot(document.createElement("div"));
  private list?: { view: View; observer: InfiniteQueryObserver<never, Error, ConversationOut[]>; stop: () => void };
  private thread?: { id: string; stop: () => void };

  /** Where what is shown went back, or is no thread. */
  readonly faults: string[] = [];
  private readonly shown = new Map<string, number>();

  readonly live = followChanges({
    changes: async (cursor) => api.get("/changes", { query: { cursor: cursor ?? (await api.get("/changes")).cursor } }),
    apply: (changes) => applyChanges(this.client, changes),
    forget: () => forgetChanges(this.client),
  });

  /** As the only step of ours that is under way showed a conversation. */
  private readonly promised = new Map<string, ConversationOut>();

  constructor(ids: string[]) {
    this.client.getMutationCache().subscribe(({ mutation }) => mutation?.state.status === "error" && this.promised.clear());
    flushSync(() =>
      this.root.render(
        <Words>
          <QueryClientProvider client={this.client}>
            <Counted />
            {ids.map((id) => <Hands key={id} id={id} steps={this.steps} />)}
          </QueryClientProvider>
        </Words>,
      ),
    );
  }

  hear(changes: Changes): void {
    this.live.hear(structuredClone(changes));
  }

  /** Something shown has this age; it may grow, never shrink. */
  private grows(what: string, age: number): void {
    if (age < (this.shown.get(what) ?? 0)) this.faults.push(`${what} went back from ${this.shown.get(what)} to ${age}`);
    this.shown.set(what, age);
  }

  private row(view: View, row: ConversationOut): void {
    this.grows(`${row.id} in ${view}`, row.version);
    const promised = this.promised.get(row.id);
    if (promised && promised.version === row.version && isUnderWay(this.client, row.id) && held(promised) !== held(row)) this.faults.push(`${row.id} in ${view} does not keep what a step showed: ${held(row)} for ${held(promised)}`);
  }

  look(view: View): void {
    this.list?.stop();
    const observer = new InfiniteQueryObserver(this.client, conversationsQuery(view)) as unknown as InfiniteQueryObserver<never, Error, ConversationOut[]>;
    // As React does it: told that something changed, it draws what is there by then.
    const stop = observer.subscribe(notifyManager.batchCalls(() => observer.getCurrentResult().data?.forEach((each) => this.row(view, each))));
    this.list = { view, observer, stop };
  }

  more(): void {
    const now = this.list?.observer.getCurrentResult();
    if (now?.hasNextPage && !now.isFetchingNextPage) void this.list?.observer.fetchNextPage({ cancelRefetch: false });
  }

  open(id: string): void {
    this.close();
    const one = new QueryObserver(this.client, conversationQuery(this.client, id));
    const entries = new InfiniteQueryObserver(this.client, messagesQuery(id));
    const stops = [
      one.subscribe(notifyManager.batchCalls(() => this.seen(id, one.getCurrentResult().data))),
      entries.subscribe(notifyManager.batchCalls(() => this.read(id, entries.getCurrentResult().data))),
    ];
    this.thread = { id, stop: () => stops.forEach((stop) => stop()) };
  }

  private seen(id: string, data: Conversation | undefined): void {
    if (data) this.grows(`${id} open`, data.version);
    if (data?.session) this.grows(`${id}'s session`, Number(data.session.variables.step));
  }

  private read(id: string, data: Entry[] | undefined): void {
    if (!data) return;
    data.forEach(({ seq, revision }, at) => {
      if (at > 0 && seq <= (data[at - 1]?.seq ?? 0)) this.faults.push(`${id} shows ${seq} after ${data[at - 1]?.seq}`);
      this.grows(`${id} ${seq}`, revision);
    });
    this.grows(`${id}'s end`, data.at(-1)?.seq ?? 0);
  }

  close(): void {
    this.thread?.stop();
    this.thread = undefined;
  }

  get opened(): string | undefined {
    return this.thread?.id;
  }

  known(id: string): Conversation | undefined {
    return knownConversation(this.client, id);
  }

  /** A step of the member, where the page would offer it. */
  async act(id: string, step: string, me: string): Promise<void> {
    const alone = !isUnderWay(this.client, id);
    this.step(id, step, me);
    await Promise.resolve();
    const shown = this.known(id);
    // What two steps show depends on both answers.
    if (shown && alone) this.promised.set(id, shown);
    else this.promised.delete(id);
  }

  private step(id: string, step: string, me: string): void {
    const known = this.known(id);
    const own = this.steps.get(id);
    if (!known || !own) return;
    const { status, unread } = known;
    if (step === "takes" && status === "bot") own.takeOver.mutate();
    else if (step === "gives" && status === "open") own.giveBack.mutate();
    else if (step === "resolves" && status !== "resolved") own.resolve.mutate();
    else if (step === "reopens" && status === "resolved") own.reopen.mutate();
    else if (step === "assigns" && status !== "resolved") own.assign.mutate(me);
    else if (step === "drops" && status !== "resolved") own.assign.mutate(null);
    else if (step === "reads" && unread > 0) own.markRead.mutate();
    else if (step === "replies" && status !== "resolved") own.reply({ kind: "text", body: "Words" } as Parameters<Steps["reply"]>[0]);
    else if (step === "resends") {
      const failed = this.client.getQueryData(messagesQuery(id).queryKey)?.pages.flatMap(({ entries }) => entries).find((each) => each.entry === "message" && each.status === "failed");
      if (failed) own.resend.mutate({ conversation_id: id, seq: failed.seq });
    }
  }

  resolveAll(): void {
    this.promised.clear();
    const all = this.list?.observer.getCurrentResult().data ?? [];
    void stepOnMany(this.client, all, {
      send: ({ id }) => api.post("/conversations/{conversation_id}/resolve", { path: { conversation_id: id } }),
      predict: ({ status }) => (status === "resolved" ? null : { status: "resolved", unread: 0, waiting_since: null }),
    }, () => undefined);
  }

  leave(): void {
    this.close();
    this.list?.stop();
    this.live.stop();
    flushSync(() => this.root.unmount());
    this.client.clear();
  }
}
