import { Keyboard } from "lucide-react";
import { Button } from "@/components/ui/button";
import { RadioCards } from "@/components/ui/radio-cards";
import { Switch } from "@/components/ui/switch";
import { actionIds, groups, known } from "@/lib/action-catalogue";
import { prefer, usePreferences } from "@/lib/preferences";
import { SEND_PAIRS } from "@/lib/shortcut-keys";
import { toast } from "@/lib/toasts";
import { useMediaQuery } from "@/lib/use-media-query";
import { useT } from "@/lib/use-t";
import { Block, Blocks } from "./components/block";
import { ShortcutRow } from "./components/shortcut-row";
import { giveKeys } from "./own-keys";

/** Every action with its keys, and the keys one would rather have. */
export function KeyboardPage() {
  const t = useT();
  const touch = useMediaQuery("(hover: none) and (pointer: coarse)");
  const { shortcuts, sendWith, singleKeys } = usePreferences();
  const changed = Object.keys(shortcuts).length > 0;

  function handleReset() {
    prefer({ shortcuts: {} });
    toast({ id: "shortcut", tone: "done", text: t("settings.shortcuts_were_reset"), action: { label: t("settings.undo"), perform: () => prefer({ shortcuts }) } });
  }

  return (
    <Blocks>
      <Block title={t("settings.send")}>
        <RadioCards
          label={t("settings.send_with")}
          hideLabel
          value={shortcuts["composer.send"] === undefined ? sendWith : "own"}
          options={(["mod-enter", "enter"] as const).map((value) => ({ value, label: t("keys.send_pair", SEND_PAIRS[value]) }))}
          onChange={(value) => {
            giveKeys("composer.send", known("composer.send").keys);
            prefer({ sendWith: value as typeof sendWith });
          }}
        />
      </Block>
      <Block
        title={t("settings.shortcuts")}
        text={t("settings.device_only")}
        action={changed ? <Button size="sm" onClick={handleReset}>{t("settings.shortcuts_reset")}</Button> : null}
      >
        {touch ? <p className="mb-4 flex items-center gap-2 rounded-md border border-info-line bg-info-soft px-3 py-2 text-info-ink"><Keyboard size={14} className="shrink-0" aria-hidden />{t("settings.keys_touch")}</p> : null}
        <div className="mb-6 rounded-lg border border-line p-3.5">
          <Switch label={t("settings.single_keys")} hint={t("settings.single_keys_text", { keys: "J, E, R" })} on={singleKeys} onChange={(on) => prefer({ singleKeys: on })} />
        </div>
        {groups.map((group) => (
          <section key={group} aria-labelledby={`keys-${group}`} className="mb-6 last:mb-0">
            <h3 id={`keys-${group}`} className="mb-1 text-xs font-medium text-ink3">{t(`settings.keys.${group}`)}</h3>
            <ul className="divide-y divide-line border-y border-line">
              {actionIds.filter((id) => known(id).group === group && id !== "composer.send").map((id) => <ShortcutRow key={id} id={id} />)}
            </ul>
          </section>
        ))}
      </Block>
    </Blocks>
  );
}
