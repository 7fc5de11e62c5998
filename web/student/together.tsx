// Who plays with whom, on this phone and in teams: what stands above the game, and what opens over it. Comes later.
import { CrewLine, CrewSheet, ready } from "./crew";
import { TeamLine, Teams } from "./teams";

export { ready };

export function Together() {
  return (
    <>
      <TeamLine />
      <CrewLine />
      <Teams />
      <CrewSheet />
    </>
  );
}
