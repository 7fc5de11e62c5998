// Texts that may have formulas. The part that draws them comes when a text first needs it; until then, and where a browser
// knows no MathML, the LaTeX is shown as it was typed.
import { signal } from "@preact/signals-core";
import type { ComponentType } from "preact";

export const Drawn = signal<ComponentType<{ text: string }> | null>(null);

export function Words({ text }: { text: string }) {
  const Part = Drawn.value;
  return Part && text.includes("$") ? <Part text={text} /> : <>{text}</>;
}
