// Several students on this phone: who they are, who comes and goes, and whose turn it is. Owns what was typed and not yet acknowledged; who may come in, and whose turn it is, the server says.
import { computed, signal } from "@preact/signals-core";
import { addWords, lang, t } from "../shared/i18n";
import type { Ack, LeaveIn, MateIn, PassIn } from "../shared/protocol.gen";
import css from "./crew.css?url";
import { dressed } from "./dress";
import { ears, line, pin, question, room, slots, stage } from "./game";
import { ownAnswer } from "./play";
import { says } from "./says";
import { draw } from "./seat";
import { givesWay, Top } from "./sheet";
import sheet from "./sheet.css?url";

const MOST = 6;

const crew = computed(() => slots.value.crew?.who ?? []);
const turn = computed(() => (question.value && slots.value.turn?.seat) ?? 0);

const words = addWords({
  kk: () => import("../locales/crew.kk.json"), // and those of teams
  ru: () => import("../locales/crew.ru.json"),
  en: () => import("../locales/crew.en.json"),
});
const ofClass = addWords({
  kk: () => import("../locales/class.kk.json"),
  ru: () => import("../locales/class.ru.json"),
  en: () => import("../locales/class.en.json"),
});
/** Words and styles are here. */
export const ready = Promise.all([words, ofClass, dressed(sheet), dressed(css)]);

type Asked = MateIn | LeaveIn | PassIn;
const called = signal("");
const code = signal("");
const trouble = signal("");
/** Whose cross was pressed once. */
const sure = signal(0);
/** What the server has not answered: asked again when the line is back. */
const unsent = signal<Asked[]>([]);

function send(frame: Asked): void {
  trouble.value = "";
  unsent.value = [...unsent.peek(), frame];
  line.send(frame);
}

/** The names of the class, and which of them are taken, may be others by now. */
function look(): void {
  line.send({ t: "look", pin: pin.peek(), lang: lang.peek() });
}

function acked({ id, code: refused }: Ack): void {
  const frame = unsent.peek().find((one) => one.id === id);
  if (!frame) return;
  unsent.value = unsent.peek().filter((one) => one !== frame);
  if (refused) trouble.value = says(refused);
  else if (frame.t === "mate") {
    called.value = code.value = "";
    look();
  }
}

ears.push((frame) => {
  if (frame.t === "ack") acked(frame);
  if (frame.t === "you") for (const one of unsent.peek()) line.send(one);
});

/** The sheet is open over the game; a question that comes closes it. */
const sharing = signal(false);
givesWay(sharing);
const close = (): void => {
  sharing.value = false;
};
sharing.subscribe((open) => {
  if (!open) return;
  trouble.value = "";
  sure.value = 0;
  look();
});

const nameOf = (no: number): string => crew.value.find((mate) => mate.no === no)?.name ?? "";

/** The way in, between questions; not at home, where everybody answers alone. */
function Share() {
  return (
    <button type="button" class="share" onClick={() => (sharing.value = true)}>
      {t(crew.value.length > 1 ? "crew.title" : "share")}
    </button>
  );
}

/** Above the game: whose turn it is, or who is here. */
export function CrewLine() {
  const { phase = "" } = stage.value ?? {};
  if (!turn.value || crew.value.length < 2 || !/reading|answering|reveal|paused/.test(phase)) {
    if (/reading|answering|own_pace/.test(phase)) return null;
    return (
      <p class="together">
        <span dir="auto">{crew.value.length > 1 && crew.value.map(({ name }) => name).join(", ")}</span> <Share />
      </p>
    );
  }
  const own = ownAnswer();
  const open = /reading|answering/.test(phase) && !own;
  return (
    <div class={`turn ${phase}`} role="status">
      <p>
        <span>{t(open ? "crew.pass" : "crew.answered")}</span> <b dir="auto">{nameOf(turn.value)}</b>
      </p>
      {open && (
        <button type="button" class="pass" onClick={() => (sharing.value = true)}>
          {t("crew.else")}
        </button>
      )}
    </div>
  );
}

export function CrewSheet() {
  if (!sharing.value) return null;
  const choosing = turn.value > 0 && /reading|answering/.test(stage.value?.phase ?? "") && !ownAnswer();
  const title = t(choosing ? "crew.whose" : "crew.title");
  return (
    <dialog class="sheet crew" ref={show} onClose={close} aria-label={title}>
      <Top title={title} way={t("crew.close")} close={close} />
      {choosing ? <Choose /> : <Who />}
    </dialog>
  );
}

/** What is under it can neither be touched nor read while it is open. */
function show(dialog: HTMLDialogElement | null): void {
  if (dialog && !dialog.open) dialog.showModal();
}

/** The students settle it among themselves. */
function Choose() {
  const give = (seat: number) => () => {
    if (seat !== turn.peek()) send({ t: "pass", id: draw(6), seat });
    close();
  };
  return (
    <ul class="mates">
      {crew.value
        .filter(({ waits }) => !waits)
        .map(({ no, name }) => (
          <li>
            <button type="button" class="mate" aria-pressed={no === turn.value} onClick={give(no)} dir="auto">
              {name}
            </button>
          </li>
        ))}
    </ul>
  );
}

function Who() {
  const { cards, entry } = room.value ?? {};
  const full = crew.value.length >= MOST;
  const go = (event: Event) => {
    event.preventDefault();
    const name = called.peek().trim();
    if (name) send({ t: "mate", id: draw(6), name });
  };
  const show = (event: Event) => {
    event.preventDefault();
    if (code.peek().length === 9) send({ t: "mate", id: draw(6), name: "", code: code.peek() });
  };
  return (
    <>
      <p class="hint">{t("crew.text")}</p>
      {crew.value.length > 0 && <Mates />}
      {full ? (
        <p class="hint">{t("crew.full")}</p>
      ) : (
        <>
          <Listed />
          {entry !== "roster" && (
            <form onSubmit={go}>
              <label for="mate">{t("crew.name")}</label>
              <div class="row">
                <input
                  id="mate"
                  value={called.value}
                  onInput={(event) => (called.value = event.currentTarget.value)}
                  autocomplete="off"
                  autocapitalize="words"
                  maxLength={100}
                  enterkeyhint="done"
                  aria-describedby="crew-fault"
                />
                <button class="go" disabled={!called.value.trim()}>
                  {t("crew.add")}
                </button>
              </div>
            </form>
          )}
          {cards && (
            <form onSubmit={show}>
              <label for="mate-code">{t("class.code")}</label>
              <div class="row">
                <input
                  id="mate-code"
                  value={code.value}
                  onInput={(event) => (code.value = event.currentTarget.value = event.currentTarget.value.replace(/\D/g, "").slice(0, 9))}
                  inputMode="numeric"
                  autocomplete="off"
                  placeholder="000000000"
                />
                <button class="go" disabled={code.value.length < 9}>
                  {t("crew.add")}
                </button>
              </div>
            </form>
          )}
        </>
      )}
      <p class="fault" id="crew-fault" role="alert">
        {trouble.value}
      </p>
    </>
  );
}

function Mates() {
  const leave = (no: number) => () => {
    if (sure.peek() === no) send({ t: "leave", id: draw(6), seat: no });
    sure.value = sure.peek() === no ? 0 : no;
  };
  return (
    <ul class="mates">
      {crew.value.map(({ no, name, waits }, i) => (
        <li>
          <span dir="auto">
            {name} {waits && <small>{t("class.wait")}</small>}
          </span>
          {i > 0 && (
            <button type="button" class={sure.value === no ? "off sure" : "off"} aria-label={t("crew.off.who", { name })} onClick={leave(no)}>
              {sure.value === no ? t("crew.off") : "×"}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The class's list, where its names may be picked: the phone's own picker, which every student knows. */
function Listed() {
  const { names = [], taken = [] } = room.value ?? {};
  if (!names.length) return null;
  const pick = (event: Event) => {
    const field = event.currentTarget as HTMLSelectElement;
    const student = Number(field.value);
    field.value = "";
    if (student) send({ t: "mate", id: draw(6), name: "", student });
  };
  return (
    <label>
      {t("crew.list")}
      <select onChange={pick}>
        <option value="">…</option>
        {names.map((name, i) => (
          <option value={i + 1} disabled={taken.includes(i + 1)}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
