// Who plays with whom, on this phone and in teams: what stands above the game, and what opens over it. Comes later, with
// the boards.
import { above } from "./app";
import { CrewLine, CrewSheet, ready } from "./crew";
import { TeamLine, Teams } from "./teams";

void ready.then(() => (above.value = Together));

function Together() {
  return (
    <>
      <TeamLine />
      <CrewLine />
      <Teams />
      <CrewSheet />
    </>
  );
}
