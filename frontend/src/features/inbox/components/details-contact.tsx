import { Copy } from "lucide-react";
import { Skeleton } from "@/components/ui/skeleton";
import { clockTime, dayName } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { usePlace } from "@/lib/use-place";
import { useT } from "@/lib/use-t";
import type { Conversation } from "../api/conversations";
import { useCopy } from "../use-copy";
import { DetailsSection, Fact } from "./details-section";

interface DetailsContactProps {
  conversation: Conversation;
  /** The rest could not be fetched: nothing more will come. */
  failed: boolean;
}

/** Who the contact is, and how this conversation stands with them. */
export function DetailsContact({ conversation: { contact, address, created_at, last_inbound_at, window_expires_at }, failed }: DetailsContactProps) {
  const t = useT();
  const place = usePlace();
  const now = useNow("minute");
  const copy = useCopy();
  const moment = (at: string) => t("details.moment", { day: dayName(Date.parse(at), now, place), time: clockTime(Date.parse(at), place) });
  const windowOpen = window_expires_at !== null && Date.parse(window_expires_at) > now;

  return (
    <>
      <DetailsSection of="contact" title={t("details.contact")}>
        <dl>
          {(contact?.addresses ?? [address]).map((each, index) => (
            <Fact key={each} name={index === 0 ? t("details.whatsapp") : t("details.also")}>
              <button type="button" aria-label={t("details.copy", { value: each })} data-tip={t("details.copy_tip")} onClick={() => copy(each, t("copy.phone"))} className="group -mx-1.5 flex min-h-[26px] min-w-0 flex-1 items-center gap-1.5 rounded-md px-1.5 text-left transition-tint hover:bg-hover pointer-coarse:min-h-11">
                <span dir="auto" className="num prose-message min-w-0">{each}</span>
                <Copy size={12} aria-hidden className="ml-auto shrink-0 text-ink3 opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100 pointer-coarse:opacity-100" />
              </button>
            </Fact>
          ))}
          {contact ? <Fact name={t("details.since")}><span className="num">{dayName(Date.parse(contact.created_at), now, place)}</span></Fact> : failed ? null : <Fact name={t("details.since")}><Skeleton width={96} height={9} /></Fact>}
        </dl>
      </DetailsSection>
      <DetailsSection of="conversation" title={t("details.conversation")}>
        <dl className="num">
          <Fact name={t("details.opened")}>{moment(created_at)}</Fact>
          <Fact name={t("details.last_wrote")}>{last_inbound_at ? moment(last_inbound_at) : t("details.never")}</Fact>
          <Fact name={t("details.window")}>{windowOpen ? t("details.window_until", { moment: moment(window_expires_at) }) : t("details.window_closed")}</Fact>
        </dl>
      </DetailsSection>
    </>
  );
}
