import { WhatsAppText } from "@/components/whatsapp-text";
import { useSession } from "@/lib/session";
import { useT } from "@/lib/use-t";
import { filled, knownOf } from "@/lib/variables";

/** A canned reply as a customer reads it: marks drawn, blanks filled for somebody made up. */
export function CannedPreview({ text }: { text: string }) {
  const t = useT();
  const session = useSession();
  const name = t("canned.sample");
  const known = knownOf({ contact: name, agent: session?.member.name ?? "", workspace: session?.workspace.name ?? "" });

  return (
    <section aria-label={t("canned.preview", { name })} className="rounded-lg bg-sunken p-3">
      <p className="mb-2 text-2xs text-ink3">{t("canned.preview", { name })}</p>
      <div className="ml-auto w-fit max-w-[min(90%,40rem)] rounded-bubble rounded-br-xs bg-bout px-3 py-2 text-message">
        {text.trim() ? <WhatsAppText text={filled(text, known)} /> : <span className="text-ink3">{t("canned.preview_empty")}</span>}
      </div>
    </section>
  );
}
