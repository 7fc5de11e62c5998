// What is wanted on paper, and how it stands in the page's address, so that a reload or a bookmark prints the same again.
// Knows no page.
import type { Lang } from "../../shared/protocol.gen";

export const SIZES = ["small", "normal", "large"] as const;
export type Size = (typeof SIZES)[number];
const LANGS: readonly Lang[] = ["kk", "ru", "en"];
export const MOST_VARIANTS = 8;
const MOST_SEED = 999_999;

export interface Wish {
  lang: Lang;
  variants: number;
  seed: number;
  questions: boolean;
  options: boolean;
  sheets: boolean;
  key: boolean;
  explanations: boolean;
  columns: 1 | 2;
  size: Size;
}

function within(text: string | null, least: number, most: number): number {
  const number = Number(text);
  return Number.isInteger(number) && number >= least && number <= most ? number : least;
}

/** What the address does not say is as usual: one sheet as the bank has it, and the key. */
export function readWish(search: string, lang: Lang): Wish {
  const query = new URLSearchParams(search);
  const on = (key: string, usual: boolean): boolean => (query.get(key) ?? (usual ? "1" : "0")) === "1";
  return {
    lang: LANGS.find((one) => one === query.get("lang")) ?? lang,
    variants: within(query.get("variants"), 1, MOST_VARIANTS),
    seed: within(query.get("seed"), 1, MOST_SEED),
    questions: on("questions", false),
    options: on("options", false),
    sheets: on("sheets", true),
    key: on("key", true),
    explanations: on("explanations", false),
    columns: query.get("columns") === "2" ? 2 : 1,
    size: SIZES.find((one) => one === query.get("size")) ?? "normal",
  };
}

export function written(wish: Wish): string {
  const said = Object.entries(wish).map(([key, value]): [string, string] => [key, String(typeof value === "boolean" ? Number(value) : value)]);
  return `?${new URLSearchParams(said)}`;
}

/** More than one variant is of no use unless something differs in them. */
export function withVariants(wish: Wish, variants: number): Wish {
  return variants > 1 && !wish.questions && !wish.options ? { ...wish, variants, questions: true, options: true } : { ...wish, variants };
}

/** The next shuffle. */
export const another = (wish: Wish): Wish => ({ ...wish, seed: (wish.seed % MOST_SEED) + 1 });
