// The teacher enters what a student without a phone (or with an empty battery) says: with the very input that a phone
// has for this type of question. Owns whose answer is being entered; the rules are a phone's, and the server's.
import { useState } from "preact/hooks";
import { kindOf } from "../../kinds/student";
import placingSheet from "../../kinds/placing.css?url";
import surveySheet from "../../kinds/survey.css?url";
import { lang, t } from "../../shared/i18n";
import type { Code, HostStage, RawAnswer, SeatView } from "../../shared/protocol.gen";
import phoneSheet from "../../student/style.css?url";
import { compare } from "../format";
import { Shadow } from "../Shadow";
import handSheet from "./byhand.css?url";
import type { RoomLink } from "./link";
import { Refused } from "./Refused";

/** Who cannot answer now, and has not. On a phone that is passed on only the one whose turn it is can. */
export function phoneless(seats: ReadonlyMap<number, SeatView>): SeatView[] {
  const order = compare(lang.value);
  const passed = new Set([...seats.values()].filter((seat) => seat.turn).map((seat) => seat.phone || seat.no));
  return [...seats.values()]
    .filter((seat) => seat.answered !== true && (seat.by_hand === true || seat.on !== true))
    .filter((seat) => seat.turn === true || !passed.has(seat.phone || seat.no))
    .sort((a, b) => order(a.name, b.name));
}

export function ByHand({ link, stage }: { link: RoomLink; stage: HostStage }) {
  const [chosen, choose] = useState(0);
  const [refused, setRefused] = useState<Code | null>(null);
  const silent = phoneless(link.seats.value);
  const seat = silent.find((one) => one.no === chosen);
  const { q, ask, game = 1 } = stage;
  const Input = kindOf(q?.kind ?? "")?.Input;
  if (!q || (silent.length === 0 && !refused)) return null;
  const give = (a: RawAnswer): void => {
    setRefused(null);
    void link.give({ t: "answer_for", seat: chosen, g: game, q: q.i, a }).then(setRefused);
  };
  return (
    <section class="card byhand">
      <h2>{seat ? t("hand.for", { name: seat.name }) : t("hand.title")}</h2>
      <Refused code={refused} />
      <ul class="chips">
        {silent.map((one) => (
          <li key={one.no}>
            <button
              type="button"
              aria-pressed={one.no === chosen}
              aria-label={t("hand.enter", { name: one.real || one.name })}
              onClick={() => choose(one.no === chosen ? 0 : one.no)}
              dir="auto"
            >
              {one.name}
            </button>
          </li>
        ))}
      </ul>
      {seat && Input && (
        <Shadow key={`${game}.${q.i}.${seat.no}`} class="hand" live sheets={[phoneSheet, surveySheet, placingSheet, handSheet]}>
          <Input q={`${game}.${q.i}.${seat.no}`} ask={ask ?? {}} signs={false} give={give} />
        </Shadow>
      )}
    </section>
  );
}
