// How the teams of a game came out. Knows no single student.
import { lang, t } from "../../shared/i18n";
import type { TeamLine } from "../../shared/protocol.gen";
import { number } from "../format";
import { TeamSign, teamName } from "../room/teams";

export function Teams({ teams }: { teams: readonly TeamLine[] }) {
  if (teams.length === 0) return null;
  const n = (value: number): string => number(lang.value, value);
  return (
    <section aria-labelledby="teams-title">
      <h2 id="teams-title">{t("team.n")}</h2>
      <div class="scroll card" role="region" aria-labelledby="teams-title" tabIndex={0}>
        <table class="teams">
          <thead>
            <tr>
              <th scope="col">{t("col.rank")}</th>
              <th scope="col">{t("team.title")}</th>
              <th scope="col">{t("col.points")}</th>
              <th scope="col">{t("report.students")}</th>
            </tr>
          </thead>
          <tbody>
            {teams.map((team) => (
              <tr key={team.no}>
                <td>{n(team.rank)}</td>
                <th scope="row">
                  <TeamSign no={team.no} />
                  {teamName(team)}
                </th>
                <td>{n(team.score)}</td>
                <td>{n(team.students)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
