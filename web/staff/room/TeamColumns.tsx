// The lobby where students play in teams: a column a team, its name to be changed by a tap, and who has none yet.
import { useState } from "preact/hooks";
import { t } from "../../shared/i18n";
import type { Code, HostStage, SeatView, TeamView } from "../../shared/protocol.gen";
import { Dialog } from "./Dialog";
import { useFit } from "./fit";
import type { RoomLink } from "./link";
import { byTeam, TeamSign, teamName } from "./teams";
import { Refused } from "./Refused";

interface Props {
  link: RoomLink;
  stage: HostStage;
  name: (seat: SeatView) => preact.ComponentChild;
}

export function TeamColumns({ link, stage, name }: Props) {
  const [renamed, rename] = useState<TeamView | null>(null);
  const teams = stage.teams ?? [];
  const of = byTeam(link.seats.value.values());
  const alone = of.get(0) ?? [];
  const content = [...of].map(([no, seats]) => `${no} ${seats.map((seat) => seat.name).join("\n")}`).join() + teams.map(teamName).join();
  const box = useFit<HTMLDivElement>(2.2, 0.9, content, 0);
  return (
    <div class={`team-columns t${teams.length}`} ref={box}>
      {teams.map((team) => (
        <section key={team.no} class={`o${team.no - 1}`}>
          <button type="button" class="team-name" title={t("team.rename", { name: teamName(team) })} onClick={() => rename(team)}>
            <TeamSign no={team.no} />
            <b dir="auto">{teamName(team)}</b>
            <span>{of.get(team.no)?.length ?? 0}</span>
          </button>
          <ul>{(of.get(team.no) ?? []).map(name)}</ul>
        </section>
      ))}
      {alone.length > 0 && (
        <section class="alone">
          <p class="team-name">{t("team.none")}</p>
          <ul>{alone.map(name)}</ul>
        </section>
      )}
      {renamed && <Rename link={link} team={renamed} onClose={() => rename(null)} />}
    </div>
  );
}

function Rename({ link, team, onClose }: { link: RoomLink; team: TeamView; onClose: () => void }) {
  const [name, setName] = useState(team.name ?? "");
  const [refused, setRefused] = useState<Code | null>(null);
  return (
    <Dialog title={teamName(team)} kind="sheet" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void link.give({ t: "name_team", team: team.no, name: name.trim() }).then((code) => (code === null ? onClose() : setRefused(code)));
        }}
      >
        <label>
          {t("seat.name")}
          <input value={name} maxLength={60} autocomplete="off" placeholder={t(`team.${team.no}`)} onInput={(event) => setName(event.currentTarget.value)} />
        </label>
        <Refused code={refused} />
        <p class="actions">
          <button type="submit" class="main">
            {t("seat.save")}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
