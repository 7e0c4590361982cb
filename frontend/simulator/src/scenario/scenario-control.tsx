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
  const played = useSimulator((state) => state.played);
  const [open, setOpen] = useState(false);
  const told = useRef(played);
  const runs = playing ? !playing.ended : false;

  useEffect(() => {
    if (played && told.current !== played) notice(played.broke ?? say("played", { name: played.name }), { bad: played.broke !== null });
    told.current = played;
  }, [played, say]);

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
