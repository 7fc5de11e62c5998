// Who plays with whom, on this phone and in teams: what stands above the game, and what opens over it. Comes later.
import { CrewLine, CrewSheet, Share, ready } from "./crew";
import { TeamLine, Teams } from "./teams";

export { ready, Share, CrewSheet as Sheet };

export function Line() {
  return (
    <>
      <TeamLine />
      <CrewLine />
      <Teams />
    </>
  );
}
