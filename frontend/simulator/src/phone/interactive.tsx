import { ExternalLink, List, MapPin, Reply } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { api } from "../api";
import type { Message } from "../model";
import { complain } from "../notices";
import { useWords } from "../words/use-words";

interface InteractiveProps {
  message: Message;
  /** The id of the option the customer took, when one was. */
  taken: string | undefined;
  onOpenList: () => void;
}

const HERE = { kind: "location", latitude: -23.5614, longitude: -46.6559, name: "Estação Trianon-Masp" };

/** What may be tapped under a message. Reply buttons answer once, as WhatsApp's do; a list may be opened again. */
export function Interactive({ message, taken, onOpenList }: InteractiveProps) {
  const { say } = useWords();
  const { action, type } = message.content;
  const answer = (body: Record<string, unknown>) => {
    api.say(message.persona, body).catch(complain);
  };

  switch (type) {
    case "button":
      return action?.buttons?.map(({ reply }) => (
        <Option key={reply.id} icon={<Reply size={13} aria-hidden />} chosen={reply.id === taken} disabled={taken !== undefined} onTap={() => answer({ kind: "button_reply", message_id: message.id, id: reply.id })}>
          {reply.title}
        </Option>
      ));
    case "list":
      return <Option icon={<List size={13} aria-hidden />} onTap={onOpenList} opens>{action?.button}</Option>;
    case "cta_url":
      return (
        <a href={action?.parameters?.url} target="_blank" rel="noopener noreferrer" aria-label={say("open_link", { text: action?.parameters?.display_text ?? "" })} className={OPTION}>
          <ExternalLink size={13} aria-hidden />
          {action?.parameters?.display_text}
        </a>
      );
    case "location_request_message":
      return <Option icon={<MapPin size={13} aria-hidden />} onTap={() => answer({ ...HERE, reply_to: message.id })}>{say("send_location")}</Option>;
    default:
      return null;
  }
}

const OPTION = "flex min-h-8 w-full items-center pointer-coarse:min-h-11 justify-center gap-1.5 border-t border-wa-line px-3 py-1 text-[12.5px] font-medium text-wa-link transition-tint hover:bg-wa-well max-lg:min-h-11 max-lg:text-[14px]";

interface OptionProps {
  icon: ReactNode;
  chosen?: boolean;
  disabled?: boolean;
  opens?: boolean;
  onTap: () => void;
  children: ReactNode;
}

function Option({ icon, chosen, disabled, opens, onTap, children }: OptionProps) {
  return (
    <button type="button" aria-haspopup={opens ? "dialog" : undefined} aria-pressed={chosen || undefined} disabled={disabled} onClick={onTap} className={cn(OPTION, "disabled:hover:bg-transparent", disabled && (chosen ? "font-semibold" : "text-wa-meta"))}>
      {icon}
      {children}
    </button>
  );
}
