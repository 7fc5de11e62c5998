// The way in: the PIN, then the name. Owns the two forms; what was typed stays through every refusal.
import { computed, signal } from "@preact/signals-core";
import { Sign } from "../shared/Sign";
import { t } from "../shared/i18n";
import { SIGNS } from "../shared/signs";
import { fault, join, lastName, look, pin, room, seat, waiting } from "./game";
import { says } from "./says";

const typed = signal<string | null>(null); // Kept here, because a refusal may lead back through the PIN.
const name = computed(() => typed.value ?? seat.value?.name ?? lastName);

function Fault() {
  return (
    <p class="fault" id="fault" role="alert">
      {fault.value && says(fault.value)}
    </p>
  );
}

export function AskPin() {
  const enter = (event: Event) => {
    const field = event.currentTarget as HTMLInputElement;
    pin.value = field.value = field.value.replace(/\D/g, "").slice(0, 6);
    if (pin.value.length === 6) look(pin.value);
    else fault.value = null;
  };
  const go = (event: Event) => {
    event.preventDefault();
    look(pin.value);
  };
  return (
    <form class="join" onSubmit={go}>
      <div class="flock" aria-hidden="true">
        {SIGNS.map((_, i) => (
          <i class={`o${i}`}>
            <Sign i={i} />
          </i>
        ))}
      </div>
      <h1>Saual</h1>
      <label for="pin">{t("pin")}</label>
      <input
        id="pin"
        class="pin"
        value={pin.value}
        onInput={enter}
        inputMode="numeric"
        autocomplete="off"
        pattern="\d{6}"
        required
        aria-describedby="fault"
        aria-invalid={!!fault.value}
      />
      <Fault />
      <button class="go" disabled={pin.value.length < 6 || waiting.value}>
        {t("next")}
      </button>
    </form>
  );
}

export function AskName() {
  const go = (event: Event) => {
    event.preventDefault();
    join(name.value.trim());
  };
  return (
    <form class="join" onSubmit={go}>
      <p class="over">{pin.value}</p>
      <h1>{room.value?.title}</h1>
      <label for="name">{t("name")}</label>
      <input
        id="name"
        class="name"
        value={name.value}
        onInput={(event) => (typed.value = event.currentTarget.value)}
        autocomplete="nickname"
        autocapitalize="words"
        spellcheck={false}
        maxLength={100}
        required
        enterkeyhint="go"
        aria-describedby="fault"
        aria-invalid={!!fault.value}
      />
      {fault.value ? <Fault /> : <p class="hint">{t("name.hint")}</p>}
      <button class="go" disabled={waiting.value}>
        {t("join")}
      </button>
    </form>
  );
}
