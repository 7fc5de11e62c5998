// The way to the reports over weeks: of classes, of banks; and the tokens by which programs read the same.
import { useSignal } from "@preact/signals";
import { lang, t } from "../../shared/i18n";
import { classes, makeToken, played, revokeToken, tokens } from "../api";
import { Confirm } from "../Confirm";
import { Desk } from "../Desk";
import { day } from "../format";
import { useAttempt, useLoad } from "../load";
import { Trouble } from "../Trouble";
import "../reports/report.css";
import "./weeks.css";

export function Reports() {
  return (
    <Desk here="weeks" title={t("weeks.reports")}>
      <div class="report">
        <h1>{t("weeks.reports")}</h1>
        <Classes />
        <Banks />
        <Tokens />
      </div>
    </Desk>
  );
}

function Classes() {
  const list = useLoad(classes, "classes");
  return (
    <section aria-labelledby="classes-title">
      <h2 id="classes-title">{t("weeks.classes")}</h2>
      {list.error ? <Trouble error={list.error} again={list.again} /> : null}
      {list.value?.length === 0 ? <p class="hint">{t("weeks.no_classes")}</p> : null}
      {list.value && list.value.length > 0 ? (
        <ul class="rows card">
          {list.value.map((one) => (
            <li key={one.id}>
              <a href={`/teacher/reports/class/${encodeURIComponent(one.id)}`}>{one.name}</a>
              <span class="facts">
                <span>{t("weeks.students", { n: one.students })}</span>
                {one.last_ms === null ? null : <span>{t("weeks.last", { day: day(lang.value, one.last_ms) })}</span>}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function Banks() {
  const list = useLoad(() => played(lang.value), lang.value);
  return (
    <section aria-labelledby="banks-title">
      <h2 id="banks-title">{t("weeks.banks")}</h2>
      {list.error ? <Trouble error={list.error} again={list.again} /> : null}
      {list.value?.length === 0 ? <p class="hint">{t("weeks.no_banks")}</p> : null}
      {list.value && list.value.length > 0 ? (
        <ul class="rows card">
          {list.value.map((one) => (
            <li key={one.id}>
              <a href={`/teacher/reports/bank/${encodeURIComponent(one.id)}`}>{one.title}</a>
              <span class="facts">
                <span>{t("weeks.games", { n: one.games })}</span>
                <span>{t("weeks.last", { day: day(lang.value, one.last_ms) })}</span>
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

/** A secret is shown once, right after it was made. */
function Tokens() {
  const list = useLoad(tokens, "tokens");
  const name = useSignal("");
  const secret = useSignal("");
  const { error, attempt } = useAttempt(list.again);
  const make = (event: Event): void => {
    event.preventDefault();
    if (!name.value.trim()) return;
    void attempt(async () => {
      secret.value = (await makeToken(name.value.trim())).secret;
      name.value = "";
    });
  };
  return (
    <section aria-labelledby="tokens-title">
      <h2 id="tokens-title">{t("weeks.tokens")}</h2>
      <p class="hint">{t("weeks.tokens_about")}</p>
      {list.error ? <Trouble error={list.error} again={list.again} /> : null}
      {list.value && list.value.length > 0 ? (
        <ul class="rows card">
          {list.value.map((one) => (
            <li key={one.id}>
              <span>
                <strong>{one.name}</strong>{" "}
                <small>
                  {t("weeks.token_made", { day: day(lang.value, one.created_ms) })}{" "}
                  {one.used_ms === null ? t("weeks.token_unused") : t("weeks.token_used", { day: day(lang.value, one.used_ms) })}
                </small>
              </span>
              <Confirm
                ask={t("weeks.revoke")}
                sure={t("weeks.revoke_sure")}
                yes={t("weeks.revoke_yes")}
                no={t("delete.no")}
                onYes={() => void attempt(() => revokeToken(one.id))}
              />
            </li>
          ))}
        </ul>
      ) : null}
      {secret.value ? (
        <p class="note good" role="status">
          {t("weeks.secret")} <code class="secret">{secret.value}</code>
        </p>
      ) : null}
      <form class="row" onSubmit={make}>
        <input
          class="search token"
          maxLength={60}
          aria-label={t("weeks.token_name")}
          placeholder={t("weeks.token_name")}
          value={name.value}
          onInput={(event) => (name.value = event.currentTarget.value)}
        />
        <button class="button">{t("weeks.make_token")}</button>
      </form>
      {error ? <Trouble error={error} /> : null}
    </section>
  );
}
