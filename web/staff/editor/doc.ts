// A bank as it is written, and what changes in it: found, applied, turned round, merged with what others changed.
// Pure; a document is never changed in place, so that what stayed the same is the same object.
import type { Draft, DraftHead, DraftQuestion, Edit, Lang } from "../../shared/protocol.gen";

export type Doc = Required<Draft>;
export type Head = Required<DraftHead>;
export type Question = DraftQuestion;
export type Fields = DraftQuestion["fields"];
export type Table = Partial<Record<Lang, string>>;

type Pair<T> = readonly [was: T, now: T];

/** What was and what is, so that it can be undone and be told apart from what somebody else did. */
export interface Change {
  head?: Pair<Head>;
  /** By id; null where there is none. */
  questions: Record<string, Pair<Question | null>>;
  order?: Pair<readonly string[]>;
}

/** Two people changed the same at the same time. Both are there: theirs where it was, mine beside it. */
export type Conflict =
  | { of: "question"; id: string; copy: string }
  | { of: "head"; field: keyof Head; lang: Lang | ""; theirs: string };

export const headOf = ({ questions: _, ...head }: Doc): Head => head;
export const idsOf = (doc: Doc): string[] => doc.questions.map((question) => question.id);

export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const [left, right] = [Object.entries(a), Object.entries(b)];
  return left.length === right.length && left.every(([key, value]) => key in b && same(value, (b as Record<string, unknown>)[key]));
}

/** null if nothing changed. */
export function diff(was: Doc, now: Doc): Change | null {
  const change: Change = { questions: {} };
  const [before, after] = [headOf(was), headOf(now)];
  if (!same(before, after)) change.head = [before, after];
  const [old, fresh] = [byId(was), byId(now)];
  for (const [id, question] of fresh) {
    const other = old.get(id) ?? null;
    if (other !== question && !same(other, question)) change.questions[id] = [other, question];
  }
  for (const [id, question] of old) if (!fresh.has(id)) change.questions[id] = [question, null];
  const [from, to] = [idsOf(was), idsOf(now)];
  if (!same(from, to)) change.order = [from, to];
  return change.head || change.order || Object.keys(change.questions).length > 0 ? change : null;
}

export function invert(change: Change): Change {
  const questions: Change["questions"] = {};
  for (const [id, [was, now]] of Object.entries(change.questions)) questions[id] = [now, was];
  return {
    questions,
    ...(change.head && { head: [change.head[1], change.head[0]] as const }),
    ...(change.order && { order: [change.order[1], change.order[0]] as const }),
  };
}

/** One change of two that followed each other. */
export function joined(first: Change, second: Change): Change {
  const questions = { ...first.questions };
  for (const [id, [was, now]] of Object.entries(second.questions)) questions[id] = [questions[id] ? questions[id][0] : was, now];
  const head = [first.head ?? second.head, second.head ?? first.head];
  const order = [first.order ?? second.order, second.order ?? first.order];
  return {
    questions,
    ...(head[0] && head[1] && { head: [head[0][0], head[1][1]] as const }),
    ...(order[0] && order[1] && { order: [order[0][0], order[1][1]] as const }),
  };
}

/** The change made, whatever else has become of the document since. */
export function apply(doc: Doc, change: Change): Doc {
  const questions = byId(doc);
  for (const [id, [, now]] of Object.entries(change.questions)) {
    if (now) questions.set(id, now);
    else questions.delete(id);
  }
  const order = change.order ? ordered(change.order[0], change.order[1], idsOf(doc)) : idsOf(doc);
  return built(change.head ? withHead(headOf(doc), change.head) : headOf(doc), questions, order);
}

export function toEdit(change: Change): Edit {
  const entries = Object.entries(change.questions);
  return {
    head: change.head?.[1] ?? null,
    put: entries.flatMap(([, [, now]]) => (now ? [now] : [])),
    drop: entries.flatMap(([id, [, now]]) => (now ? [] : [id])),
    order: change.order ? [...change.order[1]] : null,
  };
}

/** My change on top of what they made of the document. Nothing of either side is lost; `fresh` makes an id. */
export function merge(change: Change, theirs: Doc, fresh: () => string): { doc: Doc; conflicts: Conflict[] } {
  const conflicts: Conflict[] = [];
  const questions = byId(theirs);
  let order = change.order ? ordered(change.order[0], change.order[1], idsOf(theirs)) : idsOf(theirs);
  for (const [id, [was, now]] of Object.entries(change.questions)) {
    const their = questions.get(id) ?? null;
    if (same(their, now)) continue;
    if (same(their, was)) {
      if (now) questions.set(id, now);
      else questions.delete(id);
    } else if (now && their) {
      const copy = fresh();
      questions.set(copy, { ...now, id: copy });
      order = order.flatMap((one) => (one === id ? [id, copy] : [one]));
      conflicts.push({ of: "question", id, copy });
    } else if (now) {
      questions.set(id, now); // They deleted what I changed: a deletion can be repeated, a text is lost.
    }
  }
  const head = change.head ? mergedHead(change.head, headOf(theirs), conflicts) : headOf(theirs);
  return { doc: built(head, questions, order), conflicts };
}

const byId = (doc: Doc): Map<string, Question> => new Map(doc.questions.map((question) => [question.id, question]));

/** In this order as far as it names them; the others come last. */
function built(head: Head, questions: Map<string, Question>, order: readonly string[]): Doc {
  const named = new Set(order);
  const ids = [...named, ...[...questions.keys()].filter((id) => !named.has(id))];
  return { ...head, questions: ids.flatMap((id) => questions.get(id) ?? []) };
}

/** My order, with theirs: what only they have comes after the one that it follows there. */
function ordered(was: readonly string[], mine: readonly string[], theirs: readonly string[]): string[] {
  if (same(was, theirs)) return [...mine];
  const moved = !same(
    was.filter((id) => mine.includes(id)),
    mine.filter((id) => was.includes(id)),
  );
  const [first, second] = moved ? [mine, theirs] : [theirs, mine];
  const dropped = new Set(was.filter((id) => !mine.includes(id) || !theirs.includes(id)));
  const result = first.filter((id) => !dropped.has(id));
  second.forEach((id, i) => {
    if (result.includes(id) || dropped.has(id)) return;
    const before = second.slice(0, i).reverse().find((one) => result.includes(one));
    result.splice(before === undefined ? 0 : result.indexOf(before) + 1, 0, id);
  });
  return result;
}

/** `now` in the fields that changed between `was` and `now`. */
function withHead(head: Head, [was, now]: Pair<Head>): Head {
  return mergedHead([was, now], head, []);
}

function mergedHead([was, now]: Pair<Head>, theirs: Head, conflicts: Conflict[]): Head {
  const merged: Head = { ...theirs };
  for (const field of ["title", "about"] as const) {
    const table: Table = { ...theirs[field] };
    for (const lang of new Set([...Object.keys(was[field]), ...Object.keys(now[field])]) as Set<Lang>) {
      const [before, mine, their] = [was[field][lang] ?? "", now[field][lang] ?? "", theirs[field][lang] ?? ""];
      if (mine === before) continue;
      if (mine !== their && their !== before) conflicts.push({ of: "head", field, lang, theirs: their });
      table[lang] = mine;
    }
    merged[field] = table;
  }
  for (const field of ["author", "licence"] as const) {
    if (now[field] === was[field]) continue;
    if (theirs[field] !== was[field] && theirs[field] !== now[field]) {
      conflicts.push({ of: "head", field, lang: "", theirs: theirs[field] });
    }
    merged[field] = now[field];
  }
  if (!same(now.languages, was.languages)) merged.languages = now.languages;
  if (now.language !== was.language) merged.language = now.language;
  return merged;
}
