// Ideas to write, then ideas to choose from: a brainstorm is asked twice, the second time with options.
import { signal } from "@preact/signals-core";
import { t } from "../shared/i18n";
import type { Ask, RawAnswer } from "../shared/protocol.gen";
import { OwnTexts, TextsAnswer } from "./student.texts";
import type { Play } from "./student";
import { Words } from "../shared/words";

export { ready } from "./student.survey";

const LONGEST = 100;
const chosen = signal<number[]>([]);
let asked = "";

export function Input(play: Play) {
  const { q, ask, give } = play;
  if (ask.options?.length) return <Vote {...play} />;
  const most = ask.most ?? 1;
  return <TextsAnswer q={q} most={most} longest={LONGEST} label="ideas.one" hint={most > 1 ? "ideas.hint" : "ideas.hint.one"} give={give} />;
}

function Vote({ q, ask, give }: Play) {
  const { options = [], most = 1 } = ask;
  if (asked !== q) chosen.value = [];
  asked = q;
  const full = chosen.value.length >= most;
  const toggle = (i: number): void => {
    const now = chosen.peek();
    if (now.includes(i)) chosen.value = now.filter((one) => one !== i);
    else if (most === 1) chosen.value = [i];
    else if (now.length < most) chosen.value = [...now, i].sort((a, b) => a - b);
  };
  return (
    <div class="vote-answer">
      <p class="hint">{t("vote.hint", { most })}</p>
      <div role="group" aria-label={t("vote.hint", { most })}>
        {options.map((text, i) => (
          <button
            type="button"
            aria-pressed={chosen.value.includes(i)}
            aria-disabled={full && most > 1 && !chosen.value.includes(i)}
            dir="auto"
            onClick={() => toggle(i)}
          >
            <span>
              <Words text={text} />
            </span>
          </button>
        ))}
      </div>
      <p class="send-answer">
        <span role="status">{t("vote.left", { done: chosen.value.length, of: most })}</span>
        <button type="button" class="go" disabled={!chosen.value.length} onClick={() => give(chosen.value)}>
          {t("send")}
        </button>
      </p>
    </div>
  );
}

export function Own({ a, ask }: { a: RawAnswer; ask: Ask }) {
  const words = (Array.isArray(a) ? a : [a]).map((one) => (typeof one === "number" ? (ask.options?.[one] ?? one) : one));
  return <OwnTexts a={words} />;
}
