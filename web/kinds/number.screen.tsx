// A number on the teacher's screens.
import { typedKind } from "./screen.bars";

export default typedKind("kind.number", "123…");
