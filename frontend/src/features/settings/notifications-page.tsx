import { BellOff } from "lucide-react";
import { Switch } from "@/components/ui/switch";
import { prefer, usePreferences } from "@/lib/preferences";
import { useT } from "@/lib/use-t";
import { Block, Blocks } from "./components/block";
import { useNotificationPermission } from "./use-notification-permission";

/** What may make itself heard or seen. */
export function NotificationsPage() {
  const t = useT();
  const { sound, notify } = usePreferences();
  const { allowed, ask } = useNotificationPermission();
  const blocked = allowed === "denied" ? t("settings.notify_denied") : allowed === "missing" ? t("settings.notify_missing") : undefined;

  return (
    <Blocks>
      <Block title={t("settings.notify_title")} text={t("settings.notify_text")}>
        <div className="divide-y divide-line rounded-lg border border-line">
          <div className="p-3.5"><Switch label={t("settings.sound")} hint={t("settings.sound_text")} on={sound} onChange={(on) => prefer({ sound: on })} /></div>
          <div className="p-3.5">
            <Switch
              label={t("settings.notify")}
              hint={allowed === "default" ? `${t("settings.notify_hint")} ${t("settings.notify_ask")}` : t("settings.notify_hint")}
              on={notify && allowed === "granted"}
              reason={blocked}
              onChange={(on) => (on ? void ask().then((may) => prefer({ notify: may })) : prefer({ notify: false }))}
            />
            {blocked ? (
              <p role="status" className="mt-3 flex items-start gap-2 rounded-md border border-note-line bg-note-soft px-3 py-2 text-xs text-note-ink"><BellOff size={13} className="mt-px shrink-0" aria-hidden />{blocked}</p>
            ) : null}
          </div>
        </div>
        <p className="mt-4 text-xs text-ink3">{t("settings.device_only")}</p>
      </Block>
    </Blocks>
  );
}
