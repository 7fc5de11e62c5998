// Draws formulas: trees of MathML that the server made become elements, one by one and only such as are known here. Nothing
// of a formula is ever read as HTML.
import { signal } from "@preact/signals-core";
import type { MathTree } from "./protocol.gen";

const MATHML = "http://www.w3.org/1998/Math/MathML";
/** As the server reads it (see questions/formula.py). */
const FORMULA = /(\\\$)|\$(?=[^\s$])((?:[^$\\\n]|\\[^\n])+?)\$(?![\d$])/g;
const ELEMENTS = new Set(
  "math mrow mi mn mo mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd mstyle mpadded mphantom menclose mmultiscripts mprescripts none".split(" "),
);
const ATTRIBUTES = new Set(
  "stretchy mathvariant width height depth linethickness columnalign rowspacing accent columnspacing fence separator form lspace rspace minsize maxsize movablelimits symmetric displaystyle scriptlevel notation display columnlines rowlines accentunder".split(" "),
);

const known = signal<Record<string, MathTree>>({});

/** Trees by what stands between the dollar signs. */
export function learn(more: Record<string, MathTree | undefined>): void {
  if (Object.keys(more).some((latex) => !(latex in known.peek()))) known.value = { ...known.peek(), ...more } as Record<string, MathTree>;
}

let ask: (latex: string) => void = () => undefined;
/** Told every formula that is met and not known. */
export function whenUnknown(callback: (latex: string) => void): void {
  ask = callback;
}

export type Piece = string | { latex: string };

/** Plain text and formulas, in order. `\\$` is a dollar sign. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(FORMULA)) {
    const [whole, , latex] = match;
    if (latex !== undefined && /\s$/.test(latex)) continue;
    found.push(text.slice(at, match.index), latex === undefined ? "$" : { latex });
    at = (match.index ?? 0) + whole.length;
  }
  found.push(text.slice(at));
  return found.filter((piece) => piece !== "");
}

/** null for what is no formula: then its LaTeX is shown. */
export function build([name, attributes, ...parts]: MathTree): Element | null {
  if (!ELEMENTS.has(name)) return null;
  const element = document.createElementNS(MATHML, name);
  for (const [key, value] of Object.entries(attributes)) if (ATTRIBUTES.has(key)) element.setAttribute(key, value);
  for (const part of parts) {
    const child = typeof part === "string" ? part : build(part);
    if (child === null) return null;
    element.append(child);
  }
  return element;
}

function Formula({ latex }: { latex: string }) {
  const tree = known.value[latex];
  if (!tree) ask(latex);
  const drawn = tree && "MathMLElement" in globalThis ? build(tree) : null;
  return drawn ? <span class="math" key={latex} ref={(place: Element | null) => place?.replaceChildren(drawn)} /> : <>{`$${latex}$`}</>;
}

export function Formulas({ text }: { text: string }) {
  return <>{pieces(text).map((piece) => (typeof piece === "string" ? piece : <Formula latex={piece.latex} />))}</>;
}
