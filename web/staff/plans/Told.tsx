// The plan as a text for the school: to print on A4, or to copy. Where a page may not write to the clipboard (http on
// another computer), the text is marked, so that the keyboard can copy it.
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { t } from "../../shared/i18n";
import type { Plan } from "../../shared/protocol.gen";
import { told } from "./plan";

export function Told({ plan }: { plan: Plan }) {
  const text = useRef<HTMLDivElement>(null);
  const note = useSignal("");
  const lines = told(plan, t);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(lines.join("\n"));
      note.value = "plans.copied";
    } catch {
      // No clipboard here.
      if (text.current) getSelection()?.selectAllChildren(text.current);
      note.value = "plans.marked";
    }
  };
  return (
    <section class="told" aria-labelledby="told-title">
      <h2 id="told-title" class="no-print">
        {t("plans.text")}
      </h2>
      <p class="hint no-print">{t("plans.text_about")}</p>
      <div class="card paper" ref={text} dir="auto">
        {lines.map((line, i) => (i === 0 ? <h3 key={i}>{line}</h3> : <p key={i}>{line}</p>))}
      </div>
      <p class="row no-print">
        <button type="button" class="button" onClick={() => window.print()}>
          {t("plans.print")}
        </button>
        <button type="button" class="button" onClick={() => void copy()}>
          {t("plans.copy")}
        </button>
        <span role="status">{note.value ? t(note.value) : ""}</span>
      </p>
    </section>
  );
}
