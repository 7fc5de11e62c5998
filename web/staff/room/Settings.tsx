// The drawer with this lesson's settings, and how to end it. Owns the choices offered; the server has the last word.
import { useState } from "preact/hooks";
import { t } from "../../shared/i18n";
import type { HostStage, Peer } from "../../shared/protocol.gen";
import { FIRST_WISH, SCORINGS, TALKS_MS, TEAM_BEST, TEAM_BY, TEAMS } from "../home/wish";
import { AddByHand } from "./AddByHand";
import { canEnd, type Deed } from "./control";
import { Dialog } from "./Dialog";
import type { RoomLink, Wish } from "./link";
import { Waiting } from "./Waiting";

const READING_S = [0, 3, 5, 8, 12, 20] as const;
const BOARD = [0, 3, 5, 10, 100] as const;

interface Props {
  link: RoomLink;
  stage: HostStage;
  onWish: (wish: Wish) => void;
  onDeed: (deed: Deed) => void;
  onRemote: () => void;
  onClose: () => void;
}

interface ChoiceProps<V> {
  label: string;
  value: V;
  values: readonly V[];
  say: (value: V) => string;
  disabled?: boolean;
  onPick: (value: V) => void;
}

function Choice<V extends string | number>({ label, value, values, say, disabled, onPick }: ChoiceProps<V>) {
  return (
    <fieldset disabled={disabled ?? false}>
      <legend>{label}</legend>
      <div class="choice">
        {values.map((one) => (
          <button type="button" key={one} aria-pressed={one === value} onClick={() => onPick(one)}>
            {say(one)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

/** How a question is asked twice. */
function PeerSettings({ peer, onPeer }: { peer: Peer; onPeer: (part: Partial<Peer>) => void }) {
  const { talk_ms = FIRST_WISH.peer.talk_ms } = peer;
  return (
    <>
      <h3>{t("set.peer")}</h3>
      <Choice
        label={t("set.talk")}
        value={talk_ms}
        values={TALKS_MS.includes(talk_ms) ? TALKS_MS : [...TALKS_MS, talk_ms].sort((a, b) => a - b)}
        say={(ms) => (ms === 0 ? t("set.talk.none") : t("set.minutes", { n: ms / 60_000 }))}
        onPick={(ms) => onPeer({ talk_ms: ms })}
      />
      <label class="check">
        <input type="checkbox" checked={peer.pairs === true} onChange={(event) => onPeer({ pairs: event.currentTarget.checked })} />
        <span>
          {t("set.pairs")}
          <small>{t("set.pairs.text")}</small>
        </span>
      </label>
      <label class="check">
        <input type="checkbox" checked={peer.sure === true} onChange={(event) => onPeer({ sure: event.currentTarget.checked })} />
        <span>{t("set.sure")}</span>
      </label>
    </>
  );
}

export function Settings({ link, stage, onWish, onDeed, onRemote, onClose }: Props) {
  const { settings } = stage;
  const [adding, add] = useState(false);
  const lobby = stage.phase === "lobby";
  const reading = settings.reading_ms / 1000;
  return (
    <Dialog title={t("set.title")} kind="drawer" onClose={onClose}>
      <Waiting link={link} />
      <Choice
        label={t("set.reading")}
        value={reading}
        values={READING_S.includes(reading as 0) ? READING_S : [...READING_S, reading].sort((a, b) => a - b)}
        say={(s) => (s === 0 ? t("set.reading.none") : t("set.seconds", { n: s }))}
        onPick={(s) => onWish({ t: "configure", reading_ms: s * 1000 })}
      />
      <Choice
        label={t("set.board")}
        value={settings.leaderboard > 10 ? 100 : settings.leaderboard}
        values={BOARD.includes(settings.leaderboard as 0) || settings.leaderboard > 10 ? BOARD : [...BOARD, settings.leaderboard].sort((a, b) => a - b)}
        say={(n) => (n === 0 ? t("set.board.hidden") : n === 100 ? t("set.board.all") : String(n))}
        onPick={(n) => onWish({ t: "configure", leaderboard: n })}
      />
      {settings.entry !== "roster" && (
        <label class="check">
          <input
            type="checkbox"
            checked={settings.entry === "approve"}
            onChange={(event) => onWish({ t: "configure", entry: event.currentTarget.checked ? "approve" : "open" })}
          />
          <span>
            {t("set.approve")}
            <small>{t("set.approve.text")}</small>
          </span>
        </label>
      )}
      <label class="check">
        <input type="checkbox" checked={settings.signs} onChange={(event) => onWish({ t: "configure", signs: event.currentTarget.checked })} />
        <span>
          {t("set.signs")}
          <small>{t("set.signs.text")}</small>
        </span>
      </label>
      <Choice
        label={t("set.scoring")}
        value={settings.scoring}
        values={SCORINGS}
        say={(scoring) => t(`set.scoring.${scoring}`)}
        disabled={!lobby}
        onPick={(scoring) => onWish({ t: "configure", scoring })}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={settings.streaks}
          disabled={!lobby}
          onChange={(event) => onWish({ t: "configure", streaks: event.currentTarget.checked })}
        />
        <span>{t("set.streaks")}</span>
      </label>
      <Choice
        label={t("team.n")}
        value={settings.teams.n ?? 0}
        values={TEAMS}
        say={(n) => (n === 0 ? t("team.no") : String(n))}
        disabled={!lobby}
        onPick={(n) => onWish({ t: "configure", teams: { ...settings.teams, n } })}
      />
      {(settings.teams.n ?? 0) > 0 && (
        <>
          <Choice
            label={t("team.by")}
            value={settings.teams.by ?? "random"}
            values={TEAM_BY}
            say={(by) => t(`team.by.${by}`)}
            disabled={!lobby}
            onPick={(by) => onWish({ t: "configure", teams: { ...settings.teams, by } })}
          />
          <Choice
            label={t("team.best")}
            value={settings.teams.best ?? 0}
            values={TEAM_BEST}
            say={(best) => (best === 0 ? t("team.best.all") : String(best))}
            disabled={!lobby}
            onPick={(best) => onWish({ t: "configure", teams: { ...settings.teams, best } })}
          />
          {lobby && settings.teams.by !== "choice" && (
            <p class="actions">
              <button type="button" class="quiet" onClick={() => onWish({ t: "draw_teams" })}>
                {t("team.draw")}
              </button>
            </p>
          )}
        </>
      )}
      {!lobby && <p class="note">{t("set.lobby")}</p>}
      <label class="check">
        <input type="checkbox" checked={settings.pass_phone} onChange={(event) => onWish({ t: "configure", pass_phone: event.currentTarget.checked })} />
        <span>
          {t("set.pass")}
          <small>{t("set.pass.text")}</small>
        </span>
      </label>
      <label class="check">
        <input type="checkbox" checked={settings.questions} onChange={(event) => onWish({ t: "configure", questions: event.currentTarget.checked })} />
        <span>{t("set.questions")}</span>
      </label>
      <label class="check">
        <input type="checkbox" checked={settings.pace} onChange={(event) => onWish({ t: "configure", pace: event.currentTarget.checked })} />
        <span>
          {t("set.pace")}
          <small>{t("set.pace.text")}</small>
        </span>
      </label>
      <label class="check">
        <input type="checkbox" checked={settings.mood} onChange={(event) => onWish({ t: "configure", mood: event.currentTarget.checked })} />
        <span>
          {t("set.mood")}
          <small>{t("set.mood.text")}</small>
        </span>
      </label>
      <label class="check">
        <input type="checkbox" checked={settings.moderated} onChange={(event) => onWish({ t: "configure", moderated: event.currentTarget.checked })} />
        <span>
          {t("set.moderated")}
          <small>{t("set.moderated.text")}</small>
        </span>
      </label>
      <PeerSettings peer={settings.peer} onPeer={(part) => onWish({ t: "configure", peer: { ...settings.peer, ...part } })} />
      <p class="actions">
        <button type="button" class="quiet" onClick={() => add(true)}>
          {t("hand.add")}
        </button>
        {adding && <AddByHand link={link} onClose={() => add(false)} />}
        <button type="button" class="quiet" onClick={onRemote}>
          {t("remote.title")}
        </button>
      </p>
      <p class="actions">
        {canEnd(stage) && (
          <button type="button" class="quiet" onClick={() => onDeed("end")}>
            {t("do.end")}
          </button>
        )}
        {stage.phase !== "closed" && (
          <button type="button" class="quiet" onClick={() => onDeed("close")}>
            {t("do.close")}
          </button>
        )}
      </p>
    </Dialog>
  );
}
