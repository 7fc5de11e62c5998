// A short typed answer on the teacher's screens.
import { typedKind } from "./screen.bars";

export default typedKind("kind.short", "Аа…");
