/** What a browser says of itself, in two names. Only for eyes: anyone can say anything. */

const BROWSERS: [RegExp, string][] = [
  [/\bEdgA?(iOS)?\//, "Edge"],
  [/\bOPR\/|\bOPT\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(Chrome|CriOS|Chromium)\//, "Chrome"],
  [/\bVersion\/[\d.]+.*\bSafari\//, "Safari"],
];

const SYSTEMS: [RegExp, string][] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "Mac"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

export interface Device {
  browser?: string;
  system?: string;
  /** Held in a hand. */
  handheld: boolean;
}

const first = (said: string, known: [RegExp, string][]) => known.find(([pattern]) => pattern.test(said))?.[1];

export function deviceOf(said: string): Device {
  return { browser: first(said, BROWSERS), system: first(said, SYSTEMS), handheld: /\b(iPhone|iPad|Android|Mobile)\b/.test(said) };
}
