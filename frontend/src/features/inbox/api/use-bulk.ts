import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api } from "@/lib/api";
import { ulid } from "@/lib/ulid";
import { usePlace } from "@/lib/use-place";
import { dismissToast, toast } from "@/lib/toasts";
import { useT } from "@/lib/use-t";
import type { MessageKey } from "@/lib/i18n";
import { letGo } from "../list-hold";
import { useMayAssignOthers } from "../may-assign-others";
import { tellAnotherOpen } from "./another-open";
import { bringBack } from "./bring-back";
import { stepOnMany, type BulkStep } from "./bulk-steps";
import { askCounts } from "./counts";
import { knownConversation, type Conversation } from "./conversations";

interface Person {
  id: string;
  name: string;
}

const resolved = (id: string) => api.post("/conversations/{conversation_id}/resolve", { path: { conversation_id: id } });
const given = (id: string, assignee: string | null) => api.post("/conversations/{conversation_id}/assign", { path: { conversation_id: id }, body: { assignee } });

/** The steps that many conversations can take at once, with one undo for all of them. */
export function useBulk() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const t = useT();
  const { language } = usePlace();
  const others = useMayAssignOthers();

  interface Run {
    progress: MessageKey;
    /** What is said of those that took the step; an undo says nothing more. */
    said?: (n: number) => string;
    step: BulkStep;
    /** The way back of those that took it; left out, there is none. */
    back?: { step: BulkStep; of: (done: Conversation[]) => Conversation[] };
  }

  async function run(conversations: Conversation[], { progress, said, step, back }: Run): Promise<void> {
    const id = `bulk-${ulid()}`;
    letGo(conversations.map((each) => each.id));
    const tell = (done: number, n: number) => toast({ id, tone: "progress", text: t(progress, { done, n }) });
    if (conversations.length > 1) tell(0, conversations.length);
    const { done, failed, taken } = await stepOnMany(client, conversations, step, (at, n) => n > 1 && tell(at, n));
    askCounts(client);
    const returning = back?.of(done) ?? [];
    if (done.length === 0 || !said) dismissToast(id);
    else
      toast({
        id,
        tone: "done",
        text: said(done.length),
        action: back && returning.length > 0 ? { label: t("inbox.undo"), perform: () => void run(returning, { progress: "bulk.undoing", step: undone(back.step, returning) }) } : undefined,
        about: done.map((each) => ({ ...each, ...step.predict(each) })),
      });
    if (taken.length > 0) void tellAnotherOpen(client, taken, navigate);
    if (failed.length > 0) {
      const names = new Intl.ListFormat(language, { style: "short" }).format(failed.slice(0, 5).map((each) => each.contact_name));
      toast({ id: `${id}-failed`, tone: "failed", about: failed.length === 1 ? failed : undefined, text: t("bulk.failed", { n: failed.length, names }), action: { label: t("try_again"), perform: () => void run(failed, { progress, said, step, back }) } });
    }
  }

  const known = (ids: string[]) => ids.flatMap((id) => knownConversation(client, id) ?? []);

  return {
    resolve: (ids: string[]) =>
      void run(known(ids), {
        progress: "bulk.resolving",
        said: (n) => t("bulk.resolved", { n }),
        step: { send: ({ id }) => resolved(id), predict: ({ status }) => (status === "resolved" ? null : { status: "resolved", unread: 0, waiting_since: null }) },
        back: { step: { send: bringBack, predict: ({ status }) => ({ status }) }, of: (done) => done },
      }),
    assign: (ids: string[], person: Person | null) =>
      void run(known(ids), {
        progress: "bulk.assigning",
        said: (n) => (person ? t("bulk.assigned", { n, name: person.name }) : t("bulk.unassigned", { n })),
        step: { send: ({ id }) => given(id, person?.id ?? null), predict: ({ status, assignee }) => (status === "resolved" || assignee === (person?.id ?? null) ? null : { assignee: person?.id ?? null }) },
        // Agents give to themselves only: what was a colleague's they cannot give back.
        back: { step: { send: ({ id, assignee }) => given(id, assignee), predict: ({ assignee }) => ({ assignee }) }, of: (done) => done.filter((each) => others || each.assignee === null) },
      }),
  };
}

/** The way back acts on what is now, towards what was before. */
function undone({ send, predict }: BulkStep, before: Conversation[]): BulkStep {
  const was = new Map(before.map((each) => [each.id, each]));
  return { send: (now) => send(was.get(now.id) ?? now), predict: (now) => predict(was.get(now.id) ?? now) };
}
