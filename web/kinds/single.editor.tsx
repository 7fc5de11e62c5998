// Single choice in the editor.
import { optionsKind } from "./editor.options";

export default optionsKind(1, "one");
