import type { Preferences } from "@/lib/preferences";

/** Rows of the list, high or low. */
export function DensityPicture({ density }: { density: Preferences["density"] }) {
  const height = density === "compact" ? 20 : 33;
  const rows = Math.ceil(100 / height);
  return (
    <svg viewBox="0 0 160 100" className="block w-full bg-canvas" aria-hidden>
      {Array.from({ length: rows }, (_, at) => {
        const y = at * height + height / 2;
        return (
          <g key={at}>
            {at === 0 ? <rect x="6" y="3" width="148" height={height - 4} rx="6" fill="var(--surface)" /> : null}
            <circle cx="22" cy={y} r={density === "compact" ? 6 : 9} fill="none" stroke={at % 3 === 2 ? "var(--line2)" : "var(--accent)"} strokeWidth="2" />
            <rect x="40" y={density === "compact" ? y - 2 : y - 9} width={56 - (at % 2) * 12} height="4" rx="2" fill="var(--line2)" />
            {density === "compact" ? null : <rect x="40" y={y - 1} width={86 - (at % 3) * 14} height="4" rx="2" fill="var(--active)" />}
            {density === "compact" ? <rect x={106 - (at % 2) * 12} y={y - 2} width="24" height="4" rx="2" fill="var(--active)" /> : <rect x="40" y={y + 7} width="22" height="4" rx="2" fill="var(--accent-line)" />}
            <rect x="138" y={density === "compact" ? y - 2 : y - 9} width="10" height="4" rx="2" fill="var(--active)" />
          </g>
        );
      })}
    </svg>
  );
}
