// Several statements, each rated on the same scale; a statement may be left out. Every row is a group of radio buttons.
import { signal } from "@preact/signals-core";
import { t } from "../shared/i18n";
import type { Ask, RawAnswer } from "../shared/protocol.gen";
import type { Play } from "./student";
import { Words } from "../shared/words";

export { ready } from "./student.survey";

const rated = signal<number[]>([]);
let asked = "";

export function Input({ q, ask, give }: Play) {
  const { items = [], most = 5 } = ask;
  if (asked !== q) rated.value = items.map(() => 0);
  asked = q;
  const done = rated.value.filter(Boolean).length;
  const send = (event: Event) => {
    event.preventDefault();
    if (done) give(rated.peek());
  };
  const end = (step: number) => (step === 1 ? ask.low : step === most ? ask.high : "");
  return (
    <form class="statements-answer" onSubmit={send}>
      {(ask.low || ask.high) && (
        <p class="ends" aria-hidden="true">
          <span>
            <b>1</b> <Words text={ask.low ?? ""} />
          </span>
          <span>
            <b>{most}</b> <Words text={ask.high ?? ""} />
          </span>
        </p>
      )}
      {items.map((item, i) => (
        <fieldset>
          <legend dir="auto">
            <Words text={item} />
          </legend>
          <div>
            {Array.from({ length: most }, (_, at) => (
              <label>
                <input
                  type="radio"
                  name={`statement-${i}`}
                  aria-label={[at + 1, end(at + 1)].filter(Boolean).join(", ")}
                  checked={rated.value[i] === at + 1}
                  onChange={() => (rated.value = rated.peek().map((one, j) => (j === i ? at + 1 : one)))}
                />
                <b aria-hidden="true">{at + 1}</b>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      <p class="send-answer">
        <span>{t("scale.done", { done, of: items.length })}</span>
        <button class="go" disabled={!done}>
          {t("send")}
        </button>
      </p>
    </form>
  );
}

export function Own({ a, ask }: { a: RawAnswer; ask: Ask }) {
  const values = Array.isArray(a) ? a : [];
  return (
    <ul class="own-rows">
      {(ask.items ?? []).map((item, i) => (
        <li>
          <span dir="auto">
            <Words text={item} />
          </span> <b>{values[i] || "–"}</b>
        </li>
      ))}
    </ul>
  );
}
