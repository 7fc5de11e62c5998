// Type as large as its box allows: the last row must read it. Owns the search for the size; knows no text.
import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** One hundredth of the width at 16:9 of the screen that the box is on, px: the unit that room.css calls --u. */
function unit(box: HTMLElement): number {
  const screen = box.closest(".screen");
  return Math.min((screen?.clientWidth ?? innerWidth) / 100, (screen?.clientHeight ?? innerHeight) / 56.25);
}

/** From the largest size (in units) down to the smallest: the first that `ok` accepts, else the smallest. */
export function largest(most: number, least: number, ok: (size: number) => boolean): number {
  for (let size = most; size > least; size = Math.round((size - 0.1) * 10) / 10) {
    if (ok(size)) return size;
  }
  return least;
}

/** Letters may reach over their line by this part of their size without a line being lost. */
const OVERHANG = 0.3;

const within = (box: HTMLElement, spare: number): boolean =>
  box.scrollHeight <= box.clientHeight + 1 + spare && box.scrollWidth <= box.clientWidth + 1;

/** Sets --fit on the box to the largest size, `most` to `least` units, at which its content does not overflow.
 *  `overhang` is 0 where the content is boxes and not bare lines. Down to the size `whole` no word is broken: a name in two
 *  pieces is no name. */
export function useFit<E extends HTMLElement>(
  most: number,
  least: number,
  content: unknown,
  overhang = OVERHANG,
  whole = most,
): RefObject<E | null> {
  const ref = useRef<E>(null);
  useLayoutEffect(() => {
    const box = ref.current;
    if (box === null) return;
    const search = (): void => {
      const u = unit(box);
      const set = (size: number): void => box.style.setProperty("--fit", `${size * u}px`);
      const fits = (size: number): boolean => {
        set(size);
        return within(box, overhang * size * u);
      };
      if (whole < most) {
        box.style.overflowWrap = "normal";
        if (fits(largest(most, whole, fits))) return;
        box.style.overflowWrap = "";
      }
      set(largest(most, least, fits));
    };
    search();
    const watcher = new ResizeObserver(search);
    watcher.observe(box);
    return () => watcher.disconnect();
  }, [most, least, content, overhang, whole]);
  return ref;
}

/** The most lines at a size in units: a line more is better than type too small for the last row. */
export type Lines = (size: number) => number;

/** The same for a heading, which is measured in lines: its box grows with it. */
export function useLines<E extends HTMLElement>(most: number, least: number, lines: Lines, content: unknown): RefObject<E | null> {
  const ref = useRef<E>(null);
  useLayoutEffect(() => {
    const box = ref.current;
    if (box === null) return;
    const search = (): void => {
      const u = unit(box);
      const set = (size: number): void => box.style.setProperty("--fit", `${size * u}px`);
      set(
        largest(most, least, (size) => {
          set(size);
          const line = parseFloat(getComputedStyle(box).lineHeight);
          return Math.round(box.scrollHeight / line) <= lines(size) && box.scrollWidth <= box.clientWidth + 1;
        }),
      );
    };
    search();
    addEventListener("resize", search);
    return () => removeEventListener("resize", search);
  }, [most, least, lines, content]);
  return ref;
}
