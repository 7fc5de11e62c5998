// The language of this device and the words in it. Owns the choice, its memory and plurals; knows no word itself:
// each page brings a set of locales, of which one is loaded. Words go in as text, never as markup.
import { signal } from "@preact/signals-core";
import type { Lang } from "./protocol.gen";

export type Words = Record<string, string>;
type Load = Record<Lang, () => Promise<{ default: Words }>>;

export const LANGS: readonly Lang[] = ["kk", "ru", "en"];
const KEPT_AS = "saual.lang";

export const lang = signal<Lang>("kk");
const words = signal<Words>({});
let sets: Load[] = [];
/** The language that was asked for last; it is shown once its words are here. */
let latest: Lang | undefined;
let plurals = new Intl.PluralRules("kk");

function known(tag: string | null | undefined): Lang | undefined {
  return LANGS.find((l) => l === tag?.slice(0, 2));
}

function remembered(): Lang | undefined {
  try {
    return known(localStorage.getItem(KEPT_AS));
  } catch {
    return undefined; // Storage may be forbidden; then nothing is remembered.
  }
}

/** Load the words: in the remembered language, else the browser's, else `fallback`. Wait for it before the first `t`. */
export function startWords(locales: Load, fallback: Lang = "kk"): Promise<void> {
  sets = [locales];
  return show(remembered() ?? navigator.languages.map(known).find(Boolean) ?? fallback);
}

/** More words, for a part of the page that comes later. While the line is down they are asked for again, for the part
 *  itself is here and does not come twice; all others stay. */
export async function addWords(locales: Load): Promise<void> {
  while (!(await locales[lang.peek()]().catch(() => 0))) await new Promise((again) => setTimeout(again, 1_000));
  sets.push(locales);
  // A language that was chosen and is still on its way must not be forgotten over this.
  return show(latest ?? lang.peek()).catch(() => show(lang.peek()));
}

/** True while neither the person nor the browser has named a language: then the class's may be taken with `show`. */
export function undecided(): boolean {
  return !remembered() && !navigator.languages.some(known);
}

/** The person's own choice: shown and remembered. */
export function choose(to: Lang): Promise<void> {
  try {
    localStorage.setItem(KEPT_AS, to);
  } catch {
    // Not remembered, still shown.
  }
  return show(to);
}

/** Show this language without remembering it. The old words stay until the new ones are here. */
export async function show(to: Lang): Promise<void> {
  latest = to;
  const loaded = await Promise.all(sets.map((set) => set[to]()));
  if (!loaded.length || latest !== to) return; // Another language was chosen meanwhile.
  plurals = new Intl.PluralRules(to);
  document.documentElement.lang = to;
  words.value = Object.assign({}, ...loaded.map((one) => one.default)) as Words;
  lang.value = to;
}

/** 12 340: grouped by a narrow space, as all three languages may. (Browsers without Kazakh data would write 12,340.) */
export function digits(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

/** The words for `key`, with `{name}` filled from `params`; by the plural of `n` where the locale has `key.one`, ….
 *  An unknown key is shown as it is, so that it is seen. */
export function t(key: string, params: Record<string, string | number> = {}): string {
  const all = words.value;
  const n = params.n;
  const text =
    all[key] ?? (typeof n === "number" ? all[`${key}.${plurals.select(n)}`] : undefined) ?? all[`${key}.other`] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    return typeof value === "number" ? digits(value) : (value ?? whole);
  });
}

/** Whether the locale has this key, singular or plural. */
export function has(key: string): boolean {
  return key in words.value;
}
