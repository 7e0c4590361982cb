import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface BannerProps {
  icon: LucideIcon;
  children: ReactNode;
}

interface StripProps extends BannerProps {
  /** What it is about, for those who jump to it. */
  label: string;
}

/** A line over the pane it concerns. */
export function Banner({ icon: Icon, children }: BannerProps) {
  return (
    <div role="status" className="animate-menu pointer-events-none absolute inset-x-4 top-[70px] z-10 flex justify-center">
      <span className="pointer-events-auto flex items-center gap-2 rounded-full border border-note-line bg-note-soft px-3 py-1.5 text-xs text-note-ink shadow-2">
        <Icon size={13} className="shrink-0" aria-hidden />
        {children}
      </span>
    </div>
  );
}

/** A banner that asks for something to be done: it takes room of its own and hides nothing. */
export function Strip({ icon: Icon, label, children }: StripProps) {
  return (
    <section role="alert" aria-label={label} className="animate-menu mx-2 mt-2 flex max-h-[30dvh] shrink-0 items-start gap-2.5 overflow-y-auto overscroll-contain rounded-lg border border-danger-line bg-danger-soft px-3 py-0.5 text-xs text-danger-ink">
      <Icon size={15} className="mt-[11px] shrink-0" aria-hidden />
      {children}
    </section>
  );
}
