import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { useWords } from "./words/use-words";

interface ResetDialogProps {
  onCancel: () => void;
  onConfirm: () => void;
}

/** Everything is about to be forgotten: the one thing here that cannot be undone. */
export function ResetDialog({ onCancel, onConfirm }: ResetDialogProps) {
  const { say } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  return (
    <dialog ref={dialog} aria-labelledby="reset-title" onClose={onCancel} className="m-auto w-[min(380px,calc(100vw-32px))] rounded-2xl border border-line bg-surface p-5 text-ink shadow-4 backdrop:bg-scrim">
      <h2 id="reset-title" className="text-sm leading-5">{say("reset_question")}</h2>
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onCancel} autoFocus>{say("cancel")}</Button>
        <Button variant="primary" onClick={onConfirm}>{say("reset_confirm")}</Button>
      </div>
    </dialog>
  );
}
