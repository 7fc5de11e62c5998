// How the lesson shall go, and the one primary button that starts it. Owns the request that opens the room; the
// settings are its caller's, who keeps them.
import { useSignal } from "@preact/signals";
import { lang, t } from "../../shared/i18n";
import type { BankLine, RoomLine } from "../../shared/protocol.gen";
import { openRoom, type ApiError } from "../api";
import { number } from "../format";
import { refused } from "../load";
import { Trouble } from "../Trouble";
import { titleOf } from "./BankList";
import { Check, Choice, Pick } from "./fields";
import { ForClass } from "./ForClass";
import { OwnBank } from "./OwnBank";
import {
  classLang,
  EVERYONE,
  EXPLAIN_BELOW,
  LANGS,
  READING_MS,
  REVEAL_ABOVE,
  roomFor,
  ROWS,
  SCORINGS,
  TALKS_MS,
  TEAM_BEST,
  TEAM_BY,
  TEAMS,
  type Wish,
} from "./wish";
import "./start.css";

interface Props {
  bank: BankLine;
  wish: Wish;
  onWish: (wish: Wish) => void;
  onOpened: (room: RoomLine) => void;
  /** undefined while the questions are in sight. */
  onPreview: (() => void) | undefined;
  onTake: () => void;
  folders: readonly string[];
  onCopy: () => void;
  /** It has another folder, tags or title now. */
  onPlaced: () => void;
  onRemove: () => void;
}

export const editorOf = (id: string): string => `/teacher/banks/${encodeURIComponent(id)}`;

export function StartPanel({ bank, wish, onWish, folders, onOpened, onPreview, onTake, onCopy, onPlaced, onRemove }: Props) {
  const going = useSignal(false);
  const error = useSignal<ApiError | undefined>(undefined);
  const change = (part: Partial<Wish>): void => onWish({ ...wish, ...part });
  const spoken = classLang(wish, bank, lang.value);

  const start = async (): Promise<void> => {
    going.value = true;
    error.value = undefined;
    try {
      onOpened(await openRoom(roomFor(wish, bank, lang.value)));
    } catch (reason) {
      error.value = refused(reason);
      going.value = false;
    }
  };

  return (
    <section class="start card" aria-labelledby="start-title">
      <div class="of-bank">
        <h2 id="start-title">{titleOf(bank)}</h2>
        <div class="beside">
          {onPreview ? (
            <button type="button" class="quiet" onClick={onPreview}>
              {t("preview.open")}
            </button>
          ) : null}
          {bank.questions > 0 ? (
            <button type="button" class="quiet" onClick={onTake}>
              {t("take.open")}
            </button>
          ) : null}
          {bank.own ? (
            <a class="quiet" href={editorOf(bank.id)}>
              {t("own.edit")}
            </a>
          ) : (
            <button type="button" class="quiet" onClick={onCopy}>
              {t("own.copy_to_edit")}
            </button>
          )}
        </div>
        {bank.own ? <OwnBank key={bank.id} bank={bank} folders={folders} onCopy={onCopy} onPlaced={onPlaced} onRemove={onRemove} /> : null}
      </div>
      <Choice
        name="lang"
        legend={t("start.lang")}
        hint={t(bank.languages.includes(spoken) ? "start.lang_hint" : "start.lang_missing")}
        options={LANGS.map((code) => [code, t(`lang.${code}`)])}
        value={spoken}
        onChoose={(code) => change({ lang: code })}
      />
      <ForClass wish={wish} onWish={onWish} />
      <AskedTwice wish={wish} change={change} />
      <details>
        <summary>
          <span>{t("start.settings")}</span> <span class="hint">{summary(wish)}</span>
        </summary>
        <Settings wish={wish} change={change} />
      </details>
      <div class="go">
        {error.value ? <Trouble error={error.value} /> : null}
        {bank.questions === 0 ? <p class="hint">{t("start.nothing")}</p> : null}
        {bank.questions > 0 && bank.unfinished > 0 ? <p class="hint">{t("start.unfinished", { n: bank.unfinished })}</p> : null}
        <button type="button" class="primary" disabled={going.value || bank.questions === 0} onClick={() => void start()}>
          {t(going.value ? "start.going" : "start.go")}
        </button>
        {bank.questions > 0 ? (
          <a class="button" href={`/teacher/homework/new?${new URLSearchParams({ bank: bank.id })}`}>
            {t("start.homework")}
          </a>
        ) : null}
      </div>
    </section>
  );
}

/** Peer instruction for the whole bank; how it goes holds also for a question that is asked twice on the spot. */
function AskedTwice({ wish, change }: { wish: Wish; change: (part: Partial<Wish>) => void }) {
  const { peer } = wish;
  const turn = (part: Partial<Wish["peer"]>): void => change({ peer: { ...peer, ...part } });
  return (
    <>
      <Check label={t("twice.twice")} hint={t("twice.twice_hint")} on={wish.twice} onTurn={(twice) => change({ twice })} />
      {wish.twice ? (
        <div class="within">
          <Pick
            label={t("twice.talk")}
            options={TALKS_MS.map((ms) => [ms, ms > 0 ? t("twice.minutes", { n: ms / 60_000 }) : t("twice.talk_none")])}
            value={peer.talk_ms}
            onPick={(talk_ms) => turn({ talk_ms })}
          />
          <Pick
            label={t("twice.explain_below")}
            options={EXPLAIN_BELOW.map((n) => [n, t("twice.share", { n })])}
            value={peer.explain_below}
            onPick={(explain_below) => turn({ explain_below })}
          />
          <Pick
            label={t("twice.reveal_above")}
            options={REVEAL_ABOVE.map((n) => [n, t("twice.share", { n })])}
            value={peer.reveal_above}
            onPick={(reveal_above) => turn({ reveal_above })}
          />
          <Check label={t("twice.pairs")} hint={t("twice.pairs_hint")} on={peer.pairs} onTurn={(pairs) => turn({ pairs })} />
          <Check label={t("twice.sure")} hint={t("twice.sure_hint")} on={peer.sure} onTurn={(sure) => turn({ sure })} />
          {wish.scoring === "none" ? null : (
            <Check label={t("twice.both")} hint={t("twice.both_hint")} on={peer.points === "both"} onTurn={(on) => turn({ points: on ? "both" : "last" })} />
          )}
        </div>
      ) : null}
    </>
  );
}

function Settings({ wish, change }: { wish: Wish; change: (part: Partial<Wish>) => void }) {
  const scored = wish.scoring !== "none";
  return (
    <>
      <Choice
        name="scoring"
        legend={t("start.scoring")}
        hint={t(`scoring.${wish.scoring}_why`)}
        options={SCORINGS.map((one) => [one, t(`scoring.${one}`)])}
        value={wish.scoring}
        onChoose={(scoring) => change({ scoring })}
      />
      {scored ? (
        <>
          <Check label={t("start.streaks")} on={wish.streaks} onTurn={(streaks) => change({ streaks })} />
          <Pick
            label={t("start.board")}
            options={ROWS.map((n) => [n, rows(n, "start.board_none", "start.board_all")])}
            value={wish.leaderboard}
            onPick={(leaderboard) => change({ leaderboard })}
          />
        </>
      ) : null}
      <Pick
        label={t("start.reading")}
        options={READING_MS.map((ms) => [ms, ms > 0 ? t("start.seconds", { n: ms / 1000 }) : t("start.reading_none")])}
        value={wish.reading_ms}
        onPick={(reading_ms) => change({ reading_ms })}
      />
      <Check label={t("start.signs")} hint={t("start.signs_hint")} on={wish.signs} onTurn={(signs) => change({ signs })} />
      <Check
        label={t("start.shuffle_questions")}
        on={wish.shuffle_questions}
        onTurn={(shuffle_questions) => change({ shuffle_questions })}
      />
      <Check
        label={t("start.shuffle_options")}
        on={wish.shuffle_options}
        onTurn={(shuffle_options) => change({ shuffle_options })}
      />
      <Pick
        label={t("team.n")}
        options={TEAMS.map((n) => [n, n === 0 ? t("team.no") : String(n)])}
        value={wish.teams.n}
        onPick={(n) => change({ teams: { ...wish.teams, n: n as Wish["teams"]["n"] } })}
      />
      {wish.teams.n > 0 ? (
        <>
          <Choice
            name="team-by"
            legend={t("team.by")}
            hint={t(`team.by.${wish.teams.by}_why`)}
            options={TEAM_BY.map((by) => [by, t(`team.by.${by}`)])}
            value={wish.teams.by}
            onChoose={(by) => change({ teams: { ...wish.teams, by } })}
          />
          <Pick
            label={t("team.best")}
            options={TEAM_BEST.map((n) => [n, n === 0 ? t("team.best.all") : String(n)])}
            value={wish.teams.best}
            onPick={(best) => change({ teams: { ...wish.teams, best } })}
          />
        </>
      ) : null}
      <Check label={t("start.pass")} hint={t("start.pass_hint")} on={wish.pass_phone} onTurn={(pass_phone) => change({ pass_phone })} />
      <Check label={t("start.questions")} hint={t("start.questions_hint")} on={wish.questions} onTurn={(questions) => change({ questions })} />
      <Check label={t("start.pace")} hint={t("start.pace_hint")} on={wish.pace} onTurn={(pace) => change({ pace })} />
      <Check label={t("start.mood")} hint={t("start.mood_hint")} on={wish.mood} onTurn={(mood) => change({ mood })} />
      {wish.questions ? (
        <Check label={t("start.moderated")} hint={t("start.moderated_hint")} on={wish.moderated} onTurn={(moderated) => change({ moderated })} />
      ) : null}
    </>
  );
}

function rows(n: number, none: string, all: string): string {
  if (n === 0) return t(none);
  return n === EVERYONE ? t(all) : t("start.board_rows", { n });
}

/** The settings in a line, so that they need not be opened to be trusted. */
function summary(wish: Wish): string {
  const scored = wish.scoring !== "none";
  return [
    t(`scoring.${wish.scoring}`),
    scored && wish.streaks ? t("sum.streaks") : "",
    scored ? rows(wish.leaderboard, "sum.no_board", "sum.all_board") : "",
    wish.reading_ms > 0 ? t("sum.reading", { n: number(lang.value, wish.reading_ms / 1000) }) : t("sum.no_reading"),
    wish.signs ? t("sum.signs") : "",
    wish.shuffle_questions || wish.shuffle_options ? t("sum.shuffled") : "",
    wish.pass_phone ? t("sum.pass") : "",
    wish.teams.n > 0 ? `${t("team.n")}: ${wish.teams.n}` : "",
  ]
    .filter(Boolean)
    .join(" · ");
}
