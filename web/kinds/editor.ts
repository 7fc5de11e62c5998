// The question types as the editor knows them: one file a type, `<kind>.editor.tsx`, found by its name, so that a new
// type touches no list. Owns the shape of such a plug-in; knows no type.
import type { ComponentType } from "preact";
import type { Ask, DraftQuestion, FieldFault, Lang, Solution } from "../shared/protocol.gen";

export type Fields = DraftQuestion["fields"];

export interface FormProps {
  fields: Fields;
  /** The bank's language, and all that it is written in. */
  main: Lang;
  languages: readonly Lang[];
  /** Those in sight. */
  shown: readonly Lang[];
  faults: readonly FieldFault[];
  /** `key` names the place, so that letters typed there are undone together. */
  set: (change: Fields, key: string) => void;
  /** Files for the question, or a picture for an option (from 0). */
  attach: (files: readonly File[], option?: number) => void;
  /** Another type for the same question. */
  retype: (type: string) => void;
}

export interface EditorKind {
  /** Its place among the types to choose from. */
  place: number;
  fresh: (main: Lang) => Fields;
  /** Fields of its own that hold text in languages. */
  texts: readonly string[];
  /** Nothing is right in it: no points. */
  marked: boolean;
  /** It is answered: it has a time. */
  answered: boolean;
  /** It is answered on its picture, which comes with what is asked. */
  ownPicture?: boolean;
  Form: ComponentType<FormProps>;
  /** What a phone would be asked; the question types of the server make the same for the game. */
  ask: (fields: Fields, lang: Lang, main: Lang) => Ask;
  solution: (fields: Fields, lang: Lang, main: Lang) => Solution;
}

const files = import.meta.glob<{ default: EditorKind }>("./*.editor.tsx", { eager: true });
const kinds = new Map(Object.entries(files).map(([path, file]) => [path.slice(2, -".editor.tsx".length), file.default]));

/** undefined: a type that this page does not know (the server is newer); it can be moved and deleted all the same. */
export function editorKind(kind: string): EditorKind | undefined {
  return kinds.get(kind);
}

/** The names of all types, in the order in which they are offered. */
export const editorKinds: readonly string[] = [...kinds].sort(([, a], [, b]) => a.place - b.place).map(([name]) => name);
