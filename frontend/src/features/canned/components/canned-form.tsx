import { Braces, X } from "lucide-react";
import { useRef, useState, type FormEvent, type SyntheticEvent } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { SideSheet } from "@/components/ui/side-sheet";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { insertText } from "@/lib/insert-text";
import { lengthOf, MOST } from "@/lib/message-length";
import { useProblem } from "@/lib/problem";
import type { CannedReplyIn, CannedReplyOut } from "@/lib/api-types";
import { useT } from "@/lib/use-t";
import { useSaveCanned } from "../api/use-save-canned";
import { MOST_TITLE, problemsOf, refusalOf, shortcutOf } from "../canned-problems";
import { variables } from "@/lib/variables";
import { CannedPreview } from "./canned-preview";

interface CannedFormProps {
  /** Without one, a new reply is written. */
  reply?: CannedReplyOut;
  /** The shortcuts of the others. */
  taken: string[];
  onClose: () => void;
}

/** Writes a canned reply, and shows what a customer will read. */
export function CannedForm({ reply, taken, onClose }: CannedFormProps) {
  const t = useT();
  const problem = useProblem();
  const [draft, setDraft] = useState<CannedReplyIn>({ shortcut: reply?.shortcut ?? "", title: reply?.title ?? "", text: reply?.text ?? "" });
  const [left, setLeft] = useState<Partial<Record<keyof CannedReplyIn, boolean>>>({});
  const [leaving, setLeaving] = useState(false);
  const text = useRef<HTMLTextAreaElement>(null);
  const save = useSaveCanned(reply?.id);
  const refused = save.variables?.shortcut === draft.shortcut && save.variables.text === draft.text ? refusalOf(save.error, draft.shortcut, t) : null;
  const wrong = { ...problemsOf(draft, taken, t), ...refused };
  const shown = (field: keyof CannedReplyIn) => (left[field] || refused?.[field] ? wrong[field] : undefined);
  const title = reply ? t("canned.edit_of", { shortcut: reply.shortcut }) : t("canned.add");

  const dirty = (["shortcut", "title", "text"] as const).some((key) => draft[key] !== (reply?.[key] ?? ""));
  const close = () => (dirty ? setLeaving(true) : onClose());

  // An accent in the making is left to the keyboard until its letter is there.
  function handleShortcut({ currentTarget: { value }, nativeEvent }: SyntheticEvent<HTMLInputElement>) {
    const making = nativeEvent instanceof InputEvent && nativeEvent.isComposing;
    setDraft({ ...draft, shortcut: making ? value : shortcutOf(value) });
  }
  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    setLeft({ shortcut: true, title: true, text: true });
    const first = (["shortcut", "title", "text"] as const).find((field) => problemsOf(draft, taken, t)[field]);
    if (first) (event.currentTarget.querySelector<HTMLElement>(`[name="${first}"]`))?.focus();
    else if (!save.isPending) save.mutate({ ...draft, title: draft.title.trim() }, { onSuccess: onClose });
  }
  const field = (key: keyof CannedReplyIn) => ({
    name: key,
    value: draft[key],
    error: shown(key),
    onBlur: () => draft[key] && setLeft((known) => ({ ...known, [key]: true })),
    autoComplete: "off",
  });

  return (
    <SideSheet label={title} size="record" onClose={close}>
      <form onSubmit={handleSubmit} noValidate className="flex min-h-0 flex-1 flex-col">
        <header className="flex h-14 shrink-0 items-center gap-2 border-b border-line pl-5 pr-3">
          <h2 className="min-w-0 flex-1 truncate text-[0.9375rem] font-semibold tracking-[-.012em]">{title}</h2>
          <IconButton icon={X} label={t("canned.cancel")} onClick={close} />
        </header>
        <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto overscroll-contain p-5">
          <TextField {...field("shortcut")} data-autofocus="" label={t("canned.shortcut")} hint={t("canned.shortcut_hint")} maxLength={32} spellCheck={false} autoCapitalize="none" onChange={handleShortcut} onCompositionEnd={handleShortcut} />
          <TextField {...field("title")} label={t("canned.title_field")} maxLength={MOST_TITLE} dir="auto" onChange={(event) => setDraft({ ...draft, title: event.target.value })} />
          <div>
            <TextArea {...field("text")} ref={text} label={t("canned.text")} hint={t("canned.text_hint")} rows={4} count={{ n: lengthOf(draft.text), most: MOST, said: t("composer.count", { n: lengthOf(draft.text), most: MOST }) }} onChange={(event) => setDraft({ ...draft, text: event.target.value })} />
            <div className="mt-2">
              <Menu
                label={t("canned.variable")}
                groups={[{ items: variables.map((id) => ({ id, label: t(`variable.${id}`), onSelect: () => text.current && insertText(text.current, text.current.selectionStart, text.current.selectionEnd, `{{${id}}}`) })) }]}
              >
                {(trigger) => <Button {...trigger} size="sm" icon={Braces}>{t("canned.variable")}</Button>}
              </Menu>
            </div>
          </div>
          <CannedPreview text={draft.text} />
          {save.isError && !refused ? <p role="alert" className="text-xs text-danger-ink">{problem(save.error)}</p> : null}
        </div>
        <footer className="flex shrink-0 justify-end gap-2 border-t border-line px-5 py-3">
          <Button onClick={close}>{t("canned.cancel")}</Button>
          <Button type="submit" variant="primary" pending={save.isPending} pendingLabel={t("canned.saving")}>{t(reply ? "canned.save" : "canned.create")}</Button>
        </footer>
      </form>
      {leaving ? <ConfirmDialog danger title={t("settings.leave")} text={t("settings.leave_text")} confirm={t("settings.leave_confirm")} keep={t("settings.leave_stay")} onConfirm={onClose} onClose={() => setLeaving(false)} /> : null}
    </SideSheet>
  );
}
