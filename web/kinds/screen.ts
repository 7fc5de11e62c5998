// The question types as the teacher's screens show them: one file a type, `<kind>.screen.tsx`, found by its name, so
// that a new type touches no list. Owns the shape of such a plug-in; knows no type.
import type { ComponentType } from "preact";
import { t } from "../shared/i18n";
import type { HostStage } from "../shared/protocol.gen";
import type { Wish } from "../staff/room/link";

export interface BodyProps {
  stage: HostStage;
  /** How many have answered. */
  answered: number;
  /** Where commands can be given. */
  give?: ((wish: Wish) => void) | undefined;
}

export interface ScreenKind {
  /** Key of the words that say what to do; {most} in them is the `most` of what is asked. */
  prompt: string | ((stage: HostStage) => string);
  /** On the projector, under the question, while it is answered and after. */
  Body: ComponentType<BodyProps>;
  /** On the teacher's phone: the same with what is right, small. */
  Host: ComponentType<BodyProps>;
  /** The options are shown when the window opens. */
  options: boolean;
}

/** The words that say what to do; "" where there is nothing to do. */
export function prompt(kind: ScreenKind | undefined, stage: HostStage): string {
  const key = kind ? (typeof kind.prompt === "string" ? kind.prompt : kind.prompt(stage)) : "kind.other";
  return key === "" ? "" : t(key, { most: stage.ask?.most ?? 1 });
}

const files = import.meta.glob<{ default: ScreenKind }>("./*.screen.tsx", { eager: true });
const kinds = new Map(Object.entries(files).map(([path, file]) => [path.slice(2, -".screen.tsx".length), file.default]));

/** undefined: a type that this page does not know (the server is newer); the question's text is shown all the same. */
export function screenKind(kind: string | undefined): ScreenKind | undefined {
  return kinds.get(kind ?? "");
}
