/** Every kind of content by name and icon: none is left out, the unknown one says what it was. */

import { Contact, FileText, Image, ListTree, MapPin, Mic, MousePointerClick, PanelTop, LayoutTemplate, MessageCircleQuestion, Music, ShoppingBag, SmilePlus, Sticker, Info, Video, type LucideIcon } from "lucide-react";
import type { Content } from "@/lib/api-types";
import type { MessageKey } from "@/lib/i18n";

interface Named {
  icon: LucideIcon;
  name: MessageKey;
}

const NAMES: Record<Content["kind"], Named> = {
  text: { icon: PanelTop, name: "kind.text" },
  image: { icon: Image, name: "kind.image" },
  video: { icon: Video, name: "kind.video" },
  audio: { icon: Music, name: "kind.audio" },
  document: { icon: FileText, name: "kind.document" },
  sticker: { icon: Sticker, name: "kind.sticker" },
  location: { icon: MapPin, name: "kind.location" },
  contacts: { icon: Contact, name: "kind.contacts" },
  buttons: { icon: MousePointerClick, name: "kind.buttons" },
  list: { icon: ListTree, name: "kind.list" },
  choice: { icon: MousePointerClick, name: "kind.choice" },
  reaction: { icon: SmilePlus, name: "kind.reaction" },
  template: { icon: LayoutTemplate, name: "kind.template" },
  order: { icon: ShoppingBag, name: "kind.order" },
  form_reply: { icon: PanelTop, name: "kind.form_reply" },
  notice: { icon: Info, name: "kind.notice" },
  unsupported: { icon: MessageCircleQuestion, name: "kind.unsupported" },
};

/** A kind's icon and name; a voice message is not just any audio. */
export function namedKind(kind: string, voice = false): Named {
  if (kind === "audio" && voice) return { icon: Mic, name: "kind.voice" };
  return NAMES[kind as Content["kind"]] ?? NAMES.unsupported;
}
