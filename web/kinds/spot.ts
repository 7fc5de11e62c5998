// Regions of a picture as the server writes them ("rectangle 100 200 300 150"), in thousandths of its width and height;
// and the squares of the coarse grid by which a place can be named. Pure.

export type Shape = "rectangle" | "ellipse" | "polygon";
export interface Region {
  shape: Shape;
  numbers: readonly number[];
}
export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

export const WHOLE = 1000;
export const COLUMNS = "ABCDEF";
export const ROWS = 6;

export const within = (n: number, least = 0, most = WHOLE): number => Math.min(most, Math.max(least, Math.round(n)));

export function readRegion(text: string): Region | null {
  const [shape, ...numbers] = text.split(" ");
  const read = numbers.map(Number);
  if (!["rectangle", "ellipse", "polygon"].includes(shape ?? "") || read.some(Number.isNaN)) return null;
  return { shape: shape as Shape, numbers: read };
}

export const written = ({ shape, numbers }: Region): string => [shape, ...numbers].join(" ");

/** The corners of a polygon, as SVG has them. */
export const corners = (numbers: readonly number[]): string => numbers.join(" ");

/** The smallest box around it. */
export function boxOf({ shape, numbers }: Region): Box {
  if (shape === "polygon") {
    const xs = numbers.filter((_, i) => i % 2 === 0);
    const ys = numbers.filter((_, i) => i % 2 === 1);
    const [x, y] = [Math.min(...xs), Math.min(...ys)];
    return { x, y, w: Math.max(...xs) - x, h: Math.max(...ys) - y };
  }
  const [a = 0, b = 0, c = 0, d = 0] = numbers;
  return shape === "rectangle" ? { x: a, y: b, w: c, h: d } : { x: a - c, y: b - d, w: 2 * c, h: 2 * d };
}

/** The same shape in another box. */
export function fitted({ shape, numbers }: Region, box: Box): Region {
  const { x, y, w, h } = box;
  if (shape === "rectangle") return { shape, numbers: [within(x), within(y), within(w, 1, WHOLE - within(x)), within(h, 1, WHOLE - within(y))] };
  if (shape === "ellipse") return { shape, numbers: [within(x + w / 2), within(y + h / 2), within(w / 2, 1), within(h / 2, 1)] };
  const was = boxOf({ shape, numbers });
  const moved = (n: number, i: number): number =>
    i % 2 === 0 ? within(x + ((n - was.x) / Math.max(1, was.w)) * w) : within(y + ((n - was.y) / Math.max(1, was.h)) * h);
  return { shape, numbers: numbers.map(moved) };
}

/** The square that a point is in. */
export function square(x: number, y: number): string {
  const place = (n: number): number => Math.min(ROWS - 1, Math.floor((n * ROWS) / WHOLE));
  return `${COLUMNS.charAt(place(x))}${place(y) + 1}`;
}

/** The middle of a square. */
export function middle(name: string): [number, number] {
  const side = WHOLE / ROWS;
  return [Math.round((COLUMNS.indexOf(name.charAt(0)) + 0.5) * side), Math.round((Number(name.charAt(1)) - 0.5) * side)];
}
