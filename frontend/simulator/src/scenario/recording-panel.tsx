import { Circle, Square } from "lucide-react";
import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { api, scenarioUrl } from "../api";
import { complain, notice } from "../notices";
import { useSimulator } from "../store";
import { useWords } from "../words/use-words";
import { stopRecording } from "./stop-recording";

interface RecordingPanelProps {
  onBegun: () => void;
  onSaved: () => void;
}

/** Begins a recording, ends it, names and keeps it. */
export function RecordingPanel({ onBegun, onSaved }: RecordingPanelProps) {
  const { say } = useWords();
  const recording = useSimulator(({ world }) => world?.recording);
  const [name, setName] = useState("");
  const touch = "pointer-coarse:min-h-11";

  async function handleSave(event: FormEvent) {
    event.preventDefault();
    try {
      const { id } = await api.saveRecording(name);
      notice(say("saved_as", { name: name.trim() }), { act: { label: say("download", { name: `${id}.json` }), act: () => download(id) } });
      setName("");
      onSaved();
    } catch (error) {
      complain(error);
    }
  }

  if (!recording)
    return (
      <section className="flex items-start gap-4 px-5 pb-4">
        <p className="flex-1 text-xs leading-[17px] text-ink2">{say("record_hint")}</p>
        <Button variant="primary" icon={Circle} className={touch} onClick={() => { api.record().then(onBegun, complain); }}>{say("record")}</Button>
      </section>
    );
  const discard = <Button className={touch} onClick={() => { api.discardRecording().catch(complain); }}>{say("record_discard")}</Button>;
  const told = <p role="status" className="num flex items-center gap-2 text-xs text-ink2"><Circle size={9} aria-hidden className="fill-danger text-danger" />{say(recording.stopped ? "recorded" : "recording", { n: recording.steps })}</p>;
  if (!recording.stopped)
    return (
      <section className="space-y-3 px-5 pb-4">
        {told}
        <div className="flex justify-end gap-2">
          {discard}
          <Button variant="primary" icon={Square} className={touch} onClick={() => { stopRecording(recording.steps, say("recorded_none")).catch(complain); }}>{say("record_stop")}</Button>
        </div>
      </section>
    );
  return (
    <form onSubmit={handleSave} className="space-y-3 px-5 pb-4">
      {told}
      <TextField label={say("record_name")} value={name} onChange={({ target }) => setName(target.value)} maxLength={80} required autoFocus />
      <div className="flex justify-end gap-2">
        {discard}
        <Button variant="primary" type="submit" className={touch}>{say("record_save")}</Button>
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
