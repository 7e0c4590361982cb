import { ArrowUp, Check, ChevronDown, Send } from "lucide-react";
import { memo } from "react";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { prefer, usePreferences } from "@/lib/preferences";
import { useMay } from "@/lib/session";
import { SEND_PAIRS } from "@/lib/shortcut-keys";
import { useT } from "@/lib/use-t";

interface SendButtonProps {
  ready: boolean;
  /** Why not, where there is more to say than that nothing was typed. */
  why?: string;
  onSend: (then?: "resolve") => void;
}

/** Send, and beside it the other ways to send. */
export const SendButton = memo(function SendButton({ ready, why, onSend }: SendButtonProps) {
  const t = useT();
  const resolves = useMay("conversation.resolve");
  const sendWith = usePreferences((state) => state.sendWith);
  const ways = [
    { id: "send", icon: Send, label: t("composer.send"), shortcut: "composer.send" as const, onSelect: () => onSend() },
    ...(resolves ? [{ id: "resolve", icon: Check, label: t("composer.send_resolve"), shortcut: "composer.send_resolve" as const, onSelect: () => onSend("resolve") }] : []),
  ];
  return (
    <div className="ml-1 flex rounded-md shadow-1">
      <Button variant="primary" shortcut="composer.send" disabled={!ready} data-tip={why ?? (ready ? undefined : t("composer.nothing"))} onClick={() => onSend()} className="rounded-r-none shadow-none">
        {t("composer.send")}
      </Button>
      <Menu
        label={t("composer.ways")}
        align="end"
        side="top"
        groups={[
          { items: ways },
          {
            label: t("composer.send_with"),
            items: (["mod-enter", "enter"] as const).map((id) => ({ id, label: t("keys.send_pair", SEND_PAIRS[id]), checked: sendWith === id, onSelect: () => prefer({ sendWith: id }) })),
          },
        ]}
      >
        {(trigger) => (
          <button type="button" {...trigger} aria-label={t("composer.ways")} data-tip={t("composer.ways")} className="grid h-8 w-7 place-items-center pointer-coarse:size-11 rounded-r-md border-l border-on-accent/25 bg-accent text-on-accent transition-tint hover:bg-accent-hover">
            <ChevronDown size={15} strokeWidth={2} aria-hidden />
          </button>
        )}
      </Menu>
    </div>
  );
});

/** On a phone: one round button. */
export function RoundSendButton({ ready, why, onSend }: SendButtonProps) {
  const t = useT();
  return (
    <button
      type="button"
      // A tap must not take the focus, or the keyboard would close.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onSend()}
      aria-label={t("composer.send")}
      aria-disabled={!ready || undefined}
      data-tip={why}
      className="grid size-11 shrink-0 place-items-center rounded-full bg-accent text-on-accent transition-tint aria-disabled:opacity-45"
    >
      <ArrowUp size={21} strokeWidth={2} aria-hidden />
    </button>
  );
}
