import { Circle, Square } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import { complain } from "../notices";
import { changes, useSimulator } from "../store";
import { useWords } from "../words/use-words";
import { DiscardAnswers } from "./discard-answers";
import { stopRecording } from "./stop-recording";
import { useDiscard } from "./use-discard";

/** Says as long as it lasts that what is done is written down, and ends it. */
export function RecordingBar() {
  const recording = useSimulator(({ world }) => world?.recording);
  return recording ? <Bar key={recording.since} {...recording} /> : null;
}

function Bar({ steps, stopped }: { steps: number; stopped: boolean }) {
  const { say } = useWords();
  const { lost, returned, ask, cancel, discard } = useDiscard(steps);
  const said = lost === null ? say(stopped ? "recorded" : "recording", { n: steps }) : say("discard_question", { n: lost });

  return (
    <section aria-label={say("recording_bar")} className="mx-2 mb-2 flex min-h-10 shrink-0 flex-wrap items-center justify-end gap-2 rounded-lg border border-danger-line bg-danger-soft px-3 py-1.5 text-xs text-danger-ink">
      <Circle size={9} aria-hidden className={cn("shrink-0 fill-current", !stopped && "animate-pulse motion-reduce:animate-none")} />
      <p role="status" className="num min-w-0 flex-1 font-medium">{said}</p>
      {lost === null ? (
        <>
          {stopped ? (
            <Button size="sm" variant="primary" aria-haspopup="dialog" onClick={() => changes.scenarios(true)}>{say("record_keep")}</Button>
          ) : (
            <Button size="sm" variant="primary" icon={Square} onClick={() => { stopRecording(say("recorded_none")).catch(complain); }}>{say("record_stop")}</Button>
          )}
          <Button size="sm" autoFocus={returned} onClick={ask}>{say("record_discard")}</Button>
        </>
      ) : (
        <DiscardAnswers question={said} size="sm" onCancel={cancel} onDiscard={discard} />
      )}
    </section>
  );
}
