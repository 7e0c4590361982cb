import { Shuffle, Square } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { api } from "../api";
import { complain, notice } from "../notices";
import { changes, useSimulator } from "../store";
import { useWords } from "../words/use-words";
import { ScenarioDialog } from "./scenario-dialog";

/** Opens the scenarios, and tells of the one that is played. */
export function ScenarioControl() {
  const { say } = useWords();
  const records = useSimulator(({ world }) => Boolean(world?.recording));
  const playing = useSimulator(({ world }) => world?.playing);
  const played = useSimulator((state) => state.played);
  const open = useSimulator((state) => state.scenarios);
  const buttons = useRef<HTMLSpanElement>(null);
  const told = useRef(played);
  const runs = playing ? !playing.ended : false;

  useEffect(() => {
    if (played && told.current !== played) notice(played.broke ?? say("played", { name: played.name }), { bad: played.broke !== null });
    told.current = played;
  }, [played, say]);

  // What ended the recording is gone with it: whoever works by key goes on from here.
  const busy = records || open;
  const was = useRef(busy);
  useEffect(() => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (was.current && !busy && lost) [...(buttons.current?.children ?? [])].find((button): button is HTMLButtonElement => button instanceof HTMLButtonElement && button.offsetParent !== null)?.focus();
    was.current = busy;
  }, [busy]);

  return (
    <>
      {runs && playing ? (
        <span role="status" className="flex min-w-0 items-center gap-1.5 text-xs text-ink2">
          <span className="num truncate max-sm:hidden">{say("playing", { step: playing.step, of: playing.of })}</span>
          <IconButton icon={Square} iconSize={13} label={say("play_stop")} onClick={() => { api.stopPlaying().catch(complain); }} />
        </span>
      ) : null}
      <span ref={buttons} className="contents">
        <Button size="sm" icon={Shuffle} aria-haspopup="dialog" onClick={() => changes.scenarios(true)} className="max-sm:hidden">{say("scenario")}</Button>
        <IconButton icon={Shuffle} label={say("scenario")} aria-haspopup="dialog" onClick={() => changes.scenarios(true)} className="sm:hidden" />
      </span>
      {open ? <ScenarioDialog onClose={() => changes.scenarios(false)} /> : null}
    </>
  );
}
