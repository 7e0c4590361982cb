import type { QueryClient } from "@tanstack/react-query";
import type { useNavigate } from "@tanstack/react-router";
import type { ConversationOut } from "@/lib/api-types";
import { i18n, needWords } from "@/lib/i18n";
import { paths } from "@/lib/paths";
import { toast } from "@/lib/toasts";
import { otherOpen } from "./conversations";

const NAMED = 5;

/** Says why conversations stay resolved, and leads to the open one where that is known. `navigate` is left out where no page asks. */
export async function tellAnotherOpen(client: QueryClient, resolved: ConversationOut[], navigate?: ReturnType<typeof useNavigate>): Promise<void> {
  await needWords("overlays");
  const [one] = resolved;
  const other = one && resolved.length === 1 ? otherOpen(client, one) : undefined;
  const names = new Intl.ListFormat(i18n.locale, { style: "short" }).format(resolved.slice(0, NAMED).map((each) => each.contact_name));
  toast({
    id: `another-${one?.id}`,
    tone: "failed",
    text: i18n._("problem.AnotherConversationOpen", { n: resolved.length, names }),
    action: other && navigate && { label: i18n._("reopen.open"), perform: () => void navigate({ to: paths.conversation, params: { conversationId: other.id }, search: (now) => ({ ...now, m: undefined }) }) },
    about: resolved,
  });
}
