import { Plus } from "lucide-react";
import { useState } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { IconButton } from "@/components/ui/icon-button";
import { changes, useSimulator } from "../store";
import { useWords } from "../words/use-words";
import { AddPersona } from "./add-persona";
import { PersonaRow } from "./persona-row";

interface PeoplePanelProps {
  onPicked: () => void;
}

/** Whom the person at the keyboard plays. */
export function PeoplePanel({ onPicked }: PeoplePanelProps) {
  const { say } = useWords();
  const personas = useSimulator(({ world }) => world?.personas);
  const picked = useSimulator(({ persona }) => persona);
  const [adding, setAdding] = useState(false);

  return (
    <section aria-labelledby="play-as" className="flex shrink-0 flex-col">
      <header className="flex h-11 shrink-0 items-center border-b border-line pl-4 pr-2">
        <h2 id="play-as" className="flex-1 text-[13px] font-semibold">{say("play_as")}</h2>
        <IconButton icon={Plus} iconSize={15} size="sm" label={say("add_customer")} aria-expanded={adding} onClick={() => setAdding(!adding)} />
      </header>
      {adding ? <AddPersona onDone={() => setAdding(false)} /> : null}
      <ul className="max-h-[45vh] overflow-y-auto p-1.5">
        {personas ? null : [0, 1, 2, 3].map((row) => <li key={row} aria-hidden className="flex items-center gap-3.5 px-3 py-2"><Skeleton width={30} height={30} round /><span className="space-y-1.5"><Skeleton width={118} height={12} /><Skeleton width={92} height={10} /></span></li>)}
        {personas?.map((persona) => (
          <PersonaRow
            key={persona.id}
            persona={persona}
            selected={persona.id === picked}
            onPick={() => {
              changes.pick(persona.id);
              onPicked();
            }}
          />
        ))}
      </ul>
    </section>
  );
}
