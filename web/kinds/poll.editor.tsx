// A poll in the editor: options of which none is right.
import { optionsKind } from "./editor.options";

export default optionsKind(11, "none");
