import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

interface AvatarProps {
  name: string;
  size: number;
  className?: string;
  /** Drawn around it: the window arc. */
  children?: ReactNode;
}

/** The same name always has the same hue. */
function hueOf(name: string): number {
  return [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7);
}

/** First letters of the first and the last word that have any; the sign itself for a name of symbols. */
function initialsOf(name: string): string {
  const words = name.replace(/^@/, "").split(/[\s._-]+/).filter((word) => /\p{L}|\p{N}/u.test(word));
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => (word ? (/[\p{L}\p{N}]/u.exec(word)?.[0] ?? "") : "")).join("").toLocaleUpperCase() || "?";
}

export function Avatar({ name, size, className, children }: AvatarProps) {
  const hue = hueOf(name);
  return (
    <span className={cn("relative inline-grid shrink-0 place-items-center", className)} style={{ width: size, height: size }}>
      {/* Drawn, not written: the name beside it is what is read. */}
      <span
        aria-hidden
        data-initials={initialsOf(name)}
        className="grid size-full place-items-center overflow-hidden rounded-full font-semibold leading-none tracking-[-.01em] before:content-[attr(data-initials)]"
        style={{ fontSize: Math.max(9, size * 0.36), background: `light-dark(oklch(0.92 0.045 ${hue}), oklch(0.38 0.06 ${hue}))`, color: `light-dark(oklch(0.4 0.09 ${hue}), oklch(0.9 0.05 ${hue}))` }}
      />
      {children}
    </span>
  );
}
