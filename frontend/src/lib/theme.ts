import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark" | "system";

const KEY = "pytake.theme";
const listeners = new Set<() => void>();
const prefersDark = () => matchMedia("(prefers-color-scheme: dark)");

function read(): Theme {
  const stored = localStorage.getItem(KEY);
  return stored === "light" || stored === "dark" ? stored : "system";
}

function paint() {
  const dark = read() === "dark" || (read() === "system" && prefersDark().matches);
  document.documentElement.classList.toggle("dark", dark);
  document.querySelector('meta[name="theme-color"]')?.setAttribute("content", dark ? "#0c100e" : "#eff4f1");
}

/** Keeps the page in step with the system. The first paint was already right: index.html saw to it. */
export function watchTheme(): void {
  paint();
  prefersDark().addEventListener("change", paint);
}

export function setTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  paint();
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What the user picked on this device. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, read);
}
