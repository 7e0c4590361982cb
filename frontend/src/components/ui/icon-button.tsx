import { cva, type VariantProps } from "class-variance-authority";
import type { LucideIcon } from "lucide-react";
import type { ButtonHTMLAttributes, Ref } from "react";
import type { ActionId } from "@/lib/action-catalogue";

const look = cva("relative grid shrink-0 place-items-center rounded-md transition-tint aria-disabled:cursor-default aria-disabled:opacity-45 pointer-coarse:size-11", {
  variants: {
    size: { sm: "size-7", md: "size-8", touch: "size-11" },
    tone: { plain: "text-ink2 hover:not-aria-disabled:bg-hover", accent: "text-accent-ink hover:not-aria-disabled:bg-hover" },
    pressed: { true: "bg-active text-ink", false: "" },
  },
  defaultVariants: { size: "md", tone: "plain", pressed: false },
});

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "aria-label">, VariantProps<typeof look> {
  icon: LucideIcon;
  /** Its accessible name, and its tooltip. */
  label: string;
  /** The action it performs: its tooltip tells the keys. */
  shortcut?: ActionId;
  /** Why it cannot be pressed now: disables it, and its tooltip tells. */
  reason?: string;
  iconSize?: number;
  ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ icon: Icon, label, shortcut, reason, iconSize = 16, size, tone, pressed, className, disabled, onClick, ...rest }: IconButtonProps) {
  const idle = disabled || reason !== undefined;
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      aria-description={reason}
      aria-disabled={idle || undefined}
      data-tip={reason ?? label}
      data-tip-action={reason ? undefined : shortcut}
      onClick={idle ? (event) => event.preventDefault() : onClick}
      className={look({ size, tone, pressed, className })}
    >
      <Icon size={iconSize} strokeWidth={pressed ? 2 : 1.75} aria-hidden />
    </button>
  );
}
