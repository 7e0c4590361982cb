import { LayoutTemplate, MessageSquareReply, SmilePlus } from "lucide-react";
import { memo } from "react";
import { cn } from "@/lib/cn";
import { clockTime } from "@/lib/time";
import type { Message } from "../model";
import { changes } from "../store";
import { useWords } from "../words/use-words";
import { Attachment, Picture } from "./attachment";
import { Interactive } from "./interactive";
import { PhoneText } from "./phone-text";
import { Quote } from "./quote";
import { ReactionPicker } from "./reactions";
import { summary } from "./summary";
import { Ticks } from "./ticks";

interface BubbleProps {
  message: Message;
  quoted: Message | undefined;
  reacting: boolean;
  taken: string | undefined;
  onOpenList: (id: string) => void;
}

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const MEDIA = ["image", "video", "document", "location"];

export const Bubble = memo(function Bubble({ message, quoted, reacting, taken, onOpenList }: BubbleProps) {
  const { say, language } = useWords();
  const mine = message.from === "customer";
  const bare = message.kind === "sticker";
  const emoji = [...new Set(Object.values(message.reactions))].join("");
  const text = summary(message, say).slice(0, 40);

  return (
    <article className={cn("group relative mb-1.5 flex flex-col", mine ? "items-end" : "items-start", emoji && "mb-4")}>
      <div className={cn("flex max-w-full items-center gap-1", mine && "flex-row-reverse")}>
        <div
          className={cn(
            "relative min-w-0 max-w-[min(84%,272px)] text-[12.5px] leading-[17px] text-wa-ink max-lg:max-w-[84%] max-lg:text-[15px] max-lg:leading-[21px]",
            !bare && "rounded-[11px] shadow-[0_1px_1px_rgb(0_0_0/.08)]",
            !bare && (mine ? "rounded-tr-[3px] bg-wa-out" : "rounded-tl-[3px] bg-wa-in"),
          )}
        >
          {reacting ? <ReactionPicker message={message} /> : null}
          <div className={cn(MEDIA.includes(message.kind) ? "p-[3px]" : !bare && "px-2.5 py-1.5")}>
            {message.reply_to ? <Quote message={quoted} className="mb-1" /> : null}
            <Content message={message} />
            <span className={cn("num flex items-center justify-end gap-0.5 text-[9.5px] leading-3 text-wa-meta max-lg:text-[11px]", MEDIA.includes(message.kind) && "px-1.5 pb-1 pt-0.5")}>
              {clockTime(Date.parse(message.at), { language, timeZone: zone })}
              {mine ? <Ticks status={message.status} /> : null}
            </span>
          </div>
          {message.kind === "interactive" && !mine ? <Interactive message={message} taken={taken} onOpenList={() => onOpenList(message.id)} /> : null}
          {emoji ? (
            <span role="img" aria-label={say("reacted", { emoji })} className={cn("absolute -bottom-3 flex h-5 items-center rounded-full border border-wa-line bg-wa-bar px-1.5 text-[12px] leading-none shadow-1", mine ? "right-2" : "left-2")}>
              {emoji}
            </span>
          ) : null}
        </div>
        <span className="flex shrink-0 opacity-0 transition-tint group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
          <Act label={say("react_to", { text })} onAct={() => changes.react(message.id)} icon={SmilePlus} />
          <Act label={say("reply_to", { text })} onAct={() => changes.quote(message.id)} icon={MessageSquareReply} />
        </span>
      </div>
    </article>
  );
});

function Act({ label, icon: Icon, onAct }: { label: string; icon: typeof SmilePlus; onAct: () => void }) {
  return (
    <button type="button" aria-label={label} onClick={onAct} className="grid size-6 place-items-center rounded-full text-wa-meta hover:bg-wa-well hover:text-wa-ink pointer-coarse:size-11">
      <Icon size={14} strokeWidth={1.75} aria-hidden />
    </button>
  );
}

function Content({ message }: { message: Message }) {
  const { content, kind } = message;
  if (kind === "text") return <PhoneText text={message.text} />;
  if (kind === "template") return <TemplateCard message={message} />;
  if (kind !== "interactive") return <Attachment message={message} />;
  if (message.from === "customer") {
    const chosen = content.button_reply ?? content.list_reply;
    return (
      <>
        <PhoneText text={chosen?.title ?? message.text} />
        {chosen?.description ? <span className="block text-wa-meta">{chosen.description}</span> : null}
      </>
    );
  }
  const { header, footer } = content;
  const file = header?.image ?? header?.video;
  return (
    <>
      {header?.text ? <b className="mb-0.5 block font-semibold">{header.text}</b> : null}
      {file && header ? <Picture file={file} kind={header.type} /> : null}
      <PhoneText text={message.text} />
      {footer ? <span className="mt-0.5 block text-[11px] text-wa-meta">{footer.text}</span> : null}
    </>
  );
}

/** A template's words live at Meta; what was filled in is what can be shown. */
function TemplateCard({ message }: { message: Message }) {
  const { say } = useWords();
  const filled = message.content.components?.flatMap(({ parameters }) => parameters?.map(({ text }) => text) ?? []).filter(Boolean) ?? [];
  return (
    <>
      <b className="flex items-center gap-1.5 font-semibold"><LayoutTemplate size={13} aria-hidden />{say("template", { name: message.text })}</b>
      {filled.length > 0 ? <ul className="list-disc pl-5">{filled.map((value, index) => <li key={index}>{value}</li>)}</ul> : null}
    </>
  );
}
