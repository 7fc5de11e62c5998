// Documents and chance for the tests of the editor. Numbers that look random, the same at every run.
import type { Doc, Question } from "./doc";

export const question = (id: string, text = ""): Question => ({ id, type: "slide", fields: { text: { kk: text } } });

export const some = (questions: Question[]): Doc => ({
  title: { kk: "Т" },
  about: {},
  language: "kk",
  languages: ["kk"],
  author: "",
  licence: "",
  questions,
});

/** The generator of Park and Miller. */
export function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

let made = 0;

/** One step of a teacher's: typing, adding, deleting, moving, renaming. */
export function edited(doc: Doc, random: (below: number) => number): Doc {
  const { questions } = doc;
  const i = random(Math.max(1, questions.length));
  const at = questions[i];
  const rest = questions.filter((_, j) => j !== i);
  const place = random(rest.length + 1);
  switch (random(5)) {
    case 0:
      return { ...doc, questions: questions.map((one) => (one === at ? question(one.id, `typed ${made++}`) : one)) };
    case 1:
      return { ...doc, questions: [...questions.slice(0, i), question(`new${made}`, `new ${made++}`), ...questions.slice(i)] };
    case 2:
      return { ...doc, questions: rest };
    case 3:
      return at ? { ...doc, questions: [...rest.slice(0, place), at, ...rest.slice(place)] } : doc;
    default:
      return { ...doc, title: { kk: `title ${made++}` } };
  }
}
