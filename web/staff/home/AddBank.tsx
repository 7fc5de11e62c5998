// Adds a bank of the teacher's own: a file chosen, or dropped anywhere on the page. Owns the upload and what came of
// it; the list of banks is its caller's.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../../shared/i18n";
import type { BankLine } from "../../shared/protocol.gen";
import { addBank, type ApiError } from "../api";
import { refused } from "../load";
import { Trouble } from "../Trouble";
import { titleOf } from "./BankList";

type State =
  | { is: "idle" }
  | { is: "sending"; name: string }
  | { is: "wrong_kind"; name: string }
  | { is: "answered"; name: string; bank: BankLine }
  | { is: "failed"; name: string; error: ApiError };

export function AddBank({ onAdded }: { onAdded: (bank: BankLine) => void }) {
  const state = useSignal<State>({ is: "idle" });
  const over = useSignal(false);

  const send = async (file: File): Promise<void> => {
    const name = file.name;
    if (!/\.toml$/i.test(name)) {
      state.value = { is: "wrong_kind", name };
      return;
    }
    state.value = { is: "sending", name };
    try {
      const bank = await addBank(file);
      state.value = { is: "answered", name, bank };
      onAdded(bank);
    } catch (error) {
      state.value = { is: "failed", name, error: refused(error) };
    }
  };

  useEffect(() => {
    // On the whole window: a file dropped a little beside the mark would otherwise take the browser away from here.
    const drag = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      over.value = true;
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) over.value = false;
    };
    const drop = (event: DragEvent): void => {
      const file = event.dataTransfer?.files[0];
      over.value = false;
      if (!file) return;
      event.preventDefault();
      void send(file);
    };
    window.addEventListener("dragover", drag);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", drag);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, []);

  return (
    <section class="add" aria-labelledby="add-title">
      <div class={over.value ? "drop over" : "drop"}>
        <h2 id="add-title">{t("add.title")}</h2>
        <p>
          <label class="button">
            {t("add.choose")}
            <input
              class="unseen"
              type="file"
              accept=".toml"
              onChange={(event) => {
                const input = event.currentTarget;
                const file = input.files?.[0];
                if (file) void send(file);
                input.value = ""; // The same file, mended, can be chosen again.
              }}
            />
          </label>
          <span class="hint">{t("add.hint")}</span>
        </p>
      </div>
      <div role="status">
        <Outcome state={state.value} />
      </div>
      {state.value.is === "failed" ? <Trouble error={state.value.error} name={state.value.name} /> : null}
    </section>
  );
}

function Outcome({ state }: { state: State }) {
  if (state.is === "idle" || state.is === "failed") return null;
  if (state.is === "sending") return <p class="note">{t("add.wait", { name: state.name })}</p>;
  if (state.is === "wrong_kind") return <p class="note bad">{t("add.wrong_kind", { name: state.name })}</p>;
  return <p class="note good">{t("add.done", { name: titleOf(state.bank) })}</p>;
}
