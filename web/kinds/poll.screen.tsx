// A poll on the teacher's screens: options of which none is right.
import { tiles } from "./screen.tiles";

export default tiles("kind.poll");
