// Every question of a game with the distribution of its answers. What is right is said by mark and word, each option
// by sign and letter: nothing hangs on colour, so that it holds on a black-and-white print.
import { lang, t } from "../../shared/i18n";
import { signed } from "../../kinds/nps";
import { Parts } from "../../kinds/screen.parts";
import type { BarLine, ItemLine, Lang } from "../../shared/protocol.gen";
import { Words } from "../../shared/words";
import { coefficient, number, seconds, share } from "../format";
import { Option } from "../Option";
import { Pictures, Place, Thumb } from "../Pictures";
import { Aloud } from "./Aloud";
import { average, hasSigns, inOrder, others, rightOf } from "./figures";
import { of } from "./Summary";
import { Votes } from "./Votes";

interface Props {
  items: readonly ItemLine[];
  game: string;
  /** Something was put down: the report is another. */
  again: () => void;
}

export function Items({ items, game, again }: Props) {
  return (
    <ol class="items">
      {items.map((item, index) => (
        <Item key={item.i} item={item} n={index + 1} game={game} again={again} />
      ))}
    </ol>
  );
}

function Item({ item, n, game, again }: Omit<Props, "items"> & { item: ItemLine; n: number }) {
  const right = rightOf(item);
  const rest = others(item);
  const bars = rest > 0 ? [...item.bars, { label: t("item.rest"), n: rest, right: false }] : inOrder(item);
  const summed = sumOf(item, lang.value);
  return (
    <li class="card item" id={`item-${item.i}`}>
      <h3>
        <span class="n">{number(lang.value, n)}</span> <Words text={item.text} />
      </h3>
      <Pictures media={item.media} />
      <Place
        picture={item.spot?.picture}
        alt={item.spot?.alt ?? ""}
        regions={item.spot?.regions}
        hits={item.bars.find((bar) => bar.right)?.points}
        misses={item.bars.find((bar) => !bar.right)?.points}
      />
      <p class="facts">
        {item.skipped ? <span class="tag">{t("item.skipped")}</span> : null}
        {right ? (
          <strong>{t("item.right", { share: share(lang.value, right.part, right.whole, of) })}</strong>
        ) : (
          <span>{t(`type.${item.kind}`)}</span>
        )}
        {summed && <strong>{summed}</strong>}
        <span>{t("item.answered", { share: of(number(lang.value, item.answered), number(lang.value, item.asked)) })}</span>
        {item.late > 0 ? <span>{t("item.late", { n: item.late })}</span> : null}
        {item.median_ms === null ? null : <span>{t("item.median", { time: seconds(lang.value, item.median_ms) })}</span>}
        {item.discrimination === null ? null : (
          <span>{t("item.discrimination", { value: coefficient(lang.value, item.discrimination) })}</span>
        )}
      </p>
      {item.votes && <Votes item={item} votes={item.votes} />}
      {bars.length > 0 && item.answered > 0 ? (
        <ul class="bars">
          {bars.map((bar, i) => (
            <Bar key={i} bar={bar} i={i} signs={hasSigns(item.kind)} answered={item.answered} />
          ))}
        </ul>
      ) : (
        <p class="hint">{t("item.no_answers")}</p>
      )}
      {item.aloud && !item.skipped ? <Aloud game={game} i={item.i} aloud={item.aloud} onChanged={again} /> : null}
    </li>
  );
}

/** The one number that sums an item up, in words; "" where there is none. */
function sumOf(item: ItemLine, to: Lang): string {
  if (item.score == null) return "";
  if (item.kind === "nps") return t("item.nps", { value: signed(Math.round(item.score)) });
  return t("item.mean", { value: number(to, Math.round(item.score * 10) / 10) });
}

function meanOf(parts: readonly number[], to: Lang): string {
  const mean = average(parts.map((n) => ({ n })));
  return mean === null ? "–" : number(to, Math.round(mean * 10) / 10);
}

/** Bars are as long as their share of those who answered, so that all questions can be compared with each other. */
function Bar({ bar, i, signs, answered }: { bar: BarLine; i: number; signs: boolean; answered: number }) {
  const width = `${Math.min(100, (100 * bar.n) / answered)}%`;
  return (
    <li class={`${signs ? "" : "plain"} ${bar.right ? "is-right" : ""}`}>
      {signs ? <Option i={i} /> : null}
      <span class="label">
        <Thumb name={bar.picture} />
        <Words text={bar.label} />
        {bar.right ? (
          <span class="right-mark">
            <span aria-hidden="true">✓</span> {t("item.is_right")}
          </span>
        ) : null}
      </span>
      {bar.parts ? (
        <Parts parts={bar.parts} />
      ) : (
        <span class="track" aria-hidden="true">
          {bar.n > 0 ? <span class={`fill ${signs ? `o${i}` : "plain"}`} style={{ width }} /> : null}
        </span>
      )}
      <span class="count">{bar.parts ? meanOf(bar.parts, lang.value) : number(lang.value, bar.n)}</span>
    </li>
  );
}
