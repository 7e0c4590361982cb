import { BadgeCheck, BatteryMedium, ChevronLeft, Phone as Handset, Signal, Video, Wifi } from "lucide-react";
import { useEffect, useState } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";
import { clockTime } from "@/lib/time";
import { api } from "../api";
import { openChat } from "../live";
import { complain } from "../notices";
import { useSimulator } from "../store";
import { SendTiles } from "../tools/send-tiles";
import { useSimulatedNow } from "../use-simulated-now";
import { useWords } from "../words/use-words";
import { Chat } from "./chat";
import { Composer } from "./composer";
import { ListSheet } from "./list-sheet";
import { Sheet } from "./sheet";

interface PhoneProps {
  /** Whether the person can see it: only then is what arrives read. */
  visible: boolean;
  onBack: () => void;
}

const READ_AFTER = 400;
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The customer's phone, open at the chat with the business. */
export function Phone({ visible, onBack }: PhoneProps) {
  const { say, language } = useWords();
  const business = useSimulator(({ world }) => world?.business.name ?? "");
  const persona = useSimulator(({ world, persona: picked }) => world?.personas.find(({ id }) => id === picked));
  const messages = useSimulator(({ chats }) => (persona ? chats[persona.id] : undefined));
  const now = useSimulatedNow("minute");
  const [sheet, setSheet] = useState<{ list: string } | "attach" | null>(null);
  const id = persona?.id;
  const newest = messages?.findLast(({ from, hidden }) => from === "business" && !hidden)?.id;

  useEffect(() => {
    setSheet(null);
    if (id && !useSimulator.getState().chats[id]) openChat(id).catch(complain);
  }, [id]);

  useEffect(() => {
    if (!id || !newest || !visible) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (document.visibilityState === "visible") timer = setTimeout(() => api.look(id).catch(complain), READ_AFTER);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [id, newest, visible]);

  if (!persona) return <Waiting />;
  const list = typeof sheet === "object" && sheet ? messages?.find((message) => message.id === sheet.list) : undefined;

  return (
    <div className="flex min-h-0 shrink-0 flex-col max-lg:size-full max-lg:max-w-[640px] lg:phone-case lg:h-[min(700px,calc(100dvh-80px))] lg:w-[340px] lg:rounded-[44px] lg:p-[9px]">
      <div className="relative flex min-h-0 flex-1 flex-col overflow-hidden bg-wa-wall text-wa-ink lg:rounded-[35px]">
        <div aria-hidden className="relative flex h-8 shrink-0 items-center justify-between bg-wa-bar px-6 text-[11px] font-semibold max-lg:hidden">
          <span className="num">{clockTime(now, { language, timeZone: zone })}</span>
          <i className="absolute left-1/2 top-[7px] h-[19px] w-[74px] -translate-x-1/2 rounded-full bg-black" />
          <span className="flex items-center gap-1"><Signal size={11} /><Wifi size={11} /><BatteryMedium size={14} /></span>
        </div>
        <header className="flex h-12 shrink-0 items-center gap-2 border-b border-wa-line bg-wa-bar px-3">
          <button type="button" aria-label={say("tab_people")} onClick={onBack} className="-ml-2 grid size-8 place-items-center pointer-coarse:size-11 rounded-full hover:bg-wa-well lg:hidden"><ChevronLeft size={20} aria-hidden /></button>
          <span aria-hidden className="grid size-8 place-items-center rounded-full bg-wa-green text-[11px] font-semibold text-white">{initials(business)}</span>
          <span className="min-w-0 flex-1 leading-tight">
            <b className="flex items-center gap-1 text-[13px] font-semibold"><span className="truncate">{business}</span><BadgeCheck size={13} aria-hidden className="shrink-0 text-wa-green" /></b>
            <small className="block truncate text-[10.5px] text-wa-meta">{say("business_account")}, {say("as_customer", { name: persona.name })}</small>
          </span>
          <span aria-hidden className="flex shrink-0 gap-3 pr-1 text-wa-meta max-lg:hidden"><Video size={17} strokeWidth={1.6} /><Handset size={15} strokeWidth={1.6} /></span>
        </header>
        <Chat persona={persona} messages={messages ?? []} onOpenList={(of) => setSheet({ list: of })} />
        <Composer persona={persona} messages={messages ?? []} onAttach={() => setSheet("attach")} />
        {list ? <ListSheet message={list} onClose={() => setSheet(null)} /> : null}
        {sheet === "attach" ? (
          <Sheet title={say("attach")} onClose={() => setSheet(null)}>
            <div className={cn("p-3 pt-0 lg:pb-6")}><SendTiles inPhone onDone={() => setSheet(null)} /></div>
          </Sheet>
        ) : null}
      </div>
    </div>
  );
}

/** The phone before it is known whose it is. */
function Waiting() {
  return (
    <div aria-busy className="flex min-h-0 shrink-0 flex-col max-lg:size-full lg:phone-case lg:h-[min(700px,calc(100dvh-80px))] lg:w-[340px] lg:rounded-[44px] lg:p-[9px]">
      <div className="flex flex-1 flex-col justify-end gap-2 bg-wa-wall p-4 lg:rounded-[35px]">
        <Skeleton width="62%" height={54} className="rounded-lg" />
        <Skeleton width="48%" height={34} className="self-end rounded-lg" />
        <Skeleton width="70%" height={74} className="rounded-lg" />
        <Skeleton width="100%" height={40} round className="mt-4" />
      </div>
    </div>
  );
}

function initials(name: string): string {
  return name.split(/\s+/).map((word) => word.charAt(0)).slice(0, 2).join("").toLocaleUpperCase();
}
