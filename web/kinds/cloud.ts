// Where each word of a cloud stands: our own layout. Pure. Words that stood somewhere stay there, so that a word let in
// or hidden moves no other; only when there is no room left are all set anew, smaller.

export interface Word {
  key: number;
  text: string;
  n: number;
}

/** The middle of a word and its size, all in the units of the box. */
export interface Placed {
  key: number;
  x: number;
  y: number;
  size: number;
}

export interface Box {
  width: number;
  height: number;
}

interface Sizes {
  most: number;
  least: number;
}

/** The width of a text at size 1. */
type Measure = (text: string) => number;

interface Rect {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Of the size: a line of capitals and descenders, and the air around a word. */
const LINE = 1.12;
const AIR = 0.22;
/** The golden angle, and how many points are looked at: some for each square of the least size. */
const TURN = 2.399963;
const STEPS = 2_500;
/** To the corners of the box. */
const REACH = 0.71;
const SCALES = [1, 0.88, 0.76, 0.66, 0.56, 0.48, 0.4, 0.34, 0.28];

export interface Layout {
  /** The words that found a place; the rarest may find none in a full box. */
  placed: Placed[];
  /** What the sizes follow from. */
  scale: number;
  most: number;
}

/** `words` are in order of weight; `before` is what is on the screen. */
export function layout(words: readonly Word[], box: Box, sizes: Sizes, measure: Measure, before?: Layout): Layout {
  const top = Math.max(1, ...words.map((word) => word.n));
  const widths = new Map(words.map((word) => [word.key, measure(word.text)]));
  const width = (key: number): number => widths.get(key) ?? 0;
  const sized = (scale: number, most: number) => (word: Word): number =>
    sizeOf(word.n, most, { most: Math.max(sizes.least, sizes.most * scale), least: sizes.least });
  const attempt = (scale: number, most: number, kept: readonly Placed[]): Layout => ({
    placed: set(words, box, sized(scale, most), width, kept),
    scale,
    most,
  });
  const whole = (one: Layout): boolean => one.placed.length === words.length;
  if (before && before.placed.length > 0 && before.most >= top) {
    const same = attempt(before.scale, before.most, before.placed);
    if (whole(same)) return same;
  }
  // A size at which the words have more area than the box is not tried, but for the smallest.
  const roomy = SCALES.filter((scale, i) => {
    const size = sized(scale, top);
    const area = words.reduce((sum, word) => sum + (width(word.key) + AIR * 2) * LINE * size(word) ** 2, 0);
    return i === SCALES.length - 1 || area < box.width * box.height;
  });
  let best: Layout = { placed: [], scale: 1, most: top };
  for (const scale of roomy) {
    const next = attempt(scale, top, []);
    if (next.placed.length > best.placed.length) best = next;
    if (whole(best)) break;
  }
  return best;
}

/** The square root, because a word is seen by its area. */
export function sizeOf(n: number, most: number, sizes: Sizes): number {
  const share = most > 1 ? Math.sqrt((n - 1) / (most - 1)) : 0.45;
  return sizes.least + (sizes.most - sizes.least) * share;
}

function set(words: readonly Word[], box: Box, size: (word: Word) => number, width: (key: number) => number, before: readonly Placed[]): Placed[] {
  const old = new Map(before.map((one) => [one.key, one]));
  const taken: Rect[] = [];
  const placed: Placed[] = [];
  const put = (word: Word, at: Placed | null): boolean => {
    if (at === null) return false;
    taken.push(rect(at, width(word.key)));
    placed.push(at);
    return true;
  };
  const at = (word: Word, x: number, y: number): Placed | null => {
    const one = { key: word.key, x, y, size: size(word) };
    const mine = rect(one, width(word.key));
    const inside = mine.left >= 0 && mine.right <= box.width && mine.top >= 0 && mine.bottom <= box.height;
    return inside && !taken.some((other) => meet(mine, other)) ? one : null;
  };
  // First those that have a place, so that no newcomer takes it.
  const later = words.filter((word) => {
    const known = old.get(word.key);
    return !known || !put(word, at(word, known.x, known.y));
  });
  for (const word of later) put(word, spiral(word, box, at));
  return placed;
}

/** From the middle outwards, as wide as the box is: points as in a sunflower, which lie equally close everywhere. */
function spiral(word: Word, box: Box, at: (word: Word, x: number, y: number) => Placed | null): Placed | null {
  for (let i = 0; i < STEPS; i++) {
    const far = REACH * Math.sqrt(i / STEPS);
    const x = box.width * (0.5 + Math.cos(i * TURN) * far);
    const y = box.height * (0.5 + Math.sin(i * TURN) * far);
    const found = at(word, x, y);
    if (found) return found;
  }
  return null;
}

function rect({ x, y, size }: Placed, width: number): Rect {
  const wide = (width + AIR * 2) * size;
  const high = LINE * size;
  return { left: x - wide / 2, right: x + wide / 2, top: y - high / 2, bottom: y + high / 2 };
}

const meet = (a: Rect, b: Rect): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
