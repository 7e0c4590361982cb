interface BadgeProps {
  count: number;
  className?: string;
}

/** How many, over the corner of an icon; its words are the button's own. */
export function CountBadge({ count, className }: BadgeProps) {
  if (count === 0) return null;
  return (
    <span aria-hidden className={`num absolute grid h-4 min-w-4 place-items-center rounded-full bg-danger px-1 text-[0.625rem] font-semibold leading-none text-on-danger ring-2 ${className ?? ""}`}>
      {count > 99 ? "99+" : count}
    </span>
  );
}
