// The way into a room for a class: pick one's name, show a card, or come in by a nickname as far as the room allows.
// Comes when such a room is found. Owns what was picked and typed; the server alone says who may come in as whom.
import { computed, signal } from "@preact/signals-core";
import type { ComponentType } from "preact";
import { addWords, t } from "../shared/i18n";
import type { Code } from "../shared/protocol.gen";
import { dressed } from "./dress";
import { ears, fault, join, look, pin, room, seat, waiting } from "./game";
import css from "./ofclass.css?url";
import { says } from "./says";

const words = addWords({
  kk: () => import("../locales/class.kk.json"),
  ru: () => import("../locales/class.ru.json"),
  en: () => import("../locales/class.en.json"),
});
/** Words and styles are here. */
export const ready = Promise.all([words, dressed(css)]);

/** So many names are found by eye. */
const FEW = 12;

const AGAIN_MS = 3_000;

/** The host is asked; what came of it is told to who says the same again. */
const asked = signal(false);
function hear(code: string): void {
  asked.value = code === "wait_for_host";
  if (asked.value) setTimeout(() => asked.value && seat.value && join(seat.value.name, seat.value.who), AGAIN_MS);
}
/** Why the list is shown anew. */
const told = signal<Code | null>(null);
ears.push((frame) => {
  if (frame.t === "no") hear(frame.code);
  if (frame.t === "you") asked.value = false;
  if ((frame.t === "no" && frame.code === "student_taken") || (frame.t === "bye" && frame.code === "name_freed")) {
    told.value = frame.code;
    if (pin.value) look(pin.value);
  }
});
hear(fault.value ?? "");

type Way = "names" | "card" | "nickname" | "closed";
const chosen = signal<Way | null>(null);
const query = signal("");
/** The place in the list, from 1. */
const picked = signal(0);
const called = signal("");
const code = signal("");

const ways = computed<Way[]>(() => {
  const { names, cards, entry } = room.value ?? {};
  const all: Way[] = [];
  if (names) all.push("names");
  if (cards) all.push("card");
  if (entry !== "roster") all.push("nickname");
  return all.length ? all : ["closed"];
});

/** The family name comes first in a school's list: the given one is what the class says. */
function given(name: string): string {
  const parts = name.split(" ");
  return [...(parts[1] ?? parts[0]!)].slice(0, 20).join("");
}

function Fault() {
  return (
    <p class="fault" id="fault" role="alert">
      {(fault.value ?? told.value) && says((fault.value ?? told.value)!)}
    </p>
  );
}

/** `Nickname` asks for one and joins. */
export function OfClass({ Nickname }: { Nickname: ComponentType }) {
  const way = chosen.value && ways.value.includes(chosen.value) ? chosen.value : ways.value[0]!;
  const others = ways.value.filter((one) => one !== way);
  const go = (to: Way) => () => {
    fault.value = told.value = null;
    picked.value = 0;
    chosen.value = to;
  };
  if (asked.value) {
    return (
      <div class="note">
        <h1 tabIndex={-1}>{t("class.wait")}</h1>
        <p>{t("class.wait.text")}</p>
      </div>
    );
  }
  return (
    <div class="ofclass">
      {way === "names" && (picked.value ? <Me /> : <Names />)}
      {way === "card" && <Card />}
      {way === "nickname" && <Nickname />}
      {way === "nickname" && room.value?.entry === "approve" && <p class="hint">{t("class.asked")}</p>}
      {way === "closed" && (
        <div class="note">
          <h1 tabIndex={-1}>{t("class.closed")}</h1>
        </div>
      )}
      {!picked.value && (
        <p class="ways">
          {others.map((one) => (
            <button type="button" class="way" onClick={go(one)}>
              {t(`class.to.${one}`)}
            </button>
          ))}
        </p>
      )}
    </div>
  );
}

function Names() {
  const { title, names = [], taken = [] } = room.value ?? {};
  const wanted = query.value.trim().toLowerCase();
  const shown = names.map((name, i) => ({ name, no: i + 1 })).filter(({ name }) => name.toLowerCase().includes(wanted));
  const pick = (no: number, name: string) => () => {
    fault.value = told.value = null;
    picked.value = no;
    called.value = given(name);
  };
  return (
    <section class="join">
      <p class="over">{title}</p>
      <h1 tabIndex={-1}>{t("class.who")}</h1>
      <Fault />
      {names.length > FEW && (
        <input
          type="search"
          class="name"
          value={query.value}
          onInput={(event) => (query.value = event.currentTarget.value)}
          placeholder={t("class.find")}
          aria-label={t("class.find")}
        />
      )}
      <ul class="listed">
        {shown.map(({ name, no }) => (
          <li>
            <button type="button" disabled={taken.includes(no)} onClick={pick(no, name)}>
              <span dir="auto">{name}</span>
              {taken.includes(no) && <small>{t("class.taken")}</small>}
            </button>
          </li>
        ))}
      </ul>
      {taken.length > 0 && <p class="hint">{t("class.taken.text")}</p>}
    </section>
  );
}

function Me() {
  const name = room.value?.names?.[picked.value - 1] ?? "";
  const go = (event: Event) => {
    event.preventDefault();
    join(called.value.trim(), { student: picked.value });
    picked.value = 0;
  };
  return (
    <form class="join" onSubmit={go}>
      <h1 tabIndex={-1} dir="auto">
        {name}
      </h1>
      <label for="called">{t("class.called")}</label>
      <input
        id="called"
        class="name"
        value={called.value}
        onInput={(event) => (called.value = event.currentTarget.value)}
        autocomplete="nickname"
        maxLength={100}
        enterkeyhint="go"
      />
      <p class="hint">{t("class.called.text")}</p>
      <button class="go" disabled={waiting.value}>
        {t("join")}
      </button>
      <button type="button" class="way" onClick={() => (picked.value = 0)}>
        {t("class.not_me")}
      </button>
    </form>
  );
}

function Card() {
  const enter = (event: Event) => {
    const field = event.currentTarget as HTMLInputElement;
    code.value = field.value.replace(/\D/g, "").slice(0, 9);
    field.value = code.value.replace(/(\d{3})(?=\d)/g, "$1 ");
    fault.value = null;
  };
  const go = (event: Event) => {
    event.preventDefault();
    if (code.value.length === 9) join("", { code: code.value });
  };
  return (
    <form class="join" onSubmit={go}>
      <p class="over">{room.value?.title}</p>
      <h1 tabIndex={-1}>{t("class.card")}</h1>
      <label for="code">{t("class.code")}</label>
      <input
        id="code"
        class="code"
        onInput={enter}
        inputMode="numeric"
        autocomplete="off"
        placeholder="000 000 000"
        required
        aria-describedby="fault"
        aria-invalid={!!fault.value}
      />
      <Fault />
      <button class="go" disabled={code.value.length < 9 || waiting.value}>
        {t("join")}
      </button>
    </form>
  );
}
