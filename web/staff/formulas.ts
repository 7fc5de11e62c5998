// Formulas on the teacher's pages: drawn at once where a frame brought them, else asked for, a few at a time. Owns what was
// asked already, so that a broken formula is not asked for at every letter.
import { formulas } from "./api";
import { Formulas, learn, whenUnknown } from "../shared/formula";
import { Drawn } from "../shared/words";

const PAUSE_MS = 250;
const MOST = 50;

const asked = new Set<string>();
let waiting: string[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

async function ask(): Promise<void> {
  timer = undefined;
  const now = waiting.splice(0, MOST);
  if (waiting.length > 0) timer = setTimeout(() => void ask(), PAUSE_MS);
  try {
    learn((await formulas(now.map((latex) => `$${latex}$`))).math);
  } catch {
    for (const latex of now) asked.delete(latex); // The next look asks again.
  }
}

export function drawFormulas(): void {
  Drawn.value = Formulas;
  whenUnknown((latex) => {
    if (asked.has(latex)) return;
    asked.add(latex);
    waiting.push(latex);
    timer ??= setTimeout(() => void ask(), PAUSE_MS);
  });
}
