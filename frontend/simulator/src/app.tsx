import { useEffect, useState, useSyncExternalStore } from "react";
import { TooltipLayer } from "@/components/ui/tooltip-layer";
import { cn } from "@/lib/cn";
import { Header } from "./header";
import { follow } from "./live";
import { LogPanel } from "./log/log-panel";
import { Notices } from "./notices";
import { PeoplePanel } from "./people/people-panel";
import { Phone } from "./phone/phone";
import { RecordingBar } from "./scenario/recording-bar";
import { useSimulator } from "./store";
import { Tabs, type Pane } from "./tabs";
import { ClockPanel } from "./tools/clock-panel";
import { MischiefPanel } from "./tools/mischief-panel";
import { SendTiles } from "./tools/send-tiles";
import { useWords } from "./words/use-words";

const wide = matchMedia("(min-width: 1200px)");
const onWide = (listener: () => void) => {
  wide.addEventListener("change", listener);
  return () => wide.removeEventListener("change", listener);
};
const CARD = "rounded-xl border border-line bg-surface shadow-1 max-lg:rounded-none max-lg:border-0 max-lg:shadow-none";

export function App() {
  const { say } = useWords();
  const connected = useSimulator((state) => state.connected);
  const isWide = useSyncExternalStore(onWide, () => wide.matches);
  const [pane, setPane] = useState<Pane>("phone");
  const hidden = (name: Pane) => (pane === name ? "" : "max-lg:hidden");

  useEffect(() => follow(), []);

  return (
    <div className="flex h-dvh flex-col bg-canvas">
      <Header />
      <RecordingBar />
      {connected ? null : <p role="alert" className="mx-2 mb-2 rounded-lg border border-danger-line bg-danger-soft px-4 py-2 text-xs text-danger-ink">{say("offline")}</p>}
      <main className="flex min-h-0 flex-1 gap-2 lg:px-2 lg:pb-2">
        <div className={cn("flex w-[262px] shrink-0 flex-col overflow-y-auto max-lg:w-full", CARD, hidden("people"))}>
          <PeoplePanel onPicked={() => setPane("phone")} />
          <section aria-labelledby="send-as" className="border-t border-line px-4 py-3">
            <h2 id="send-as" className="mb-2 text-2xs font-medium text-ink3">{say("send_as")}</h2>
            <SendTiles onDone={() => setPane("phone")} />
          </section>
          <MischiefPanel />
          <div className="mt-auto"><ClockPanel /></div>
        </div>
        <div className={cn("dots flex w-[432px] shrink-0 flex-col items-center justify-center rounded-xl border border-line bg-canvas max-lg:w-full max-lg:flex-1 max-lg:border-0", hidden("phone"))}>
          <Phone visible={isWide || pane === "phone"} onBack={() => setPane("people")} />
        </div>
        <div className={cn("min-w-0 flex-1 overflow-hidden", CARD, hidden("log"))}><LogPanel /></div>
      </main>
      <Tabs pane={pane} onPick={setPane} />
      <Notices />
      <TooltipLayer />
    </div>
  );
}
