// An open answer, a sentence or two; the phone says who will see the name.
import { OwnTexts, TextsAnswer } from "./student.texts";
import type { Play } from "./student";

export { ready } from "./student.survey";

const LONGEST = 200;

export function Input({ q, ask, give }: Play) {
  return <TextsAnswer q={q} most={1} longest={LONGEST} rows={4} label="own" hint={ask.named ? "open.named" : "open.unnamed"} give={give} />;
}

export const Own = OwnTexts;
