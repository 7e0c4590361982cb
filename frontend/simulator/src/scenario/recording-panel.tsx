import { Circle, Square } from "lucide-react";
import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { api, scenarioUrl } from "../api";
import { complain, notice } from "../notices";
import { useSimulator } from "../store";
import { useWords } from "../words/use-words";
import { DiscardAnswers } from "./discard-answers";
import { stopRecording } from "./stop-recording";
import { useDiscard } from "./use-discard";

interface RecordingPanelProps {
  onBegun: () => void;
  onSaved: () => void;
}

/** Begins a recording, ends it, names and keeps it. */
export function RecordingPanel({ onBegun, onSaved }: RecordingPanelProps) {
  const { say } = useWords();
  const recording = useSimulator(({ world }) => world?.recording);
  const [beginning, setBeginning] = useState(false);

  function handleBegin() {
    setBeginning(true);
    void api.record().then(onBegun, complain).finally(() => setBeginning(false));
  }

  if (recording) return <Recording key={recording.since} {...recording} onSaved={onSaved} />;
  return (
    <section className="flex items-start gap-4 px-5 pb-4">
      <p className="flex-1 text-xs leading-[17px] text-ink2">{say("record_hint")}</p>
      <Button variant="primary" icon={Circle} pending={beginning} onClick={handleBegin}>{say("record")}</Button>
    </section>
  );
}

interface RecordingProps extends Pick<RecordingPanelProps, "onSaved"> {
  steps: number;
  stopped: boolean;
}

function Recording({ steps, stopped, onSaved }: RecordingProps) {
  const { say } = useWords();
  const [name, setName] = useState("");
  const { lost, returned, ask, cancel, discard } = useDiscard(steps);
  const said = lost === null ? say(stopped ? "recorded" : "recording", { n: steps }) : say("discard_question", { n: lost });

  async function handleSave(event: FormEvent) {
    event.preventDefault();
    try {
      const { id } = await api.saveRecording(name);
      notice(say("saved_as", { name: name.trim() }), { act: { label: say("download", { name: `${id}.json` }), act: () => download(id) } });
      onSaved();
    } catch (error) {
      complain(error);
    }
  }

  return (
    <form onSubmit={handleSave} className="space-y-3 px-5 pb-4">
      <p role="status" className="num flex items-center gap-2 text-xs text-ink2"><Circle size={9} aria-hidden className="fill-danger text-danger" />{said}</p>
      {stopped && lost === null ? <TextField label={say("record_name")} value={name} onChange={({ target }) => setName(target.value)} maxLength={80} required autoFocus={!returned} /> : null}
      <div className="flex justify-end gap-2">
        {lost === null ? (
          <>
            <Button autoFocus={returned} onClick={ask}>{say("record_discard")}</Button>
            {stopped ? (
              <Button variant="primary" type="submit">{say("record_save")}</Button>
            ) : (
              <Button variant="primary" icon={Square} onClick={() => { stopRecording(say("recorded_none")).catch(complain); }}>{say("record_stop")}</Button>
            )}
          </>
        ) : (
          <DiscardAnswers question={said} size="md" onCancel={cancel} onDiscard={discard} />
        )}
      </div>
    </form>
  );
}

function download(id: string) {
  const link = document.createElement("a");
  link.href = scenarioUrl(id);
  link.download = `${id}.json`;
  link.click();
}
