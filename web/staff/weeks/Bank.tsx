// Which questions of a bank work, over all its games: how hard each is, whether it tells those who know from those who
// do not, and what was chosen. Loads it in the teacher's language.
import { useSignal } from "@preact/signals";
import { lang, t } from "../../shared/i18n";
import { Words } from "../../shared/words";
import type { BankItem, BankReport } from "../../shared/protocol.gen";
import { bankReport } from "../api";
import { coefficient, compare, day } from "../format";
import { useLoad } from "../load";
import { Coefficient, Head, n, Scroll, Share, Sheet, Tags } from "./pieces";

const ORDERS = ["asked", "hardest", "weakest"] as const;
type Order = (typeof ORDERS)[number];

export function Bank({ id }: { id: string }) {
  const loaded = useLoad(() => bankReport(id, lang.value), `${id} ${lang.value}`);
  const back = { href: "/teacher/reports", text: t("weeks.reports") };
  return (
    <Sheet title={loaded.value?.title ?? t("weeks.bank")} back={back} loaded={loaded}>
      {(report) => <Page report={report} />}
    </Sheet>
  );
}

function Page({ report }: { report: BankReport }) {
  const order = useSignal<Order>("asked");
  const found = report.reliability;
  return (
    <>
      <Head title={report.title}>
        <span>{t("weeks.games", { n: report.games })}</span>
        <span>{t("weeks.sittings", { n: report.sittings })}</span>
        <span>{t("weeks.span", { from: day(lang.value, report.first_ms), to: day(lang.value, report.last_ms) })}</span>
      </Head>
      <section aria-labelledby="whole-title">
        <h2 id="whole-title">{t("weeks.whole")}</h2>
        <p class="card">
          {found
            ? t("weeks.alpha", {
                value: coefficient(lang.value, found.alpha),
                sittings: n(found.sittings),
                questions: n(found.questions),
                games: n(found.games),
              })
            : t("weeks.no_alpha")}
        </p>
      </section>
      <section aria-labelledby="items-title">
        <h2 id="items-title">{t("report.items")}</h2>
        <fieldset class="choose no-print">
          <legend>{t("weeks.order")}</legend>
          {ORDERS.map((one) => (
            <label key={one}>
              <input type="radio" name="order" checked={order.value === one} onChange={() => (order.value = one)} />
              {t(`weeks.order.${one}`)}
            </label>
          ))}
        </fieldset>
        <Scroll label={t("report.items")}>
          <table class="wide">
            <thead>
              <tr>
                <th scope="col">{t("weeks.question")}</th>
                <th scope="col">{t("weeks.right_of_answers")}</th>
                <th scope="col">{t("weeks.discrimination")}</th>
                <th scope="col">{t("weeks.answered")}</th>
                <th scope="col">{t("weeks.games_asked")}</th>
              </tr>
            </thead>
            <tbody>
              {inOrder(report.items, order.value).map((item) => (
                <Row key={item.key} item={item} bank={report.bank} />
              ))}
            </tbody>
          </table>
        </Scroll>
        <p class="hint">{t("weeks.bank_note")}</p>
      </section>
    </>
  );
}

function Row({ item, bank }: { item: BankItem; bank: string }) {
  return (
    <tr>
      <th scope="row">
        <a href={`/teacher/reports/bank/${encodeURIComponent(bank)}/${item.key}`}>
          <Words text={item.text} />
        </a>
        <span class="facts">
          <span>{t(`type.${item.kind}`)}</span>
          <Tags tags={item.tags} />
          {item.hint ? <Hint hint={item.hint} /> : null}
        </span>
      </th>
      <td>
        <Share part={item.right} whole={item.marked} />
      </td>
      <td>
        <Coefficient of={item.discrimination} />
      </td>
      <td>
        <Share part={item.answered} whole={item.possible} />
      </td>
      <td>{n(item.games)}</td>
    </tr>
  );
}

/** What to look at, in a word; why stands on the question's own page. */
export function Hint({ hint }: { hint: string }) {
  return (
    <strong class="warn">
      <span aria-hidden="true">▲</span> {t(`hint.${hint}`)}
    </strong>
  );
}

/** What cannot be told comes last. */
function inOrder(items: readonly BankItem[], order: Order): readonly BankItem[] {
  if (order === "asked") return items;
  const by = (item: BankItem): number =>
    order === "hardest" ? (item.marked ? item.right / item.marked : 2) : (item.discrimination?.value ?? 2);
  const text = compare(lang.value);
  return [...items].sort((a, b) => by(a) - by(b) || text(a.text, b.text));
}
