import { useId } from "react";
import type { Theme } from "@/lib/theme";

/** The tokens of each theme as they are in tokens.css: a page of one theme has to show the other. */
const COLOURS = {
  light: { canvas: "#eff4f1", surface: "#ffffff", line: "#e0e6e2", ink: "#c7d0cb", bin: "#eff4f1", bout: "#d7f6e2", accent: "#0d7d4e" },
  dark: { canvas: "#0c100e", surface: "#141917", line: "#242a27", ink: "#373f3c", bin: "#1d2321", bout: "#163827", accent: "#4fcc8d" },
};

/** A small inbox in a theme; the system's is half of each. */
export function ThemePicture({ theme }: { theme: Theme }) {
  const clip = useId();
  return (
    <svg viewBox="0 0 160 100" className="block w-full forced-color-adjust-none" aria-hidden>
      <Inbox of={theme === "dark" ? "dark" : "light"} />
      {theme === "system" ? (
        <>
          <clipPath id={clip}><path d="M160 0V100H66L94 0Z" /></clipPath>
          <g clipPath={`url(#${clip})`}><Inbox of="dark" /></g>
        </>
      ) : null}
    </svg>
  );
}

function Inbox({ of }: { of: keyof typeof COLOURS }) {
  const { canvas, surface, line, ink, bin, bout, accent } = COLOURS[of];
  return (
    <>
      <rect width="160" height="100" fill={canvas} />
      <rect x="7" y="9" width="9" height="9" rx="3" fill={accent} />
      {[26, 38, 50].map((y) => <rect key={y} x="8.5" y={y} width="6" height="6" rx="2" fill={ink} />)}
      {[12, 32, 52, 72].map((y, at) => (
        <g key={y}>
          {at === 0 ? <rect x="22" y={y - 4} width="36" height="17" rx="4" fill={surface} /> : null}
          <circle cx="30" cy={y + 4.5} r="4" fill="none" stroke={at === 3 ? ink : accent} strokeWidth="1.5" />
          <rect x="38" y={y + 1} width="16" height="2.5" rx="1.2" fill={ink} />
          <rect x="38" y={y + 6} width="11" height="2.5" rx="1.2" fill={line} />
        </g>
      ))}
      <path d="M64 11a5 5 0 0 1 5-5h91v94H69a5 5 0 0 1-5-5Z" fill={surface} stroke={line} />
      <rect x="72" y="13" width="26" height="3" rx="1.5" fill={ink} />
      <path d="M64 22h96" stroke={line} />
      <rect x="72" y="30" width="44" height="13" rx="4" fill={bin} />
      <rect x="102" y="48" width="50" height="13" rx="4" fill={bout} />
      <rect x="72" y="78" width="80" height="14" rx="4" fill="none" stroke={line} />
      <rect x="136" y="82" width="12" height="6" rx="2" fill={accent} />
    </>
  );
}
