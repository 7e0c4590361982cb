/** Every part of the interface in every state, in both themes: `/gallery` of `npm run dev:mock`. No build contains it. */

import { QueryClient } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { Providers } from "@/app/providers";
import { activateLanguage, needWords, preferredLanguage } from "@/lib/i18n";
import "./gallery.css";
import { Opening } from "./opening";
import { Section, States } from "./states";

const surfaces = ["canvas", "surface", "sunken", "hover", "active", "line", "line2", "control"];
const meanings = ["accent", "bot", "note", "info", "warn", "danger"];
const steps = ["trigger", "talk", "ask", "logic", "data", "ai", "people", "time"];

function Half({ theme }: { theme: "light" | "dark" }) {
  return (
    <div className={`g-half ${theme}`}>
      <p className="g-row" style={{ alignItems: "baseline", gap: 12 }}><b className="text-xl font-semibold">{theme === "dark" ? "Dark" : "Light"}</b><span className="text-ink3">Tokens and component states</span></p>
      <Section title="Surfaces and text"><div className="g-swatches">{surfaces.map((name) => <div key={name}><i style={{ background: `var(--${name})` }} />{name}</div>)}</div></Section>
      <Section title="Meaning: you, bot, private, information, warning, danger">
        <div className="g-meanings">{meanings.map((name) => <div key={name}><div><i style={{ background: `var(--${name})` }} /><i style={{ background: `var(--${name}-line)` }} /><b style={{ background: `var(--${name}-soft)`, color: `var(--${name}-ink)` }}>Aa</b></div>{name}</div>)}</div>
      </Section>
      <div className="g-two">
        <Section title="Steps"><div className="g-steps">{steps.map((name) => <span key={name}><i style={{ background: `var(--n-${name})` }} />{name}</span>)}</div></Section>
        <Section title="Charts"><div className="g-charts">{[1, 2, 3, 4, 5, 6].map((at) => <i key={at} style={{ background: `var(--c${at})` }} />)}</div></Section>
      </div>
      <States />
    </div>
  );
}

export async function showGallery(): Promise<void> {
  const theme = new URLSearchParams(location.search).get("theme");
  document.documentElement.classList.toggle("dark", theme === "dark");
  await activateLanguage(preferredLanguage());
  await Promise.all([needWords("overlays"), needWords("conversation")]);
  createRoot(document.getElementById("root") as HTMLElement).render(
    <Providers client={new QueryClient()}>
      <div className="g">
        {theme === "dark" ? null : <Half theme="light" />}
        {theme === "light" ? null : <Half theme="dark" />}
      </div>
      <div className="g-card" style={{ position: "fixed", right: 8, bottom: 8 }}><Opening /></div>
    </Providers>,
  );
}
