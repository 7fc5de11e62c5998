// What came of the talk between two votes on a question, and how sure students were: in numbers, so that it prints.
import { lang, t } from "../../shared/i18n";
import type { ItemLine, Votes as Told } from "../../shared/protocol.gen";
import { coefficient, number, share } from "../format";
import { WAYS } from "../turns";
import { of } from "./Summary";

export function Votes({ item, votes }: { item: ItemLine; votes: Told }) {
  const { answered = 0, right = 0, turns, gain, sure = [] } = votes;
  return (
    <div class="votes">
      {turns && (
        <p class="facts">
          <span>{t("votes.first", { share: share(lang.value, right, answered, of) })}</span>
          <span>{t("votes.second", { share: share(lang.value, Math.round((item.right ?? 0) * item.answered), item.answered, of) })}</span>
          {gain != null && <strong>{t("votes.gain", { value: coefficient(lang.value, gain) })}</strong>}
        </p>
      )}
      {turns && (
        <ul>
          {WAYS.map((way) => (
            <li key={way}>
              {t(`votes.${way}`)} <b>{number(lang.value, turns[way])}</b>
            </li>
          ))}
        </ul>
      )}
      {sure.length > 0 && <Sure sure={sure} />}
    </div>
  );
}

/** How many of those who were so sure were right, for each vote. */
function Sure({ sure }: { sure: NonNullable<Told["sure"]> }) {
  const votes = [...new Set(sure.map(({ vote }) => vote))];
  const words = [...new Set(sure.map((line) => line.sure))];
  return (
    <table>
      <caption>{t("votes.sure")}</caption>
      <thead>
        <tr>
          <td />
          {words.map((word) => (
            <th key={word} scope="col">
              {t(`votes.sure.${word}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {votes.map((vote) => (
          <tr key={vote}>
            <th scope="row">{t("votes.nth", { n: vote })}</th>
            {words.map((word) => {
              const line = sure.find((one) => one.vote === vote && one.sure === word);
              return <td key={word}>{line && line.n > 0 ? of(number(lang.value, line.right), number(lang.value, line.n)) : "–"}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
