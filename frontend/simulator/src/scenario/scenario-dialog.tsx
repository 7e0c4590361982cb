import { Upload, X } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "../api";
import { Dialog } from "../dialog";
import { complain, notice } from "../notices";
import { useWords } from "../words/use-words";
import { RecordingPanel } from "./recording-panel";
import { SavedRow } from "./saved-row";
import { useSaved } from "./use-saved";

/** Records what is done as customers, and keeps what was recorded. */
export function ScenarioDialog({ onClose }: { onClose: () => void }) {
  const { say } = useWords();
  const { shelf, reload } = useSaved();
  const file = useRef<HTMLInputElement>(null);
  const again = () => void reload();

  async function handleFile(chosen: File | undefined) {
    if (!chosen) return;
    try {
      await api.addScenario(JSON.parse(await chosen.text()));
      await reload();
    } catch (error) {
      if (error instanceof SyntaxError) notice(say("add_file_bad"), { bad: true });
      else complain(error);
    }
  }

  return (
    <Dialog titleId="scenarios-title" onClose={onClose} className="w-[min(520px,calc(100vw-24px))]">
      <div className="flex items-center gap-2 py-3 pl-5 pr-3">
        <h2 id="scenarios-title" className="flex-1 text-[15px] font-semibold">{say("scenarios")}</h2>
        <IconButton icon={X} label={say("close")} onClick={onClose} />
      </div>
      <RecordingPanel onBegun={onClose} onSaved={onClose} />
      <section aria-labelledby="saved-title" className="border-t border-line">
        <div className="flex min-h-11 items-center gap-2 pl-5 pr-3">
          <h3 id="saved-title" className="flex-1 text-2xs font-medium text-ink3">{say("saved")}</h3>
          <Button size="sm" variant="ghost" icon={Upload} onClick={() => file.current?.click()}>{say("add_file")}</Button>
          <input ref={file} type="file" accept="application/json,.json" hidden aria-label={say("add_file")} onChange={({ target }) => { handleFile(target.files?.[0]).catch(complain); target.value = ""; }} />
        </div>
        {shelf === null ? (
          <div className="space-y-3 px-5 pb-5">{[70, 55].map((width) => <Skeleton key={width} width={`${width}%`} height={16} />)}</div>
        ) : shelf === "failed" ? (
          <p role="alert" className="flex items-center gap-3 px-5 pb-5 text-xs text-danger-ink">{say("saved_failed")}<Button size="sm" onClick={again}>{say("try_again")}</Button></p>
        ) : shelf.scenarios.length === 0 ? (
          <p className="px-5 pb-5 text-xs leading-[17px] text-ink3">{say("saved_none")}</p>
        ) : (
          <ul className="max-h-[40vh] divide-y divide-line overflow-y-auto border-t border-line">
            {shelf.scenarios.map((saved) => <SavedRow key={saved.id} saved={saved} onPlayed={onClose} onDropped={again} />)}
          </ul>
        )}
        {shelf && shelf !== "failed" ? <p className="mono truncate border-t border-line px-5 py-2.5 text-2xs text-ink3" data-tip={shelf.folder}>{say("saved_in", { folder: shelf.folder })}</p> : null}
      </section>
    </Dialog>
  );
}
