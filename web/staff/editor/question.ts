// What can be done with one question: made, copied, given another type, its options added, moved, deleted; what of it
// is not translated. Pure. Judges nothing: what is wrong with a question the server says.
import type { DraftValue, Lang, Media } from "../../shared/protocol.gen";
import { editorKind } from "../../kinds/editor";
import type { Fields, Question, Table } from "./doc";

export const LETTERS = "ABCDEFGH";

export const isTable = (value: DraftValue | undefined): value is Table =>
  typeof value === "object" && !Array.isArray(value);

export function fresh(id: string, type: string, main: Lang): Question {
  return { id, type, fields: { text: { [main]: "" }, ...editorKind(type)?.fresh(main) } };
}

/** The same question as another type. What the new type has no use for stays in it, in case the type is changed back. */
export function retyped(question: Question, type: string, main: Lang): Question {
  const fields: Fields = { ...editorKind(type)?.fresh(main), ...question.fields };
  const { right } = question.fields;
  const letters = Array.isArray(right) ? right.filter((one): one is string => typeof one === "string") : [];
  if (type === "multiple" && typeof right === "string") fields.right = LETTERS.includes(right) && right !== "" ? [right] : [];
  else if (type === "single" && Array.isArray(right)) fields.right = letters[0] ?? "";
  else if (type === "single" && typeof right !== "string") fields.right = "";
  else if (type === "multiple") fields.right = [...new Set(letters)].filter((one) => one !== "").sort();
  else if (["ordering", "matching", "categorising"].includes(type)) fields.right = editorKind(type)?.fresh(main).right ?? [];
  else if (type === "truefalse" && typeof right !== "boolean") delete fields.right;
  else if ((type === "number" || type === "slider") && (typeof right !== "string" || /^[A-H]$/.test(right))) fields.right = "";
  return { ...question, type, fields };
}

export type Options = (string | Table)[];

export const optionsOf = (fields: Fields): Options => (Array.isArray(fields.options) ? fields.options : []);

/** The right letters, whichever way the type writes them. */
export function rightOf(fields: Fields): number[] {
  const { right } = fields;
  const letters = Array.isArray(right) ? right : typeof right === "string" && right !== "" ? [right] : [];
  return letters.map((letter) => LETTERS.indexOf(String(letter))).filter((i) => i >= 0);
}

/** The pictures of the options, "" for those without. */
export const picturesOf = (fields: Fields): string[] =>
  Array.isArray(fields.pictures) ? fields.pictures.map((one) => (typeof one === "string" ? one : "")) : [];

/** "" takes it off. */
export function withPicture(fields: Fields, i: number, name: string): Fields {
  const pictures = picturesOf(fields);
  return { pictures: Array.from({ length: Math.max(pictures.length, i + 1) }, (_, j) => (j === i ? name : (pictures[j] ?? ""))) };
}

/** `from[i]` is where the option that is now at place i was. Right letters follow their options. */
function rearranged(fields: Fields, from: readonly number[]): Fields {
  const options = optionsOf(fields);
  const letters = rightOf(fields).flatMap((i) => (from.includes(i) ? [LETTERS.charAt(from.indexOf(i))] : []));
  const next: Fields = { options: from.map((i) => options[i] ?? "") };
  const pictures = picturesOf(fields);
  if (pictures.some(Boolean)) next.pictures = from.map((i) => pictures[i] ?? "");
  if (Array.isArray(fields.right)) next.right = letters.sort();
  else if (typeof fields.right === "string") next.right = letters[0] ?? "";
  return next;
}

const places = (fields: Fields): number[] => optionsOf(fields).map((_, i) => i);

export const withoutOption = (fields: Fields, i: number): Fields =>
  rearranged(
    fields,
    places(fields).filter((one) => one !== i),
  );

export function movedOption(fields: Fields, i: number, by: number): Fields {
  return rearranged(fields, moved(places(fields), i, i + by));
}

/** The list with the item at `from` taken out and put in at `to`; the list itself if that is no place in it. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  if (from < 0 || from >= list.length || to < 0 || to >= list.length) return next;
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

/** Each text of the question that stands in some language. */
function* tables(question: Question): Generator<Table> {
  const kind = editorKind(question.type);
  for (const key of ["text", "explanation", ...(question.fields.picture ? ["alt"] : []), ...(kind?.texts ?? [])]) {
    const value = question.fields[key];
    for (const one of Array.isArray(value) ? value : [value]) if (isTable(one)) yield one;
  }
}

const filled = (table: Table, lang: Lang): boolean => (table[lang] ?? "").trim() !== "";

/** How many texts of the question exist in another language of the bank, but not in each of these. */
export function untranslated(question: Question, languages: readonly Lang[]): Partial<Record<Lang, number>> {
  const missing: Partial<Record<Lang, number>> = {};
  for (const table of tables(question)) {
    if (!languages.some((lang) => filled(table, lang))) continue;
    for (const lang of languages) if (!filled(table, lang)) missing[lang] = (missing[lang] ?? 0) + 1;
  }
  return missing;
}

/** What stands with the text, as the class screen is told. */
export function mediaOf(fields: Fields, lang: Lang, main: Lang): Media[] {
  const { picture, sound, film, alt, listen } = fields;
  const plays = Number(fields.plays ?? 0);
  const found: Media[] = [];
  if (typeof picture === "string" && picture) found.push({ kind: "picture", name: picture, alt: say(alt, lang, main) });
  if (typeof sound === "string" && sound) found.push({ kind: "sound", name: sound, plays, listen: listen === "phones" ? "phones" : "class" });
  if (typeof film === "string" && film) found.push({ kind: "film", name: film, plays });
  return found;
}

/** The text in this language, else in the bank's, else in any: as the game says it. */
export function say(value: DraftValue | undefined, lang: Lang, main: Lang): string {
  if (typeof value === "string") return value;
  if (!isTable(value)) return "";
  return value[lang] || value[main] || Object.values(value).find(Boolean) || "";
}
