import { Suspense, use, useEffect, useRef, type ReactNode, type Ref } from "react";
import { PaneBoundary } from "@/components/pane-boundary";
import { PickersContext } from "@/components/pickers";
import type { KeyTaker } from "@/components/suggestion-list";
import { cn } from "@/lib/cn";
import { useT } from "@/lib/use-t";
import type { TypedSign } from "../typed-sign";

interface ReplyPanelsProps {
  /** Of the list, which the field points at. */
  id: string;
  contactName: string;
  sign: TypedSign | null;
  emojiOpen: boolean;
  keys: Ref<KeyTaker>;
  onActive: (optionId: string | undefined) => void;
  /** Puts text in the place of the sign. */
  onPick: (text: string) => void;
  /** Puts an emoji where the caret is. */
  onEmoji: (emoji: string) => void;
  /** `true`: the focus goes back to the field. */
  onClose: (refocus: boolean) => void;
}

/** What opens over the field: canned replies, emoji. None of it is fetched before it is asked for. */
export function ReplyPanels({ id, contactName, sign, emojiOpen, keys, onActive, onPick, onEmoji, onClose }: ReplyPanelsProps) {
  const { canned: Canned, emojiSuggestions: Suggestions, emoji: Emoji } = use(PickersContext);
  if (emojiOpen)
    return Emoji ? (
      <Panel of="emoji" narrow onOutside={() => onClose(false)}>
        <Emoji onPick={onEmoji} onClose={() => onClose(true)} />
      </Panel>
    ) : null;
  const Picker = sign?.sign === "/" ? Canned : Suggestions;
  return sign && Picker ? (
    <Panel of={sign.sign} narrow={sign.sign === ":"} onOutside={() => onClose(false)}>
      <Picker query={sign.query} contactName={contactName} id={id} keys={keys} onActive={onActive} onPick={onPick} onClose={() => onClose(true)} />
    </Panel>
  ) : null;
}

interface PanelProps {
  of: string;
  narrow?: boolean;
  onOutside: () => void;
  children: ReactNode;
}

/** Over the composer; on a phone, a sheet that stands on it, so that the keyboard may stay. */
function Panel({ of, narrow, onOutside, children }: PanelProps) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const outside = useRef(onOutside);
  useEffect(() => {
    outside.current = onOutside;
  });
  useEffect(() => {
    function handlePress(event: PointerEvent) {
      const target = event.target as Element;
      if (!box.current?.contains(target) && !target.closest("#reply, [data-emoji-opener]")) outside.current();
    }
    document.addEventListener("pointerdown", handlePress);
    return () => document.removeEventListener("pointerdown", handlePress);
  }, []);

  return (
    <PaneBoundary of={of} fallback={() => <p role="alert" className="border-b border-line px-3.5 py-2 text-xs text-danger-ink">{t("composer.part_failed")}</p>}>
      <Suspense>
        <div
          ref={box}
          className={cn(
            "animate-menu absolute bottom-full left-0 z-20 mb-2 flex max-h-[min(400px,46dvh)] w-full flex-col overflow-hidden rounded-lg border border-line2 bg-surface shadow-3",
            "max-sm:-inset-x-2 max-sm:mb-0 max-sm:w-auto max-sm:rounded-b-none max-sm:rounded-t-2xl max-sm:border-x-0 max-sm:border-b-0 max-sm:shadow-4",
            narrow && "sm:w-[352px] sm:pointer-coarse:w-[412px]",
          )}
        >
          {children}
        </div>
      </Suspense>
    </PaneBoundary>
  );
}
