// True or false on the teacher's screens: two options, true first.
import { tiles } from "./screen.tiles";

export default tiles("kind.truefalse");
