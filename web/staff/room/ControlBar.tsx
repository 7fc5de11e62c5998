// The slim bar at the foot of the projector: what the teacher can do now, and the one button that goes on.
// Owns no command: it says what was pressed.
import { lang, t } from "../../shared/i18n";
import type { HostStage, Lang, Tally } from "../../shared/protocol.gen";
import { Choices } from "./Choices";
import { canSkip, mayTurn, moreWord, nextWord } from "./control";
import { Icon, type IconName } from "./icons";
import type { Action } from "./keys";
import { muted } from "./sound";
import { mayTicket } from "./Tickets";

const LANGS: readonly [Lang, string, string][] = [
  ["kk", "ҚАЗ", "Қазақша"],
  ["ru", "РУС", "Русский"],
  ["en", "ENG", "English"],
];

export type Panel = "settings" | "help" | "remote" | "qr" | "asked" | "improvise" | "ticket";

interface Props {
  stage: HostStage;
  students: number;
  /** How many phones have what the question (or the next one) needs; never anything to wait for. */
  fetched: Pick<Tally, "ready" | "here">;
  busy: boolean;
  /** Questions of students that wait or may be shown. */
  asked: number;
  /** Where the report of this game is. */
  report: string;
  onAct: (action: Action) => void;
  onLang: (to: Lang) => void;
  onLock: () => void;
  onTwice: () => void;
  onAgain: () => void;
  onPanel: (panel: Panel) => void;
}

interface SmallProps {
  icon: IconName;
  word: string;
  onClick: () => void;
  pressed?: boolean;
  /** Has a key of its own, and gives way on a small screen. */
  rare?: boolean;
  badge?: number;
}

function Small({ icon, word, onClick, pressed, rare = false, badge = 0 }: SmallProps) {
  return (
    <button type="button" class={rare ? "square rare" : "square"} aria-label={badge > 0 ? `${word} ${badge}` : word} title={word} aria-pressed={pressed} onClick={onClick}>
      <Icon name={icon} />
      {badge > 0 && <b class="badge">{badge}</b>}
    </button>
  );
}

export function ControlBar({ stage, students, fetched, busy, asked, report, onAct, onLang, onLock, onTwice, onAgain, onPanel }: Props) {
  const word = nextWord(stage, students);
  const { locked } = stage.settings;
  const paused = stage.paused === true;
  const podium = stage.phase === "podium";
  const over = podium || stage.phase === "closed";
  return (
    <footer class="bar" aria-label={t("host.title")}>
      <div class="group langs" role="group" aria-label={t("set.lang")}>
        {LANGS.map(([code, short, name]) => (
          <button
            type="button"
            key={code}
            lang={code}
            title={name}
            aria-label={`${short}, ${name}`}
            aria-pressed={lang.value === code}
            onClick={() => onLang(code)}
          >
            {short}
          </button>
        ))}
      </div>
      <div class="group">
        <Small icon={muted.value ? "mute" : "sound"} word={t(muted.value ? "do.unmute" : "do.mute")} onClick={() => onAct("mute")} />
        <Small rare icon="full" word={t("do.full")} onClick={() => onAct("full")} />
        {!over && <Small icon={locked ? "lock" : "unlock"} word={t(locked ? "do.unlock" : "do.lock")} pressed={locked} onClick={onLock} />}
        {stage.phase !== "closed" && <Small icon="ask" word={t("asked.all")} badge={asked} onClick={() => onPanel("asked")} />}
        {stage.phase !== "closed" && <Small icon="plus" word={t("aloud.title")} onClick={() => onPanel("improvise")} />}
        <Small rare icon="keys" word={t("do.help")} onClick={() => onPanel("help")} />
        <button type="button" onClick={() => onPanel("settings")} title={t("do.settings")}>
          <Icon name="settings" />
          <span class={canSkip(stage) || stage.clock ? "unseen" : ""}>{t("do.settings")}</span>
        </button>
        {stage.phase === "lobby" && (
          <button type="button" onClick={() => onPanel("remote")}>
            <Icon name="remote" />
            {t("do.remote")}
          </button>
        )}
      </div>
      <div class="group right">
        {fetched.ready != null && stage.phase !== "podium" && (
          <span class="fetched" title={t("media.ready.long", { n: fetched.ready, of: fetched.here ?? 0 })}>
            {t("media.ready", { n: fetched.ready, of: fetched.here ?? 0 })}
          </span>
        )}
        {mayTurn(stage) && (
          <Small icon="twice" word={t("peer.twice")} pressed={stage.q?.vote === 1} onClick={onTwice} />
        )}
        {stage.clock && (
          <button type="button" disabled={busy} onClick={() => onAct("pause")}>
            <Icon name={paused ? "play" : "pause"} />
            {t(paused ? "do.resume" : "do.pause")}
          </button>
        )}
        {stage.clock && (
          <button type="button" disabled={busy} onClick={() => onAct("more")} title={t(`${moreWord(stage)}.long`)}>
            {t(moreWord(stage))}
          </button>
        )}
        {canSkip(stage) && stage.phase !== "voted" && (
          <button type="button" disabled={busy} onClick={() => onAct("skip")}>
            <Icon name="skip" />
            {t("do.skip")}
          </button>
        )}
        <Choices stage={stage} busy={busy} onChoose={onAct} />
        {mayTicket(stage) && (podium || stage.next === "finish" || stage.next === "podium") && (
          <button type="button" disabled={busy} onClick={() => onPanel("ticket")}>
            {t("ticket.do")}
          </button>
        )}
        {podium && (
          <button type="button" disabled={busy} onClick={onAgain}>
            {t("do.again")}
          </button>
        )}
        {over && (
          <a class="button" href={report}>
            {t("do.report")}
          </a>
        )}
        {stage.phase === "closed" ? (
          <a class="button main" href="/teacher">
            {t("do.lesson")}
          </a>
        ) : (
          word !== null && (
            <button type="button" class="main" disabled={busy || word === "next.wait"} aria-busy={busy} onClick={() => onAct("next")}>
              {t(word)}
              <Icon name="next" />
            </button>
          )
        )}
      </div>
    </footer>
  );
}
