// A few words for the cloud.
import { TextsAnswer } from "./student.texts";
import type { Play } from "./student";

export { ready } from "./student.survey";

const LONGEST = 30;
const WORDS = 3;

export function Input({ q, ask, give }: Play) {
  const most = ask.most ?? 1;
  return (
    <TextsAnswer
      q={q}
      most={most}
      longest={LONGEST}
      label="cloud.word"
      hint={most > 1 ? "cloud.hint" : "cloud.hint.one"}
      words={[WORDS, "cloud.long"]}
      give={give}
    />
  );
}
