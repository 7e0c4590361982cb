import { cva, type VariantProps } from "class-variance-authority";
import { LoaderCircle, type LucideIcon } from "lucide-react";
import type { ButtonHTMLAttributes, ReactNode } from "react";
import type { ActionId } from "@/lib/action-catalogue";
import { useKeys } from "@/lib/shortcut-keys";
import { Kbd } from "./kbd";

const look = cva(
  "inline-flex shrink-0 items-center justify-center whitespace-nowrap font-medium transition-tint aria-disabled:cursor-default aria-disabled:opacity-45",
  {
    variants: {
      variant: {
        primary: "bg-accent text-on-accent shadow-1 hover:bg-accent-hover",
        secondary: "border border-line2 bg-surface text-ink shadow-1 hover:bg-hover",
        soft: "border border-accent-line bg-accent-soft text-accent-ink hover:border-accent",
        ghost: "text-ink2 hover:bg-hover",
        bot: "font-medium text-bot-ink hover:underline",
      },
      size: {
        xs: "h-6 gap-1 rounded-[6px] px-2 text-xs",
        sm: "h-7 gap-1.5 rounded-md px-2.5 text-xs",
        md: "h-8 gap-1.5 rounded-md px-3 text-sm",
        lg: "h-10 gap-2 rounded-lg px-4 text-base",
        link: "rounded-xs text-xs",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement>, VariantProps<typeof look> {
  icon?: LucideIcon;
  /** The action it performs: its keys of the moment are shown. */
  shortcut?: ActionId;
  /** A spinner takes the icon's place and a second press is ignored. */
  pending?: boolean;
  children: ReactNode;
}

export function Button({ variant, size, icon: Icon, shortcut, pending, className, children, onClick, disabled, type = "button", ...rest }: ButtonProps) {
  const keys = useKeys(shortcut);
  const small = size === "xs" || size === "sm";
  const idle = pending || disabled;
  return (
    <button {...rest} type={type} aria-disabled={idle || undefined} aria-busy={pending || undefined} onClick={idle ? (event) => event.preventDefault() : onClick} className={look({ variant, size, className })}>
      {pending ? <LoaderCircle size={small ? 13 : 15} className="animate-spin" aria-hidden /> : Icon ? <Icon size={small ? 13 : 15} strokeWidth={2} aria-hidden /> : null}
      {children}
      {keys ? <Kbd onAccent={variant === "primary"}>{keys}</Kbd> : null}
    </button>
  );
}
