// Where this student stands: between questions and at the end. Warm, and never a list of others. Loaded later.
import { Sign } from "../shared/Sign";
import { addWords, t } from "../shared/i18n";
import { review } from "./app";
import css from "./board.css?url";
import { dressed } from "./dress";
import { me, seat, seatNo, stage } from "./game";
import "./together";
import { Feeling } from "./play";

const words = addWords({
  kk: () => import("../locales/board.kk.json"), // and refusals that come later than joining
  ru: () => import("../locales/board.ru.json"),
  en: () => import("../locales/board.en.json"),
});
/** Words and styles are here. */
export const ready = Promise.all([words, dressed(css)]);

function Avatar({ place = 0 }: { place?: number }) {
  return (
    <i class={`avatar o${place ? 0 : seatNo.value % 8}`} aria-hidden="true">
      {place || <Sign i={seatNo.value % 8} />}
    </i>
  );
}

/** Points, and the place among the students where there is one. */
function Standing() {
  const { score = 0, rank = 0, seats = 0 } = me.value ?? {};
  return (
    <>
      <p class="score">{t("points", { n: score })}</p>
      {rank > 0 && <p class="rank">{t("rank", { rank, of: seats })}</p>}
    </>
  );
}

export function Board() {
  const scored = !stage.value?.scoreless;
  const { streak = 0 } = me.value ?? {};
  return (
    <div class="note board">
      <Avatar />
      <h1 tabIndex={-1}>{t(scored ? "board" : "slide")}</h1>
      {scored && <Standing />}
      {scored && streak > 1 && <p>{t("streak", { n: streak })}</p>}
    </div>
  );
}

export function Podium() {
  const scored = !stage.value?.scoreless;
  const { rank = 0 } = me.value ?? {};
  const { Way, Merits } = review.value ?? {};
  const Faces = Feeling.value;
  const place = scored && rank > 0 && rank < 4 ? rank : 0;
  return (
    <div class={`note board podium p${place}`}>
      <Avatar place={place} />
      <p class="me">{seat.value?.name}</p>
      <h1 tabIndex={-1}>{t(place ? `end.${place}` : "end")}</h1>
      <p>{t(place ? "end.cheer" : "end.text")}</p>
      {scored && <Standing />}
      {Merits && <Merits />}
      {Faces && <Faces />}
      {Way && <Way />}
    </div>
  );
}
