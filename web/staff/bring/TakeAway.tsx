// A bank in another format: which one, what that cannot hold, and the file. Changes nothing.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { lang, t } from "../../shared/i18n";
import type { BankLine, ExportPage } from "../../shared/protocol.gen";
import { exportOf, exportUrl, formats } from "../api";
import { titleOf } from "../home/BankList";
import { useLoad } from "../load";
import { Trouble } from "../Trouble";
import { sayings } from "./seen";
import "./bring.css";

// As teachers ask for them; a format that is not named here comes last.
const ORDER = ["moodle", "gift", "qti2", "xlsx", "csv", "aiken", "toml", "json"];
const place = (name: string): number => (ORDER.indexOf(name) + ORDER.length + 1) % (ORDER.length + 1);
/** Places that are named at once; the others are a press away. */
const AT_FIRST = 3;

export function TakeAway({ bank, onBack }: { bank: BankLine; onBack: () => void }) {
  const known = useLoad(formats, "formats");
  const chosen = useSignal("");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const writable = (known.value?.formats ?? []).filter((format) => format.writes).sort((a, b) => place(a.name) - place(b.name));
  return (
    <div class="preview take" onKeyDown={(event) => event.key === "Escape" && onBack()}>
      <button type="button" class="back" onClick={onBack}>
        {t("preview.back")}
      </button>
      <h2 ref={heading} tabIndex={-1}>
        {t("take.title", { title: titleOf(bank) })}
      </h2>
      {bank.unfinished > 0 ? <p class="hint">{t("take.unfinished", { n: bank.unfinished })}</p> : null}
      {known.error ? <Trouble error={known.error} again={known.again} /> : null}
      <a class="card on-paper" href={`/teacher/banks/${encodeURIComponent(bank.id)}/paper`}>
        <strong>{t("take.paper")}</strong>
        <small>{t("take.paper_why")}</small>
      </a>
      <fieldset class="formats">
        <legend>{t("take.format")}</legend>
        {writable.map(({ name, title, about }) => (
          <div key={name} class={name === chosen.value ? "card chosen" : "card"}>
            <label>
              <input type="radio" name="format" checked={name === chosen.value} onChange={() => (chosen.value = name)} />
              <span>
                <strong>{title[lang.value] ?? name}</strong>
                {about[lang.value] ? <small>{about[lang.value]}</small> : null}
              </span>
            </label>
            {name === chosen.value ? <Fit key={name} bank={bank} format={name} /> : null}
          </div>
        ))}
      </fieldset>
      {(known.value?.broken ?? []).map((one) => (
        <p key={`${one.package} ${one.name}`} class="hint">
          {t("take.broken", { name: one.name, package: one.package, why: one.why })}
        </p>
      ))}
    </div>
  );
}

function Fit({ bank, format }: { bank: BankLine; format: string }) {
  const page = useLoad(() => exportOf(bank.id, format, lang.value), `${bank.id} ${format} ${lang.value}`);
  return (
    <div class="fit">
      <div role="status">{page.value ? <Losses page={page.value} /> : page.error ? null : <p class="hint">{t("take.wait")}</p>}</div>
      {page.error ? <Trouble error={page.error} again={page.again} /> : null}
      {page.value && page.value.size > 0 ? (
        <a class="button" href={exportUrl(bank.id, format, lang.value)} download>
          {t("take.go", { n: Math.max(1, Math.round(page.value.size / 1024)) })}
        </a>
      ) : null}
    </div>
  );
}

function Losses({ page }: { page: ExportPage }) {
  const n = page.losses.length + page.beyond;
  if (n === 0) return <p class="note good">{t("take.whole")}</p>;
  return (
    <div class="note">
      <h3>{t("take.losses", { n })}</h3>
      <ul class="remarks">
        {sayings(page.losses).map((saying) => (
          <li key={saying.problem}>
            <p>
              <strong>{saying.places.slice(0, AT_FIRST).join("; ")}. </strong>
              {saying.problem} <span class="fix">{saying.fix}</span>
            </p>
            {saying.places.length > AT_FIRST ? (
              <details>
                <summary>{t("take.all", { n: saying.places.length })}</summary>
                <p>{saying.places.join("; ")}</p>
              </details>
            ) : null}
          </li>
        ))}
      </ul>
      {page.beyond > 0 ? <p>{t("bring.more", { n: page.beyond })}</p> : null}
    </div>
  );
}
