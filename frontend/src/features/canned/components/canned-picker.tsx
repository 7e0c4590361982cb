import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { MessageSquareDashed, SearchX, Unplug } from "lucide-react";
import { useState } from "react";
import type { PickerProps } from "@/components/pickers";
import { WhatsAppText } from "@/components/whatsapp-text";
import { SuggestionList } from "@/components/suggestion-list";
import { Skeleton } from "@/components/ui/skeleton";
import type { CannedReplyOut } from "@/lib/api-types";
import { paths } from "@/lib/paths";
import { useMay, useSession } from "@/lib/session";
import { useT } from "@/lib/use-t";
import { cannedRepliesQuery } from "../api/canned-replies";
import { found } from "../found";
import { blanksOf, filled, knownOf } from "@/lib/variables";
import { FilledText } from "./filled-text";
import { PickerNote } from "./picker-note";

/** The canned replies that what was typed after `/` may mean, with what would be said. */
export function CannedPicker({ id, query, contactName, keys, onActive, onPick, onClose }: PickerProps) {
  const t = useT();
  const session = useSession();
  const manages = useMay("canned_reply.manage");
  const { data: replies, isError, refetch } = useQuery(cannedRepliesQuery());
  const [shown, setShown] = useState<CannedReplyOut>();
  const known = knownOf({ contact: contactName, agent: session?.member.name ?? "", workspace: session?.workspace.name ?? "" });
  const items = replies ? found(replies, query) : [];

  return (
    <>
      <p className="flex items-center justify-between gap-3 border-b border-line px-3 py-2 text-2xs font-medium text-ink3">
        {t("canned.title")}
        <span className="font-normal max-sm:hidden" aria-hidden>{t("canned.keys")}</span>
      </p>
      {isError && !replies ? (
        <PickerNote icon={Unplug} text={t("canned.failed")} keys={keys} onClose={onClose} action={{ label: t("try_again"), perform: () => void refetch() }} />
      ) : !replies ? (
        <div role="status" aria-label={t("loading")} className="flex flex-col gap-3 p-3">
          {[180, 240, 150].map((width) => <Skeleton key={width} width={width} height={14} />)}
        </div>
      ) : items.length === 0 ? (
        <PickerNote icon={replies.length === 0 ? MessageSquareDashed : SearchX} text={replies.length === 0 ? t(manages ? "canned.none_yet" : "canned.none_read") : t("canned.no_match", { query })} keys={keys} onClose={onClose}>
          {manages ? <Link to={paths.canned} className="font-medium text-accent-ink underline underline-offset-2">{t("canned.manage")}</Link> : null}
        </PickerNote>
      ) : (
        <div className="flex min-h-0 flex-1">
          <SuggestionList
            id={id}
            label={t("canned.title")}
            items={items}
            keyOf={(item) => item.id}
            keys={keys}
            onClose={onClose}
            onActive={(option, item) => {
              onActive(option);
              setShown(item);
            }}
            onPick={(item) => onPick(filled(item.text, known))}
            className="w-[46%] max-sm:w-full"
          >
            {(item) => (
              <>
                <span className="flex items-baseline gap-2">
                  <b className="min-w-0 truncate font-medium" dir="auto">{item.title}</b>
                  <span className="mono ml-auto shrink-0 text-2xs text-ink3">/{item.shortcut}</span>
                </span>
                <span className="mt-0.5 line-clamp-2 text-xs text-ink3 sm:hidden"><FilledText line text={filled(item.text, known)} /></span>
              </>
            )}
          </SuggestionList>
          <div aria-hidden className="min-w-0 flex-1 overflow-y-auto border-l border-line bg-sunken p-3 max-sm:hidden">
            {shown ? <div className="rounded-bubble bg-bout px-3 py-2 text-message"><Bubble text={filled(shown.text, known)} /></div> : null}
          </div>
        </div>
      )}
    </>
  );
}

/** As the customer will read it; while something is to be filled in, that is what is marked. */
function Bubble({ text }: { text: string }) {
  return blanksOf(text).length > 0 ? <FilledText text={text} /> : <WhatsAppText text={text} />;
}
