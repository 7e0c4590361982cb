import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { Button } from "./button";
import { Menu, type MenuItem } from "./menu";

interface SplitButtonProps extends Omit<ComponentProps<typeof Button>, "variant" | "size"> {
  /** What the arrow offers. */
  more: string;
  items: MenuItem[];
}

/** A button with other ways to do the same at its right. */
export function SplitButton({ more, items, className, ...button }: SplitButtonProps) {
  return (
    <span className={cn("inline-flex", className)}>
      <Button {...button} variant="primary" className="rounded-r-none" />
      <Menu label={more} side="top" align="end" groups={[{ items }]}>
        {(trigger) => (
          <button type="button" {...trigger} aria-label={more} data-tip={more} className="ml-px grid min-h-8 w-7 place-items-center rounded-r-md bg-accent text-on-accent shadow-1 transition-tint hover:bg-accent-hover pointer-coarse:w-11">
            <ChevronDown size={14} strokeWidth={2} aria-hidden />
          </button>
        )}
      </Menu>
    </span>
  );
}
