import { useToasts } from "@/lib/toasts";
import { ToastLine } from "./toast-line";

/** What was said lately, bottom left. Errors stay until dismissed. */
export function Toaster() {
  const shown = useToasts((state) => state.shown);
  return (
    <div className="pointer-events-none fixed bottom-4 left-4 z-40 flex w-[min(360px,calc(100vw-2rem))] flex-col gap-2 max-sm:bottom-[calc(8.5rem+env(safe-area-inset-bottom))]">
      {shown.map((each) => (
        <ToastLine key={each.id} toast={each} />
      ))}
    </div>
  );
}
