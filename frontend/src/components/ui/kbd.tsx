import { cn } from "@/lib/cn";

interface KbdProps {
  children: string;
  /** On a filled button the keys need no box. */
  onAccent?: boolean;
}

/** A shortcut, for eyes only: the control's own name is what is read aloud. */
export function Kbd({ children, onAccent }: KbdProps) {
  return (
    <kbd
      aria-hidden
      className={cn(
        "hidden font-sans text-2xs leading-none md:inline-flex",
        onAccent ? "ml-1 font-normal" : "h-[18px] min-w-[18px] items-center justify-center rounded-xs border border-line2 bg-surface px-1 text-ink3",
      )}
    >
      {children}
    </kbd>
  );
}
