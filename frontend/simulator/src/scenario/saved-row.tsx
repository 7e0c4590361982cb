import { Download, FastForward, Play, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { api, scenarioUrl } from "../api";
import type { SavedScenario } from "../model";
import { complain } from "../notices";
import { useWords } from "../words/use-words";

interface SavedRowProps {
  saved: SavedScenario;
  onPlayed: () => void;
  onDropped: () => void;
}

/** One kept scenario: played at its pace or at once, taken along, or deleted after a question. */
export function SavedRow({ saved: { id, name, steps, people, recorded_at }, onPlayed, onDropped }: SavedRowProps) {
  const { say, language } = useWords();
  const [asking, setAsking] = useState(false);
  const play = (pace: "recorded" | "fast") => {
    api.play(id, pace).then(onPlayed, complain);
  };
  const when = new Intl.DateTimeFormat(language, { day: "2-digit", month: "short", hour: "2-digit", minute: "2-digit" }).format(new Date(recorded_at));

  if (asking)
    return (
      <li className="flex min-h-13 flex-wrap items-center gap-2 px-5 py-2 text-xs">
        <span className="min-w-0 flex-1 break-words">{say("delete_question", { name })}</span>
        <Button size="sm" autoFocus onClick={() => setAsking(false)}>{say("cancel")}</Button>
        <Button size="sm" variant="danger" onClick={() => { api.dropScenario(id).then(onDropped, complain); }}>{say("delete")}</Button>
      </li>
    );
  return (
    <li className="flex min-h-13 items-center gap-1 px-5 py-2">
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm font-medium leading-[18px]">{name}</span>
        <span className="num block truncate text-xs text-ink3">{[say("steps_of", { n: steps }), people.join(", "), when].filter(Boolean).join(" · ")}</span>
      </span>
      <IconButton icon={Play} iconSize={15} label={say("play_recorded", { name })} onClick={() => play("recorded")} />
      <IconButton icon={FastForward} iconSize={15} label={say("play_fast", { name })} onClick={() => play("fast")} />
      <a href={scenarioUrl(id)} download={`${id}.json`} aria-label={say("download", { name })} data-tip={say("download", { name })} className="grid size-8 shrink-0 place-items-center rounded-md text-ink2 transition-tint hover:bg-hover pointer-coarse:size-11"><Download size={15} strokeWidth={1.75} aria-hidden /></a>
      <IconButton icon={Trash2} iconSize={15} label={say("delete_named", { name })} onClick={() => setAsking(true)} />
    </li>
  );
}
