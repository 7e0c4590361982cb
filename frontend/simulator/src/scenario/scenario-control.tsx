import { Circle, Shuffle, Square } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { api } from "../api";
import { complain, notice } from "../notices";
import { useSimulator } from "../store";
import { useWords } from "../words/use-words";
import { ScenarioDialog } from "./scenario-dialog";

/** Opens the scenarios, and tells of the one that is recorded or played. */
export function ScenarioControl() {
  const { say } = useWords();
  const recording = useSimulator(({ world }) => world?.recording);
  const playing = useSimulator(({ world }) => world?.playing);
  const [open, setOpen] = useState(false);
  const ran = useRef(false);
  const runs = playing ? !playing.ended : false;

  useEffect(() => {
    // Only a playing whose end was seen here is told of: a page opened later has nothing to say of it.
    if (ran.current && playing?.ended) notice(playing.broke ?? say("played", { name: playing.name }), { bad: playing.broke !== null });
    ran.current = runs;
  }, [playing, runs, say]);

  const label = recording ? say("recording", { n: recording.steps }) : say("scenario");
  return (
    <>
      {runs && playing ? (
        <span role="status" className="flex min-w-0 items-center gap-1.5 text-xs text-ink2">
          <span className="num truncate max-sm:hidden">{say("playing", { step: playing.step, of: playing.of })}</span>
          <IconButton icon={Square} iconSize={13} label={say("play_stop")} onClick={() => { api.stopPlaying().catch(complain); }} className="pointer-coarse:size-11" />
        </span>
      ) : null}
      <Button size="sm" icon={recording ? undefined : Shuffle} aria-haspopup="dialog" onClick={() => setOpen(true)} className="max-sm:hidden pointer-coarse:min-h-11">
        {recording ? <Circle size={9} aria-hidden className="animate-pulse fill-danger text-danger motion-reduce:animate-none" /> : null}
        <span className="num">{label}</span>
      </Button>
      <IconButton icon={recording ? Circle : Shuffle} label={label} aria-haspopup="dialog" onClick={() => setOpen(true)} className={recording ? "text-danger sm:hidden pointer-coarse:size-11" : "sm:hidden pointer-coarse:size-11"} />
      {open ? <ScenarioDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}
