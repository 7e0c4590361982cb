import { cn } from "@/lib/cn";

interface KbdProps {
  children: string;
  /** On a filled button the keys need no box. */
  onAccent?: boolean;
  /** Also where a keyboard is unlikely: in the list of all of them. */
  always?: boolean;
}

/** A shortcut, for eyes only: the control's own name is what is read aloud. */
export function Kbd({ children, onAccent, always }: KbdProps) {
  return (
    <kbd
      aria-hidden
      className={cn(
        "shrink-0 font-sans text-2xs leading-none",
        always ? "inline-flex" : "hidden md:inline-flex",
        onAccent ? "ml-1 font-normal" : "min-h-[18px] min-w-[18px] items-center justify-center rounded-xs border border-line2 bg-surface px-1 text-ink3",
      )}
    >
      {children}
    </kbd>
  );
}
