import { Contact, FileText, Image, MapPin, Mic, ShoppingBag, SmilePlus, Sticker, Upload, type LucideIcon } from "lucide-react";
import { useRef } from "react";
import { cn } from "@/lib/cn";
import { api } from "../api";
import { complain, notice } from "../notices";
import { changes, useSimulator } from "../store";
import type { WordKey } from "../words/en";
import { useWords } from "../words/use-words";

interface SendTilesProps {
  /** Inside the phone the tiles are larger, and bring a file from disk instead of reaction and order. */
  inPhone?: boolean;
  onDone?: () => void;
}

const PLACE = { kind: "location", latitude: -23.5614, longitude: -46.6559, name: "Estação Trianon-Masp", address: "Av. Paulista, 1578, São Paulo" };
const CARD = { kind: "contact", name: "Dra. Helena Prado", phone: "+55 11 97777-1020" };

const CART = { kind: "order", text: "", items: [{ product: "poltrona-verde", quantity: 1, price: 1_290 }, { product: "pe-de-reposicao", quantity: 4, price: 18.5 }] };

const KINDS: { key: WordKey; icon: LucideIcon; message: Record<string, unknown> }[] = [
  { key: "kind_image", icon: Image, message: { kind: "image" } },
  { key: "kind_voice", icon: Mic, message: { kind: "voice" } },
  { key: "kind_document", icon: FileText, message: { kind: "document" } },
  { key: "kind_location", icon: MapPin, message: PLACE },
  { key: "kind_contact", icon: Contact, message: CARD },
  { key: "kind_sticker", icon: Sticker, message: { kind: "sticker" } },
];

/** Every kind of message a customer may send besides text. */
export function SendTiles({ inPhone, onDone }: SendTilesProps) {
  const { say } = useWords();
  const persona = useSimulator((state) => state.persona);
  const quoting = useSimulator((state) => state.quoting);
  const file = useRef<HTMLInputElement>(null);

  function send(message: Record<string, unknown>) {
    if (!persona) return;
    api.say(persona, { ...message, ...(quoting ? { reply_to: quoting } : {}) }).then(() => changes.quote(null), complain);
    onDone?.();
  }

  async function handleFile(chosen: File | undefined) {
    if (!chosen) return;
    try {
      const { id, mime_type } = await api.upload(chosen);
      const kind = /^image\/(?!svg)/.test(mime_type) ? "image" : mime_type.startsWith("audio/") ? "voice" : "document";
      send({ kind, media_id: id });
    } catch (error) {
      complain(error);
    }
  }

  /** Opens the reactions, or the quote, of the newest message of the business. */
  function withNewest(act: (id: string) => void) {
    const chat = persona ? useSimulator.getState().chats[persona] : undefined;
    const newest = chat?.findLast(({ from, hidden }) => from === "business" && !hidden) ?? chat?.at(-1);
    if (newest) act(newest.id);
    else notice(say("nothing_to_react"));
  }

  const tiles = [
    ...KINDS.map(({ key, icon, message }) => ({ key, icon, act: () => send(message) })),
    ...(inPhone
      ? [{ key: "kind_upload" as const, icon: Upload, act: () => file.current?.click() }]
      : [
          { key: "kind_react" as const, icon: SmilePlus, act: () => withNewest(changes.react) },
          { key: "kind_order" as const, icon: ShoppingBag, act: () => send(CART) },
        ]),
  ];

  return (
    <div className={cn("grid grid-cols-4 text-2xs text-ink2", inPhone ? "gap-2" : "gap-1.5")}>
      {tiles.map(({ key, icon: Icon, act }) => (
        <button key={key} type="button" disabled={!persona} onClick={act} className={cn("flex flex-col items-center justify-center gap-1 rounded-md border border-line bg-surface transition-tint hover:border-line2 hover:bg-hover disabled:opacity-50", inPhone ? "h-16" : "h-[50px]")}>
          <Icon size={inPhone ? 18 : 15} strokeWidth={1.75} aria-hidden />
          {say(key)}
        </button>
      ))}
      {inPhone ? <input ref={file} type="file" hidden aria-label={say("kind_upload")} onChange={({ target }) => { handleFile(target.files?.[0]).catch(complain); target.value = ""; }} /> : null}
    </div>
  );
}
