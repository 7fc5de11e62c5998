// The colours keep their promises: readable, and told apart by lightness, also by colour-blind eyes.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const OPTIONS = [0, 1, 2, 3, 4, 5, 6, 7];

type Rgb = [number, number, number]; // linear light, 0 to 1

function colour(name: string): Rgb {
  const hex = new RegExp(`--${name}: #([0-9a-f]+);`).exec(css)?.[1] ?? "";
  const full = hex.length === 3 ? hex.replace(/./g, "$&$&") : hex;
  expect(full, name).toHaveLength(6);
  return [0, 2, 4].map((at) => {
    const c = parseInt(full.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
}

const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(colour(a)), luminance(colour(b))].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** CIE L*a*b* under D65. */
function lab([r, g, b]: Rgb): Rgb {
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(luminance([r, g, b]));
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

// Machado, Oliveira, Fernandes 2009, severity 1.0, for linear RGB.
const EYES: Record<string, number[]> = {
  "full colour vision": [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

function seen(eye: string, [r, g, b]: Rgb): Rgb {
  const m = EYES[eye]!;
  return [0, 3, 6].map((at) => Math.min(1, Math.max(0, m[at]! * r + m[at + 1]! * g + m[at + 2]! * b))) as Rgb;
}

test.each(OPTIONS)("text on option %i has a contrast of at least 4.5", (i) => {
  expect(contrast(`o${i}`, "oi")).toBeGreaterThanOrEqual(4.5);
});

test.each(Object.keys(EYES))("neighbouring options differ in lightness with %s", (eye) => {
  const lightness = OPTIONS.map((i) => lab(seen(eye, colour(`o${i}`)))[0]);
  for (const i of OPTIONS.slice(1))
    expect(Math.abs(lightness[i]! - lightness[i - 1]!), `${i - 1} and ${i}`).toBeGreaterThanOrEqual(10);
});

test.each(Object.keys(EYES))("no two options look alike with %s", (eye) => {
  const all = OPTIONS.map((i) => lab(seen(eye, colour(`o${i}`))));
  for (const i of OPTIONS)
    for (const j of OPTIONS.slice(0, i))
      expect(Math.hypot(...all[i]!.map((c, k) => c - all[j]![k]!)), `${j} and ${i}`).toBeGreaterThan(8);
});

test.each([
  ...["sky", "paper", "card"].flatMap((page) => ["ink", "soft", "go", "wrong", "right"].map((text) => [text, page])),
  ["go-ink", "go"],
  ["right", "right-bg"],
  ["part", "part-bg"],
  ["wrong", "wrong-bg"],
] as [string, string][])("%s on %s has a contrast of at least 4.5", (text, page) => {
  expect(contrast(text, page)).toBeGreaterThanOrEqual(4.5);
});

test.each(["sky", "paper", "card"])("the edge of a field stands out from %s", (page) => {
  expect(contrast("edge", page)).toBeGreaterThanOrEqual(3);
});
