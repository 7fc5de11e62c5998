// What students ask and say, for the teacher alone: count what is said aloud, and put each typed question where it
// belongs with one tap. Owns whose name is being asked for; the questions are the server's.
import { useState } from "preact/hooks";
import { lang, t } from "../shared/i18n";
import type { AskedView, HostStage, Sorting } from "../shared/protocol.gen";
import { clock, compare } from "../staff/format";
import { queue } from "../staff/room/asked";
import { SPOKEN } from "../staff/room/AskedPanel";
import { Icon, type IconName } from "../staff/room/icons";
import type { RoomLink, Wish } from "../staff/room/link";

interface Props {
  link: RoomLink;
  stage: HostStage;
  give: (wish: Wish) => void;
}

export function Questions({ link, stage, give }: Props) {
  const { now, later, done } = queue(link.asked.value);
  const { questions, moderated } = stage.settings;
  const parts = (all: AskedView[]) =>
    all.map((one) => <Question key={one.no} one={one} shown={link.asking.value.screen === one.no} give={give} />);
  return (
    <>
      <Aloud link={link} give={give} />
      {now.length === 0 && <p class="card soft">{t(questions ? "asked.empty" : "asked.closed")}</p>}
      {parts(now)}
      {later.length > 0 && (
        <>
          <h2>{t("asked.later")}</h2>
          {parts(later)}
        </>
      )}
      {done.length > 0 && (
        <details>
          <summary>
            {t("asked.done")} <b>{done.length}</b>
          </summary>
          <div class="done">{parts(done)}</div>
        </details>
      )}
      <p class="tools">
        <button type="button" aria-pressed={questions} onClick={() => give({ t: "configure", questions: !questions })}>
          {t("set.questions")}
        </button>
        <button type="button" aria-pressed={moderated} onClick={() => give({ t: "configure", moderated: !moderated })}>
          {t("set.moderated")}
        </button>
      </p>
    </>
  );
}

function Aloud({ link, give }: Omit<Props, "stage">) {
  const [naming, setNaming] = useState(false);
  const asking = link.asking.value;
  const last = asking.last?.[0];
  const byName = compare(lang.value);
  const seats = [...link.seats.value.values()].sort((a, b) => byName(a.name, b.name));
  const whose = last && link.seats.value.get(last.seat ?? 0)?.name;
  return (
    <section class="card aloud">
      <h2>{t("spoken.title")}</h2>
      <p class="three">
        {SPOKEN.map((what) => (
          <button
            type="button"
            key={what}
            onClick={() => {
              give({ t: "spoken", what });
              setNaming(true);
            }}
          >
            {t(`spoken.${what}`)}
            <b>{asking[what] ?? 0}</b>
          </button>
        ))}
      </p>
      {naming && last && (
        <>
          <p class="soft">
            <span role="status">
              {t("spoken.counted")} {t(`spoken.${last.what}`)}
              {whose && <> · {whose}</>}
            </span>
            <button
              type="button"
              class="undo"
              onClick={() => {
                give({ t: "unspoken", spoken: last.id });
                setNaming(false);
              }}
            >
              {t("spoken.undo")}
            </button>
          </p>
          {!whose && seats.length > 0 && (
            <>
              <p>{t("spoken.who")}</p>
              <ul class="chips">
                {seats.map((seat) => (
                  <li key={seat.no}>
                    <button
                      type="button"
                      dir="auto"
                      onClick={() => {
                        // The count without a name becomes one with it.
                        give({ t: "unspoken", spoken: last.id });
                        give({ t: "spoken", what: last.what, seat: seat.no });
                      }}
                    >
                      {seat.name}
                    </button>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </section>
  );
}

function Question({ one, shown, give }: { one: AskedView; shown: boolean; give: (wish: Wish) => void }) {
  const { no, state = "waiting", starred = false } = one;
  const to = (place: Sorting): void => give({ t: "sort", no, to: place });
  const settled = state === "answered" || state === "hidden";
  return (
    <article class={`card question${shown ? " shown" : ""}`}>
      <p dir="auto">{one.text}</p>
      <p class="soft">
        <span>
          {one.name || t("asked.unnamed")} · {clock(lang.value, one.at ?? 0)}
        </span>
        {(one.n ?? 0) > 0 && <b>+{one.n}</b>}
      </p>
      {(one.held || state !== "waiting" || shown) && (
        <p class="tags">
          {one.held && <b class="bad">{t("asked.held")}</b>}
          {shown && <b>{t("asked.shown")}</b>}
          {state !== "waiting" && !shown && <b>{t(`asked.is.${state}`)}</b>}
        </p>
      )}
      <p class="three">
        <Do icon="full" word={shown ? "asked.off" : "asked.show"} on={shown} act={() => give({ t: "show", no: shown ? 0 : no })} />
        {state === "waiting" && <Do icon="people" word="asked.let" act={() => to("open")} />}
        {settled || state === "parked" ? (
          <Do icon="up" word="asked.back" act={() => to("waiting")} />
        ) : (
          <Do icon="pause" word="asked.park" act={() => to("parked")} />
        )}
        {state !== "answered" && <Do icon="check" word="asked.answered" act={() => to("answered")} />}
        <Do icon="star" word="asked.star" on={starred} act={() => give({ t: "star", no, on: !starred })} />
        {state !== "hidden" && <Do icon="cross" word="asked.hide" act={() => to("hidden")} />}
      </p>
    </article>
  );
}

function Do({ icon, word, on, act }: { icon: IconName; word: string; on?: boolean; act: () => void }) {
  return (
    <button type="button" aria-pressed={on} onClick={act}>
      <Icon name={icon} />
      {t(word)}
    </button>
  );
}
