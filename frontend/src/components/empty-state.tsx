import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface EmptyStateProps {
  icon: LucideIcon;
  tone: "accent" | "grey" | "danger";
  title: string;
  /** What next, in one sentence. */
  text?: string;
  /** Of the ring; without it the ring is dotted. */
  share?: number;
  children?: ReactNode;
}

const COLOUR = { accent: "var(--accent)", grey: "var(--ink3)", danger: "var(--danger)" };
const LENGTH = 2 * Math.PI * 35;

/** Ring, one sentence of state, one of what next, one action. */
export function EmptyState({ icon: Icon, tone, title, text, share, children }: EmptyStateProps) {
  const colour = COLOUR[tone];
  return (
    <div role={tone === "danger" ? "alert" : undefined} className="m-auto max-w-[300px] p-5 text-center">
      <span className="relative mx-auto grid size-[76px] place-items-center">
        <svg width="76" height="76" className="absolute -rotate-90" fill="none" strokeWidth="3" strokeLinecap="round" aria-hidden>
          <circle cx="38" cy="38" r="35" stroke="var(--line)" strokeDasharray={share === undefined ? "2 7" : undefined} />
          {share === undefined ? null : <circle cx="38" cy="38" r="35" stroke={colour} strokeDasharray={`${LENGTH * share} ${LENGTH}`} />}
        </svg>
        <span className="grid size-[54px] place-items-center rounded-full" style={{ background: `color-mix(in oklab, ${colour} 12%, var(--surface))`, color: colour }}>
          <Icon size={24} strokeWidth={1.7} aria-hidden />
        </span>
      </span>
      <h2 className="mt-4 text-[0.9375rem] font-semibold tracking-[-.01em] wrap-anywhere">{title}</h2>
      {text ? <p className="mt-1 text-ink2">{text}</p> : null}
      {children ? <div className="mt-4 flex flex-wrap justify-center gap-2">{children}</div> : null}
    </div>
  );
}
