import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useUnsent } from "@/features/inbox/use-unsent";
import { useT } from "@/lib/use-t";
import { signOut } from "./sign-out";

interface SignOutQuestionProps {
  onClose: () => void;
}

/** Whether one really signs out: what this device alone knows goes with it. Replies that are sent meanwhile are no longer counted. */
export function SignOutQuestion({ onClose }: SignOutQuestionProps) {
  const t = useT();
  const client = useQueryClient();
  const { replies, drafts } = useUnsent();
  const [leaving, setLeaving] = useState(false);

  async function handleConfirm() {
    setLeaving(true);
    await signOut(client);
    onClose();
  }

  return (
    <ConfirmDialog
      danger
      title={t("sign_out.ask")}
      text={
        <>
          {replies > 0 ? <span className="block">{t("sign_out.replies", { n: replies })}</span> : null}
          {drafts > 0 ? <span className="block">{t("sign_out.drafts", { n: drafts })}</span> : null}
        </>
      }
      confirm={replies + drafts > 0 ? t("sign_out.discard") : t("menu.sign_out")}
      confirming={t("sign_out.leaving")}
      keep={t("sign_out.stay")}
      pending={leaving}
      onConfirm={() => void handleConfirm()}
      onClose={onClose}
    />
  );
}
