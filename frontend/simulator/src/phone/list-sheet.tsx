import { useState } from "react";
import { cn } from "@/lib/cn";
import { api } from "../api";
import type { Message } from "../model";
import { complain } from "../notices";
import { useWords } from "../words/use-words";
import { Sheet } from "./sheet";

interface ListSheetProps {
  message: Message;
  onClose: () => void;
}

/** The rows of a list message: choose one, send it. */
export function ListSheet({ message, onClose }: ListSheetProps) {
  const { say } = useWords();
  const [chosen, setChosen] = useState<string>();
  const { action } = message.content;

  function handleSend() {
    api.say(message.persona, { kind: "list_reply", message_id: message.id, id: chosen }).catch(complain);
    onClose();
  }

  return (
    <Sheet title={action?.button ?? say("choose")} onClose={onClose}>
      <div className="min-h-0 overflow-y-auto px-2">
        {action?.sections?.map((section, at) => (
          <fieldset key={at} className="mb-1">
            {section.title ? <legend className="px-2 pb-0.5 pt-1 text-[11px] font-medium text-wa-meta">{section.title}</legend> : null}
            {section.rows.map((row) => (
              <label key={row.id} className="flex cursor-pointer items-center gap-3 rounded-[8px] px-2 py-2 hover:bg-wa-well">
                <span className="min-w-0 flex-1 leading-[18px]">
                  <span className="block text-[13px]">{row.title}</span>
                  {row.description ? <span className="block text-[11.5px] text-wa-meta">{row.description}</span> : null}
                </span>
                <input type="radio" name={message.id} checked={chosen === row.id} onChange={() => setChosen(row.id)} className="size-[18px] accent-wa-green" />
              </label>
            ))}
          </fieldset>
        ))}
      </div>
      <div className="p-3">
        <button type="button" disabled={chosen === undefined} onClick={handleSend} className={cn("h-10 w-full pointer-coarse:h-11 rounded-full text-[13.5px] font-semibold transition-tint", chosen === undefined ? "bg-wa-well text-wa-meta" : "bg-wa-green text-white")}>
          {say("send_choice")}
        </button>
      </div>
    </Sheet>
  );
}
