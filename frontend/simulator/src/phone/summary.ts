import { previewOf } from "@/lib/preview";
import type { Message } from "../model";
import type { Say } from "../words/use-words";

/** One line that says what a message is, without WhatsApp's marks. */
export function summary(message: Message, say: Say): string {
  if (message.kind === "audio") return say("voice_note");
  if (message.kind === "image") return previewOf(message.content.caption ?? "") || say("photo");
  if (message.kind === "sticker") return say("sticker");
  if (message.kind === "location") return message.content.name ?? say("kind_location");
  if (message.kind === "order") return say("kind_order");
  if (message.kind === "template") return say("template", { name: message.text });
  return previewOf(message.text) || message.kind;
}
