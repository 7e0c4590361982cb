import { i18n } from "@/lib/i18n";
import { toast } from "@/lib/toasts";

let said = false;

/** Says once that this device keeps nothing: what is typed lives as long as the page. */
export function sayUnkept(): void {
  if (said) return;
  said = true;
  toast({ id: "unkept", tone: "failed", text: i18n._("composer.unkept") });
}
