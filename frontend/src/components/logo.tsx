interface LogoProps {
  size: number;
}

export function Logo({ size }: LogoProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden className="shrink-0">
      <rect width="32" height="32" rx="9" fill="var(--accent)" />
      <path d="M16 7.2c-5.1 0-9.1 3.5-9.1 8 0 2.3 1 4.3 2.7 5.8l-.7 3.5 3.8-1.7c1 .3 2.1.5 3.3.5 5.1 0 9.1-3.5 9.1-8.1s-4-8-9.1-8z" fill="var(--on-accent)" />
      <circle cx="12.3" cy="15.2" r="1.55" fill="var(--accent)" />
      <path d="M14 15.2h3.1c1.9 0 1.5 2.6 3 2.6M14 15.2h3.1c1.9 0 1.5-2.6 3-2.6" stroke="var(--accent)" strokeWidth="1.35" fill="none" strokeLinecap="round" />
    </svg>
  );
}
