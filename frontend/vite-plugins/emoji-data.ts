/** Serves `virtual:emoji/<language>`: emojibase's data, cut down to what the picker shows. Built in, so no other host is ever asked. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Plugin } from "vite";

interface Source {
  emoji: string;
  label: string;
  group?: number;
  order?: number;
  version: number;
  tags?: string[];
  skins?: { emoji: string; tone: number | number[] }[];
}

/** Newer ones are boxes on phones that are still in use. */
const NEWEST = 15;
/** Emojibase's parts of emoji: hair and skin alone. */
const COMPONENTS = 2;
const TONES = ["light", "medium-light", "medium", "medium-dark", "dark"];

const read = (name: string) => JSON.parse(readFileSync(createRequire(import.meta.url).resolve(`emojibase-data/${name}`), "utf8")) as unknown;
const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
/** Also as one types it in haste: without accents. */
const findable = (label: string, tags: string[]) => [...new Set([...tags, ...[label, ...tags].map(plain).filter((each, index) => each !== [label, ...tags][index]?.toLocaleLowerCase())])];
const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

function dataOf(locale: string) {
  const emojis = (read(`${locale}/data.json`) as Source[])
    .filter(({ group, version }) => group !== undefined && group !== COMPONENTS && version <= NEWEST)
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
    .map(({ emoji, label, group, version, tags = [], skins = [] }) => {
      const tones = skins.filter(({ tone }) => typeof tone === "number").map(({ emoji: toned, tone }) => [TONES[(tone as number) - 1], toned]);
      return { emoji, label: capital(label), category: group, version, tags: findable(label, tags), ...(tones.length === TONES.length ? { skins: Object.fromEntries(tones) as object } : {}) };
    });
  const { groups, skinTones } = read(`${locale}/messages.json`) as { groups: { order: number; message: string }[]; skinTones: { key: string; message: string }[] };
  return {
    locale,
    emojis,
    categories: groups.filter(({ order }) => order !== COMPONENTS).map(({ order, message }) => ({ index: order, label: capital(message) })),
    skinTones: Object.fromEntries(skinTones.map(({ key, message }) => [key, message])),
  };
}

export function emojiData(): Plugin {
  return {
    name: "pytake-emoji-data",
    resolveId: (id) => (/^virtual:emoji\/[\w-]+$/.test(id) ? `\0${id}` : null),
    load: (id) => {
      const locale = /^\0virtual:emoji\/([\w-]+)$/.exec(id)?.[1];
      return locale ? `export const data = JSON.parse(${JSON.stringify(JSON.stringify(dataOf(locale)))})` : null;
    },
  };
}
