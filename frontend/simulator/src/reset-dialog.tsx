import { Button } from "@/components/ui/button";
import { Dialog } from "./dialog";
import { useWords } from "./words/use-words";

interface ResetDialogProps {
  onCancel: () => void;
  onConfirm: () => void;
}

/** Everything is about to be forgotten: the one thing here that cannot be undone. */
export function ResetDialog({ onCancel, onConfirm }: ResetDialogProps) {
  const { say } = useWords();
  return (
    <Dialog titleId="reset-title" onClose={onCancel}>
      <div className="p-5">
        <h2 id="reset-title" className="text-sm leading-5">{say("reset_question")}</h2>
        <div className="mt-5 flex justify-end gap-2">
          <Button onClick={onCancel} autoFocus>{say("cancel")}</Button>
          <Button variant="danger" onClick={onConfirm}>{say("reset_confirm")}</Button>
        </div>
      </div>
    </Dialog>
  );
}
