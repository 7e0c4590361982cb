import { cva, type VariantProps } from "class-variance-authority";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

const look = cva("inline-flex min-h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded-sm px-1.5 text-2xs font-medium", {
  variants: {
    tone: {
      accent: "bg-accent-soft text-accent-ink",
      bot: "bg-bot-soft text-bot-ink",
      note: "bg-note-soft text-note-ink",
      info: "bg-info-soft text-info-ink",
      danger: "bg-danger-soft text-danger-ink",
      warn: "bg-warn-soft text-warn-ink",
      grey: "bg-hover text-ink2",
    },
  },
  defaultVariants: { tone: "grey" },
});

interface BadgeProps extends VariantProps<typeof look> {
  icon?: LucideIcon;
  /** A dot in the place of an icon. */
  dot?: boolean;
  children: ReactNode;
}

/** A state, in words. */
export function Badge({ tone, icon: Icon, dot, children }: BadgeProps) {
  return (
    <span className={look({ tone })}>
      {Icon ? <Icon size={11} strokeWidth={2.2} aria-hidden /> : dot ? <span aria-hidden className="size-1.5 rounded-full bg-current" /> : null}
      {children}
    </span>
  );
}
