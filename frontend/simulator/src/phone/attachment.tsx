import { FileText, Image, MapPin, ShoppingBag, UserRound } from "lucide-react";
import { mediaUrl } from "../api";
import type { CartItem, MediaContent, Message } from "../model";
import { useWords } from "../words/use-words";
import { PhoneText } from "./phone-text";
import { Voice } from "./voice";

/** A picture, recording, file, place or card inside a bubble. */
export function Attachment({ message }: { message: Message }) {
  const { say } = useWords();
  const { content, kind } = message;

  switch (kind) {
    case "image":
    case "video":
    case "sticker":
      return <Picture file={content} kind={kind} />;
    case "audio":
      return content.id ? <Voice id={content.id} /> : <Elsewhere file={content} kind={say("voice_note")} />;
    case "document":
      return <Document file={content} />;
    case "location":
      return (
        <span className="block w-52">
          <MapArt />
          <span className="mt-1 block px-1 font-medium">{content.name ?? say("kind_location")}</span>
          <span className="num block px-1 text-[11px] text-wa-meta">{content.address ?? `${content.latitude}, ${content.longitude}`}</span>
        </span>
      );
    case "contacts":
      return (
        <>
          {content.map((card, index) => (
            <span key={index} className="flex items-center gap-2.5 py-0.5 pr-2">
              <span className="grid size-8 place-items-center rounded-full bg-wa-well"><UserRound size={16} aria-hidden /></span>
              <span className="leading-4">
                <b className="block font-semibold">{card.name.formatted_name}</b>
                <span className="num text-[11px] text-wa-meta">{card.phones?.[0]?.phone}</span>
              </span>
            </span>
          ))}
        </>
      );
    case "order":
      return <Cart items={content.product_items ?? []} note={content.text} />;
    default:
      return null;
  }
}

function Cart({ items, note }: { items: CartItem[]; note: string | undefined }) {
  const { say, language } = useWords();
  const total = items.reduce((sum, { quantity, item_price }) => sum + quantity * item_price, 0);
  const money = new Intl.NumberFormat(language, { style: "currency", currency: items[0]?.currency ?? "BRL" });
  return (
    <span className="block w-52">
      <span className="flex items-center gap-2.5 rounded-[8px] bg-wa-well px-2.5 py-2 leading-4">
        <ShoppingBag size={18} strokeWidth={1.6} aria-hidden className="shrink-0" />
        <span><b className="block font-medium">{say("kind_order")}</b><span className="num text-[11px] text-wa-meta">{money.format(total)}</span></span>
      </span>
      {items.map(({ product_retailer_id, quantity }) => <span key={product_retailer_id} className="num block truncate px-1 pt-1 text-[11.5px]">{quantity} × {product_retailer_id}</span>)}
      {note ? <span className="block px-1 pt-1"><PhoneText text={note} /></span> : null}
    </span>
  );
}

export function Picture({ file, kind }: { file: MediaContent; kind: string }) {
  const { say } = useWords();
  const name = say(kind === "sticker" ? "sticker" : "photo");
  if (!file.id) return <Elsewhere file={file} kind={name} />;
  if (kind === "sticker") return <img src={mediaUrl(file.id)} alt={name} width={112} height={112} className="size-28 object-contain" />;
  return (
    <>
      {kind === "video" ? <video src={mediaUrl(file.id)} controls className="max-h-60 w-60 rounded-[8px]" /> : <img src={mediaUrl(file.id)} alt={file.caption ?? name} className="aspect-[4/3] w-60 rounded-[8px] object-cover" />}
      {file.caption ? <div className="px-1.5 pt-1"><PhoneText text={file.caption} /></div> : null}
    </>
  );
}

function Document({ file }: { file: MediaContent }) {
  const { say } = useWords();
  const name = file.filename ?? say("kind_document");
  if (!file.id) return <Elsewhere file={file} kind={name} />;
  return (
    <>
      <a href={mediaUrl(file.id)} download={name} aria-label={say("download", { name })} className="flex items-center gap-2.5 rounded-[8px] bg-wa-well px-2.5 py-2 pr-4">
        <FileText size={20} strokeWidth={1.6} aria-hidden className="text-danger" />
        <span className="min-w-0 leading-4"><b className="block truncate font-medium">{name}</b><span className="text-[11px] uppercase text-wa-meta">{file.mime_type?.split("/").at(-1)?.split(";")[0] ?? ""}</span></span>
      </a>
      {file.caption ? <div className="px-1 pt-1"><PhoneText text={file.caption} /></div> : null}
    </>
  );
}

/** A file behind a link: the simulator fetches nothing, so it says where it lies. */
function Elsewhere({ file, kind }: { file: MediaContent; kind: string }) {
  const { say } = useWords();
  return (
    <>
      <a href={file.link} target="_blank" rel="noopener noreferrer" className="flex w-56 items-center gap-2.5 rounded-[8px] bg-wa-well px-2.5 py-2">
        <Image size={18} strokeWidth={1.6} aria-hidden className="shrink-0" />
        <span className="min-w-0 leading-4"><b className="block truncate font-medium">{say("media_elsewhere", { kind })}</b><span className="block truncate text-[11px] text-wa-meta">{file.link}</span></span>
      </a>
      {file.caption ? <div className="px-1 pt-1"><PhoneText text={file.caption} /></div> : null}
    </>
  );
}

function MapArt() {
  return (
    <span aria-hidden className="relative block h-24 overflow-hidden rounded-[8px] bg-[light-dark(#e6ece6,#26302b)]">
      <svg width="208" height="96" fill="none" stroke="light-dark(#fff,#3a4641)">
        <path d="M-5 70C40 50 90 82 140 66s60-28 90-24v60H-5z" fill="light-dark(#cfe3f0,#1d3340)" stroke="none" />
        <path d="M-5 26 215 8" strokeWidth="6" />
        <path d="M30-5l28 80M96-5l18 70M160-5l12 60M-5 52l220-18" strokeWidth="4" />
      </svg>
      <MapPin size={26} fill="#e5484d" stroke="#fff" className="absolute left-1/2 top-1/2 -translate-x-1/2 -translate-y-full" />
    </span>
  );
}
