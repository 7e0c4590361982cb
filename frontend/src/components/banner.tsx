import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface BannerProps {
  icon: LucideIcon;
  children: ReactNode;
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
