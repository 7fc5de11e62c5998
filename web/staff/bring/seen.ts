// What was found in a file, in the order in which a teacher looks at it. Pure: knows no page and no server.
import type { Draft, ImportPage, RemarkLine } from "../../shared/protocol.gen";

export const MOST_BYTES = 20 * 1024 * 1024;

/** Everything about one question (0: about the file), or about one place of it. */
export interface Group {
  question: number;
  place: string;
  remarks: readonly RemarkLine[];
}

/** Remarks on the same question stand together, in the order of the file. */
export function grouped(remarks: readonly RemarkLine[]): Group[] {
  const groups = new Map<string, RemarkLine[]>();
  for (const remark of remarks) {
    const key = remark.question > 0 ? `${remark.question}` : `at ${remark.place}`;
    groups.set(key, [...(groups.get(key) ?? []), remark]);
  }
  return [...groups.values()].map((list) => ({ question: list[0]!.question, place: list[0]!.place, remarks: list }));
}

/** What is said in the same words, with all the places that it is said of. */
export interface Saying {
  problem: string;
  fix: string;
  places: readonly string[];
}

/** Each sentence once, in the order in which it first comes. */
export function sayings(remarks: readonly RemarkLine[]): Saying[] {
  const found = new Map<string, { problem: string; fix: string; places: string[] }>();
  for (const { problem, fix, place } of remarks) {
    const saying = found.get(`${problem} ${fix}`) ?? { problem, fix, places: [] };
    found.set(`${problem} ${fix}`, saying);
    saying.places.push(place);
  }
  return [...found.values()];
}

/** How many questions (or, where it is about the file, things) are left out. */
export const countOf = (remarks: readonly RemarkLine[]): number => grouped(remarks).length;

/** What is said of the question with this number in the file. */
export const about = (remarks: readonly RemarkLine[], question: number): RemarkLine[] =>
  remarks.filter((remark) => remark.question === question);

/** The title in the draft's own language, else in the first that there is. */
export function titleIn(draft: Draft): string {
  return draft.title[draft.language] ?? Object.values(draft.title).find(Boolean) ?? "";
}

/** The draft under another title; an empty one changes nothing. */
export function titled(draft: Draft, title: string): Draft {
  const bare = title.trim();
  return bare === "" || bare === titleIn(draft) ? draft : { ...draft, title: { ...draft.title, [draft.language]: bare } };
}

export interface Headings {
  problems: string;
  notes: string;
  more: string;
}

/** The list to keep or to hand on, as lines of plain text. */
export function asText(name: string, page: ImportPage, headings: Headings): string {
  const lines = (heading: string, remarks: readonly RemarkLine[]): string[] =>
    remarks.length === 0 ? [] : ["", heading, ...remarks.map((one) => `- ${[one.place && `${one.place}:`, one.problem, one.fix].filter(Boolean).join(" ")}`)];
  const more = page.beyond > 0 ? [headings.more] : [];
  return [name, ...lines(headings.problems, page.problems), ...lines(headings.notes, page.notes), ...more, ""].join("\r\n");
}
