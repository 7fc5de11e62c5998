// How the staff pages write numbers, shares, times and dates, in the teacher's language. Owns only that; knows
// nothing of pages, and asks for no clock: times come in as Unix ms.
//
// Chromium's Intl has no Kazakh: it would write "2025 M11 21, Fri" and "7,504". So Kazakh dates and the Kazakh
// alphabet stand here; its numbers have the same marks as Russian ones.
import type { Lang } from "../shared/protocol.gen";

/** Under this many answers a percentage pretends to more than there is: "3 of 4" is said instead. */
export const FEW = 10;

const MARKS: Record<Lang, string> = { kk: "ru", ru: "ru", en: "en-GB" };

const MONTHS = "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан".split(" ");
const DAYS = "жс дс сс ср бс жм сб".split(" ");
const ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя";

export function number(lang: Lang, value: number): string {
  return new Intl.NumberFormat(MARKS[lang]).format(value);
}

export function percent(lang: Lang, share: number): string {
  if (lang === "kk") return `${number(lang, Math.round(share * 100))}%`;
  return new Intl.NumberFormat(MARKS[lang], { style: "percent", maximumFractionDigits: 0 }).format(share);
}

/** A share as a person would say it; `of` writes "3 of 4" in the language at hand. */
export function share(lang: Lang, part: number, whole: number, of: (part: string, whole: string) => string): string {
  if (whole === 0) return "–";
  return whole < FEW ? of(number(lang, part), number(lang, whole)) : percent(lang, part / whole);
}

/** A correlation or the like: two decimals, a true minus sign. */
export function coefficient(lang: Lang, value: number): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 } as const;
  const near = Math.round(value * 100) / 100 || 0; // no "−0.00"
  return new Intl.NumberFormat(MARKS[lang], digits).format(near).replace("-", "−");
}

/** A stretch of time in seconds with one decimal; "–" where there was none. */
export function seconds(lang: Lang, ms: number | null): string {
  if (ms === null) return "–";
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  const unit = { style: "unit", unit: "second", unitDisplay: "narrow" } as const;
  return new Intl.NumberFormat(MARKS[lang], { ...unit, ...digits }).format(ms / 1000);
}

export function day(lang: Lang, ms: number): string {
  if (lang === "kk") {
    const date = new Date(ms);
    return `${date.getFullYear()} ж. ${date.getDate()} ${MONTHS[date.getMonth()]}, ${DAYS[date.getDay()]}`;
  }
  const parts = { weekday: "short", day: "numeric", month: "long", year: "numeric" } as const;
  return new Intl.DateTimeFormat(MARKS[lang], parts).format(ms);
}

export function clock(lang: Lang, ms: number): string {
  return new Intl.DateTimeFormat(MARKS[lang], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(ms);
}

/** The order of names and titles; numbers in them by their value. */
export function compare(lang: Lang): (a: string, b: string) => number {
  const plain = new Intl.Collator(MARKS[lang], { numeric: true });
  return lang === "kk" ? (a, b) => kazakh(a, b) || plain.compare(a, b) : plain.compare;
}

/** By the Kazakh alphabet as far as both have its letters; 0 where it does not decide. */
function kazakh(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  for (let i = 0; i < left.length && i < right.length; i++) {
    if (left[i] === right[i]) continue;
    const [one, other] = [ALPHABET.indexOf(left[i]!), ALPHABET.indexOf(right[i]!)];
    return one < 0 || other < 0 ? 0 : one - other;
  }
  return left.length - right.length;
}
