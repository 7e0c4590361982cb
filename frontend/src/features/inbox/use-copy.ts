import { useCallback } from "react";
import { toast } from "@/lib/toasts";
import { useT } from "@/lib/use-t";

/** Puts text on the clipboard and says so; says too where the browser does not let us. */
export function useCopy(): (text: string, said: string) => void {
  const t = useT();
  return useCallback(
    (text: string, said: string) => {
      const done = navigator.clipboard ? navigator.clipboard.writeText(text) : Promise.reject(new Error("No clipboard"));
      done.then(
        () => toast({ id: "copied", tone: "done", text: said }),
        () => toast({ id: "copied", tone: "failed", brief: true, text: t("copy.failed") }),
      );
    },
    [t],
  );
}
