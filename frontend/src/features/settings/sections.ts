import { Bell, Globe, Keyboard, MonitorSmartphone, SunMoon, UserRound, Zap, type LucideIcon } from "lucide-react";
import type { Permission } from "@/lib/api-types";
import type { MessageKey } from "@/lib/i18n";
import { paths } from "@/lib/paths";

export interface Section {
  to: (typeof paths)[keyof typeof paths];
  title: MessageKey;
  icon: LucideIcon;
  /** Only for those who may. */
  allow?: Permission;
  /** Its page has a head of its own. */
  headed?: true;
}

interface Group {
  title: MessageKey;
  sections: Section[];
}

/** The pages of the settings, in the order of their list. */
export const groups: Group[] = [
  {
    title: "settings.group.you",
    sections: [
      { to: paths.profile, title: "settings.profile", icon: UserRound },
      { to: paths.language, title: "settings.language", icon: Globe },
      { to: paths.appearance, title: "settings.appearance", icon: SunMoon },
      { to: paths.notifications, title: "settings.notifications", icon: Bell },
      { to: paths.keyboard, title: "settings.keyboard", icon: Keyboard },
      { to: paths.signIns, title: "settings.sign_ins", icon: MonitorSmartphone },
    ],
  },
  { title: "settings.group.messaging", sections: [{ to: paths.canned, title: "settings.canned", icon: Zap, allow: "conversation.reply", headed: true }] },
];

export const sections = groups.flatMap((group) => group.sections);
