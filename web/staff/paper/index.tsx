// The page on which a bank becomes paper: what is wanted above, what the printer will make of it below. Owns the wish and
// keeps it in the address; the orders and the keys are the server's.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { learn } from "../../shared/formula";
import { lang, t } from "../../shared/i18n";
import type { Lang, PaperPage } from "../../shared/protocol.gen";
import { paper } from "../api";
import { Desk } from "../Desk";
import { Check, Choice, Pick } from "../home/fields";
import { LANGS } from "../home/wish";
import { useLoad } from "../load";
import { Trouble } from "../Trouble";
import { Sheets } from "./Sheet";
import { another, MOST_VARIANTS, readWish, SIZES, type Wish, withVariants, written } from "./wish";
import "./paper.css";

/** Once all pictures are there. */
async function printed(): Promise<void> {
  await Promise.allSettled([...document.images].map((image) => image.decode()));
  print();
}

const COUNTS = Array.from({ length: MOST_VARIANTS }, (_, i): readonly [number, string] => [i + 1, String(i + 1)]);

export function Paper({ id }: { id: string }) {
  const wish = useSignal<Wish>(readWish(location.search, lang.peek()));
  const now = wish.value;
  const change = (next: Partial<Wish>): void => {
    wish.value = { ...wish.value, ...next };
  };
  useEffect(() => history.replaceState(null, "", written(now)), [now]);
  const asked = [now.lang, now.variants, now.seed, now.questions, now.options].join();
  const loaded = useLoad(async () => {
    const page = await paper(id, now);
    learn(page.math);
    return page;
  }, asked);
  const page = loaded.value;
  return (
    <Desk here="home" title={t("paper.title")}>
      <div class="to-paper">
        <div class="no-print wishes">
          <a class="back" href="/teacher">
            {t("paper.back")}
          </a>
          <h1>{page ? `${t("paper.title")}: ${page.title}` : t("paper.title")}</h1>
          <p class="hint">{t("paper.lead")}</p>
          {loaded.error ? <Trouble error={loaded.error} again={loaded.again} /> : null}
          <div class="columns">
            <Orders now={now} change={change} onVariants={(n) => (wish.value = withVariants(now, n))} onAnother={() => (wish.value = another(now))} />
            <Look now={now} change={change} />
          </div>
          {page ? <Aloud page={page} /> : null}
          <button type="button" class="primary" disabled={!page || !(now.sheets || now.key)} onClick={() => void printed()}>
            {t("paper.print")}
          </button>
          <h2>{t("paper.preview")}</h2>
          {now.sheets || now.key ? null : <p class="note">{t("paper.nothing")}</p>}
        </div>
        {page ? <Sheets page={page} wish={now} /> : loaded.error ? null : <p class="hint no-print">{t("load.wait")}</p>}
      </div>
    </Desk>
  );
}

interface PartProps {
  now: Wish;
  change: (next: Partial<Wish>) => void;
}

function Orders({ now, change, onVariants, onAnother }: PartProps & { onVariants: (n: number) => void; onAnother: () => void }) {
  const mixed = now.questions || now.options;
  return (
    <section class="card">
      <Choice
        name="lang"
        legend={t("paper.language")}
        hint={t("paper.language_hint")}
        options={LANGS.map((code): readonly [Lang, string] => [code, t(`lang.${code}`)])}
        value={now.lang}
        onChoose={(one) => change({ lang: one })}
      />
      <Pick label={t("paper.variants")} options={COUNTS} value={now.variants} onPick={onVariants} />
      <Check label={t("paper.questions")} on={now.questions} onTurn={(questions) => change({ questions })} />
      <Check label={t("paper.options")} on={now.options} onTurn={(options) => change({ options })} />
      {mixed ? (
        <div class="again">
          <p>
            {t("paper.seed")}: <strong>{now.seed}</strong>{" "}
            <button type="button" class="quiet" onClick={onAnother}>
              {t("paper.again")}
            </button>
          </p>
          <p class="hint">{t("paper.seed_hint")}</p>
        </div>
      ) : null}
    </section>
  );
}

function Look({ now, change }: PartProps) {
  return (
    <section class="card">
      <h2>{t("paper.what")}</h2>
      <Check label={t("paper.sheets")} on={now.sheets} onTurn={(sheets) => change({ sheets })} />
      <Check label={t("paper.key")} on={now.key} onTurn={(key) => change({ key })} />
      {now.key ? <Check label={t("paper.explanations")} on={now.explanations} onTurn={(explanations) => change({ explanations })} /> : null}
      <Choice
        name="columns"
        legend={t("paper.columns")}
        hint={t("paper.columns_hint")}
        options={[
          ["1", "1"],
          ["2", "2"],
        ]}
        value={now.columns === 2 ? "2" : "1"}
        onChoose={(one) => change({ columns: one === "2" ? 2 : 1 })}
      />
      <Choice
        name="size"
        legend={t("paper.size")}
        hint={t("paper.size_hint")}
        options={SIZES.map((size) => [size, t(`paper.${size}`)] as const)}
        value={now.size}
        onChoose={(size) => change({ size })}
      />
    </section>
  );
}

/** What no paper holds. */
function Aloud({ page }: { page: PaperPage }) {
  const n = page.variants[0]?.filter(({ question }) => (question.media ?? []).some((one) => one.kind !== "picture")).length ?? 0;
  return n > 0 ? <p class="note">{t("paper.aloud", { n })}</p> : null;
}
