import { Button } from "@/components/ui/button";
import { useWords } from "../words/use-words";

interface DiscardAnswersProps {
  question: string;
  size: "sm" | "md";
  onCancel: () => void;
  onDiscard: () => void;
}

/** What one may answer when a recording is about to be thrown away. */
export function DiscardAnswers({ question, size, onCancel, onDiscard }: DiscardAnswersProps) {
  const { say } = useWords();
  return (
    <div role="group" aria-label={question} className="flex gap-2">
      <Button size={size} autoFocus onClick={onCancel}>{say("cancel")}</Button>
      <Button size={size} variant="danger" onClick={onDiscard}>{say("record_discard")}</Button>
    </div>
  );
}
