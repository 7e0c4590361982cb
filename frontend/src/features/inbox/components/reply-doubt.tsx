import { Braces, Users } from "lucide-react";
import { blanksOf } from "@/lib/variables";
import { useT } from "@/lib/use-t";
import type { Doubt } from "../use-sending";
import { ComposerNotice, NoticeButton } from "./composer-notice";

interface ReplyDoubtProps {
  doubt: Doubt;
  text: string;
  who: string;
  onFill: () => void;
  onWait: () => void;
  onSend: () => void;
}

/** Asks once before a reply goes out that may not be meant so. */
export function ReplyDoubt({ doubt, text, who, onFill, onWait, onSend }: ReplyDoubtProps) {
  const t = useT();
  const send = <NoticeButton onClick={() => onSend()}>{t("composer.send_anyway")}</NoticeButton>;
  if (doubt === "collision")
    return (
      <ComposerNotice tone="warn" icon={Users} urgent action={<><NoticeButton onClick={onWait}>{t("composer.wait")}</NoticeButton>{send}</>}>
        {t("composer.doubt_collision", { name: who })}
      </ComposerNotice>
    );
  const blanks = blanksOf(text);
  return (
    <ComposerNotice tone="note" icon={Braces} urgent action={<><NoticeButton onClick={onFill}>{t("composer.fill")}</NoticeButton>{send}</>}>
      {t("composer.doubt_blank", { n: blanks.length, names: [...new Set(blanks.map((blank) => blank.name))].join(", ") })}
    </ComposerNotice>
  );
}
