// Questions to the teacher: write one, with or without a name; join in others'; see what became of one's own. Comes
// after the first load. Owns what was written and not yet acknowledged, and sends it until it is, once.
import { batch, computed, signal } from "@preact/signals-core";
import { addWords, t } from "../shared/i18n";
import type { Ack, ClassQuestion, OwnQuestion, PlayerOut } from "../shared/protocol.gen";
import { asking } from "./app";
import css from "./asking.css?url";
import { dressed } from "./dress";
import { asked, ears, line, mineAsked, seat } from "./game";
import { draw, type Note, recall, remember } from "./seat";
import { Pace, ready as told } from "./pulse";
import { says } from "./says";
import { closes, givesWay, Top } from "./sheet";
import sheet from "./sheet.css?url";

const RESEND_MS = 3_000;
const LONGEST = 300;
/** Refusals that are no answer: the same again, a little later. */
const AGAIN = ["not_saved", "busy", "flood", "not_joined"];

const words = addWords({
  kk: () => import("../locales/ask.kk.json"),
  ru: () => import("../locales/ask.ru.json"),
  en: () => import("../locales/ask.en.json"),
});
/** Words and styles are here. */
export const ready = Promise.all([words, told, dressed(sheet), dressed(css)]);

const draft = signal(recall("draft") ?? "");
const named = signal(false);
const trouble = signal("");
const notes = signal<Note[]>(recall("notes") ?? []);
const unsent = computed(() => notes.value.filter(({ room }) => room === seat.value?.room).map(({ frame }) => frame));
let resend: ReturnType<typeof setTimeout> | undefined;

// ── what was written ─────────────────────────────────────────────────────────────────────────────────────────────

function write(text: string): void {
  draft.value = text;
  remember("draft", text || null);
}

function keep(all: Note[]): void {
  notes.value = all;
  remember("notes", all.length ? all : null);
}

/** Kept until the server has it; a repeated one counts once. */
function send(frame: Note["frame"]): void {
  keep([...notes.peek(), { room: seat.peek()?.room ?? "", frame }]);
  submit();
}

function submit(): void {
  clearTimeout(resend);
  for (const frame of unsent.peek()) line.send(frame);
  if (unsent.peek().length) resend = setTimeout(submit, RESEND_MS);
}

function acked({ id, code }: Ack): void {
  const note = notes.peek().find(({ frame }) => frame.id === id);
  if (!note || (code && AGAIN.includes(code))) return;
  batch(() => {
    keep(notes.peek().filter((one) => one !== note));
    const { frame } = note;
    if (!code) return;
    trouble.value = says(code);
    if (frame.t === "question" && !draft.peek()) write(frame.text);
  });
}

ears.push((frame: PlayerOut) => {
  if (frame.t === "ack") acked(frame);
  if (frame.t === "you") submit();
});
submit();

givesWay(asking);

// ── how it looks ─────────────────────────────────────────────────────────────────────────────────────────────────

const close = closes(asking, ".ask");

export function Asking() {
  const go = (event: Event) => {
    event.preventDefault();
    const text = draft.peek().trim();
    if (!text) return;
    trouble.value = "";
    write("");
    send({ t: "question", id: draw(6), text, named: named.peek() });
  };
  return (
    <div class="sheet asking" role="dialog" aria-modal="true" aria-label={t("ask")}>
      <Top title={t("ask")} way={t("ask.close")} close={close} />
      <Pace />
      <form onSubmit={go}>
        <textarea
          aria-label={t("ask.own")}
          placeholder={t("ask.own")}
          maxLength={LONGEST}
          rows={3}
          value={draft.value}
          onInput={(event) => write(event.currentTarget.value)}
        />
        <div class="who2" role="group" aria-label={t("ask.name")}>
          {[false, true].map((by) => (
            <button type="button" aria-pressed={named.value === by} onClick={() => (named.value = by)}>
              {t(by ? "ask.named" : "ask.unnamed")}
            </button>
          ))}
        </div>
        <p class="hint">{t(named.value ? "ask.named.text" : "ask.unnamed.text")}</p>
        {trouble.value && (
          <p class="fault" role="alert">
            {trouble.value}
          </p>
        )}
        <button class="go" disabled={!draft.value.trim()}>
          {t("ask.send")}
        </button>
      </form>
      <Own />
      <OfClass />
    </div>
  );
}

function Own() {
  const own = mineAsked.value?.own ?? [];
  const taken = unsent.value.flatMap((frame) => (frame.t === "withdraw" ? [frame.q] : []));
  const there = own.filter(({ id }) => !taken.includes(id));
  const sending = unsent.value.flatMap((frame) =>
    frame.t === "question" && !own.some(({ id }) => id === frame.id) ? [frame] : [],
  );
  if (!there.length && !sending.length) return null;
  return (
    <section>
      <h2>{t("ask.mine")}</h2>
      <ul>
        {sending.map(({ text }) => (
          <li>
            <p dir="auto">{text}</p>
            <small>{t(line.state.value === "up" ? "ask.sending" : "ask.kept")}</small>
          </li>
        ))}
        {[...there].reverse().map((one) => (
          <Mine one={one} />
        ))}
      </ul>
    </section>
  );
}

function Mine({ one }: { one: OwnQuestion }) {
  const { state = "waiting" } = one;
  const others = asked.value.find(({ no }) => no === one.no)?.n ?? 0;
  return (
    <li>
      <p dir="auto">{one.text}</p>
      <small>
        {t(`ask.${state}`)}
        {others > 0 && ` · ${t("ask.others")}: ${others}`}
      </small>
      {/waiting|open|parked/.test(state) && (
        <button type="button" class="back" onClick={() => send({ t: "withdraw", id: draw(6), q: one.id })}>
          {t("ask.withdraw")}
        </button>
      )}
    </li>
  );
}

function OfClass() {
  const own = mineAsked.value?.own ?? [];
  const others = asked.value.filter(({ no }) => !own.some((one) => one.no === no));
  if (!others.length) return null;
  const most = (a: ClassQuestion, b: ClassQuestion) =>
    Number(!!a.done) - Number(!!b.done) || (b.n ?? 0) - (a.n ?? 0) || b.no - a.no;
  return (
    <section>
      <h2>{t("ask.class")}</h2>
      <ul>
        {others.sort(most).map((one) => (
          <Other one={one} />
        ))}
      </ul>
    </section>
  );
}

function Other({ one }: { one: ClassQuestion }) {
  const told = !!mineAsked.value?.too?.includes(one.no);
  const last = unsent.value.filter((frame) => frame.t === "second" && frame.no === one.no).pop();
  const on = last?.t === "second" ? last.on !== false : told;
  const n = (one.n ?? 0) + Number(on) - Number(told);
  return (
    <li class={one.done ? "done" : ""}>
      <p dir="auto">{one.text}</p>
      <small>
        {one.name}
        {one.name && one.done && " · "}
        {one.done && t("ask.answered")}
      </small>
      {!one.done && (
        <button
          type="button"
          class="same"
          aria-pressed={on}
          onClick={() => send({ t: "second", id: draw(6), no: one.no, on: !on })}
        >
          {t("ask.same")} <b>{n}</b>
        </button>
      )}
    </li>
  );
}
