import { useState, type ReactNode } from "react";
import { useT } from "@/lib/use-t";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { TextField } from "./text-field";

interface ConfirmDialogProps {
  /** A question. */
  title: string;
  /** What will be gone, with numbers. */
  text?: ReactNode;
  /** Verb and object. */
  confirm: string;
  /** The verb in progress. */
  confirming?: string;
  /** The safe way out; "Keep", not "Cancel", where something would be erased. */
  keep?: string;
  /** Erasing: this name has to be typed first. */
  typed?: string;
  danger?: boolean;
  pending?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

const same = (a: string, b: string) => a.trim().localeCompare(b.trim(), undefined, { sensitivity: "accent" }) === 0;

/** Asks before what cannot be undone. */
export function ConfirmDialog({ title, text, confirm, confirming, keep, typed, danger, pending, onConfirm, onClose }: ConfirmDialogProps) {
  const t = useT();
  const [answer, setAnswer] = useState("");
  const ready = typed === undefined || same(answer, typed);
  const reason = ready ? undefined : t("dialog.type_first", { name: typed });

  return (
    <Dialog
      alert={danger}
      title={title}
      text={text}
      onClose={onClose}
      onSubmit={() => ready && !pending && onConfirm()}
      actions={
        <>
          <Button onClick={onClose} data-autofocus={typed === undefined ? "" : undefined}>{keep ?? t("cancel")}</Button>
          <Button type="submit" variant={danger ? "danger" : "primary"} reason={reason} pending={pending} pendingLabel={confirming}>{confirm}</Button>
        </>
      }
    >
      {typed === undefined ? null : <TextField data-autofocus="" label={t("dialog.type_name", { name: typed })} autoComplete="off" spellCheck={false} value={answer} onChange={(event) => setAnswer(event.target.value)} />}
    </Dialog>
  );
}
