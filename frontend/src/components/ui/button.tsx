import { cva, type VariantProps } from "class-variance-authority";
import { LoaderCircle, type LucideIcon } from "lucide-react";
import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import type { ActionId } from "@/lib/action-catalogue";
import { useKeys } from "@/lib/shortcut-keys";
import { Kbd } from "./kbd";

const look = cva(
  "inline-flex shrink-0 items-center justify-center whitespace-nowrap font-medium transition-tint aria-disabled:cursor-default aria-disabled:not-aria-busy:opacity-45 aria-busy:opacity-80 pointer-coarse:min-h-11 pointer-coarse:min-w-11",
  {
    variants: {
      variant: {
        primary: "bg-accent text-on-accent shadow-1 hover:not-aria-disabled:bg-accent-hover",
        secondary: "border border-line2 bg-surface text-ink shadow-1 hover:not-aria-disabled:bg-hover active:not-aria-disabled:bg-active",
        soft: "border border-accent-line bg-accent-soft text-accent-ink hover:not-aria-disabled:border-accent",
        ghost: "text-ink2 hover:not-aria-disabled:bg-hover active:not-aria-disabled:bg-active",
        bot: "font-medium text-bot-ink hover:underline",
        /** Only where something is confirmed. */
        danger: "bg-danger text-on-danger shadow-1 hover:not-aria-disabled:bg-danger-hover",
        /** Leads to a question whether to. */
        risky: "border border-danger-line bg-surface text-danger-ink hover:not-aria-disabled:bg-danger-soft",
      },
      size: {
        xs: "min-h-6 gap-1 rounded-[6px] px-2 text-xs",
        sm: "min-h-7 gap-1.5 rounded-md px-2.5 text-xs",
        md: "min-h-8 gap-1.5 rounded-md px-3 text-sm",
        lg: "min-h-10 gap-2 rounded-lg px-4 text-base",
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
  /** The verb in progress. The width is the wider one's from the start. */
  pendingLabel?: string;
  /** Why it cannot be pressed now: disables it, and its tooltip tells. */
  reason?: string;
  ref?: Ref<HTMLButtonElement>;
  children: ReactNode;
}

export function Button({ variant, size, icon: Icon, shortcut, pending, pendingLabel, reason, className, children, onClick, disabled, type = "button", ...rest }: ButtonProps) {
  const keys = useKeys(shortcut);
  const small = size === "xs" || size === "sm";
  const idle = pending || disabled || reason !== undefined;
  const spinner = <LoaderCircle size={small ? 13 : 15} className="shrink-0 animate-spin" aria-hidden />;
  const icon = Icon ? <Icon size={small ? 13 : 15} strokeWidth={2} className="shrink-0" aria-hidden /> : null;

  return (
    <button
      {...rest}
      type={type}
      aria-disabled={idle || undefined}
      aria-busy={pending || undefined}
      data-tip={reason ?? rest["data-tip" as keyof typeof rest]}
      aria-description={reason}
      onClick={idle ? (event) => event.preventDefault() : onClick}
      className={look({ variant, size, className })}
    >
      {pendingLabel === undefined ? (
        <>
          {pending ? spinner : icon}
          {children}
        </>
      ) : (
        <span className="grid place-items-center *:col-start-1 *:row-start-1 *:flex *:items-center *:gap-1.5">
          <span aria-hidden={pending || undefined} className={pending ? "invisible" : undefined}>{icon}{children}</span>
          <span aria-hidden={!pending || undefined} className={pending ? undefined : "invisible"}>{spinner}{pendingLabel}</span>
        </span>
      )}
      {keys && !pending ? <Kbd onAccent={variant === "primary"}>{keys}</Kbd> : null}
    </button>
  );
}
