// The team that this phone plays in: its colour, shape and name, where it stands, and the choice of it in the lobby.
import { signal } from "@preact/signals-core";
import { Sign } from "../shared/Sign";
import { t } from "../shared/i18n";
import type { Code } from "../shared/protocol.gen";
import { ears, line, me, slots, stage } from "./game";
import { says } from "./says";
import { draw } from "./seat";

const trouble = signal<Code | null>(null);
const asked = signal("");

ears.push((frame) => {
  if (frame.t !== "ack" || frame.id !== asked.peek()) return;
  asked.value = "";
  trouble.value = frame.code ?? null;
});

/** As the teacher called it, else by its number. */
export function teamName(no: number): string {
  return slots.value.teams?.names?.[no - 1] || t(`team.${no}`);
}

/** Above the game; where it stands only between questions and at the end. */
export function TeamLine() {
  const { team = 0, team_rank = 0, team_score = 0, teams = 0 } = me.value ?? {};
  const { phase = "" } = stage.value ?? {};
  if (!team || !slots.value.teams?.names?.length) return null;
  const board = /leaderboard|podium/.test(phase);
  return (
    <p class={`team o${team - 1}${board ? " big" : ""}`}>
      <i>
        <Sign i={team - 1} />
      </i>
      <b dir="auto">{teamName(team)}</b>
      {board && team_rank > 0 && (
        <span>
          {t("team.place", { rank: team_rank, of: teams })} · {t("points", { n: team_score })}
        </span>
      )}
    </p>
  );
}

/** In the lobby, where students choose. */
export function Teams() {
  const { names = [], choose } = slots.value.teams ?? {};
  if (!choose || !names.length || stage.value?.phase !== "lobby") return null;
  const take = (team: number) => () => {
    asked.value = draw(6);
    line.send({ t: "my_team", id: asked.value, team });
  };
  return (
    <section class="teams" aria-label={t("team.choose")}>
      <h2>{t("team.choose")}</h2>
      <div class="two">
        {names.map((_, i) => (
          <button type="button" class={`option o${i}`} aria-pressed={me.value?.team === i + 1} onClick={take(i + 1)}>
            <Sign i={i} />
            <span dir="auto">{teamName(i + 1)}</span>
          </button>
        ))}
      </div>
      {trouble.value && (
        <p class="fault" role="alert">
          {says(trouble.value)}
        </p>
      )}
    </section>
  );
}
