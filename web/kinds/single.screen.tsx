// Single choice on the teacher's screens.
import { tiles } from "./screen.tiles";

export default tiles("kind.single");
