// Multiple choice in the editor.
import { optionsKind } from "./editor.options";

export default optionsKind(2, "several");
