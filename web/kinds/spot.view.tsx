// A picture with what lies on it: right regions as outlines, taps as translucent dots, a crosshair, the coarse grid. As
// large as its place allows, whatever the picture's shape. The same on phones and on the teacher's screens.
import type { ComponentChildren } from "preact";
import { COLUMNS, corners, middle, readRegion, ROWS, WHOLE } from "./spot";

const SIDE = WHOLE / ROWS;

interface Props {
  url: string;
  alt: string;
  regions?: readonly string[] | undefined;
  /** x and y by turns; `hits` are those that are right. */
  hits?: readonly number[] | undefined;
  misses?: readonly number[] | undefined;
  /** Where the crosshair is. */
  aim?: readonly [number, number] | null | undefined;
  grid?: boolean;
  children?: ComponentChildren;
}

function Outline({ text }: { text: string }) {
  const region = readRegion(text);
  const [a = 0, b = 0, c = 0, d = 0] = region?.numbers ?? [];
  if (region?.shape === "rectangle") return <rect x={a} y={b} width={c} height={d} />;
  if (region?.shape === "ellipse") return <ellipse cx={a} cy={b} rx={c} ry={d} />;
  return region && <polygon points={corners(region.numbers)} />;
}

const at = (x: number, y: number): string => `left:${x / 10}%;top:${y / 10}%`;

function Dots({ points, kind }: { points: readonly number[]; kind: string }) {
  const dots = Array.from({ length: points.length / 2 }, (_, i) => at(points[2 * i] ?? 0, points[2 * i + 1] ?? 0));
  return (
    <>
      {dots.map((style) => (
        <i class={`dot ${kind}`} style={style} />
      ))}
    </>
  );
}

export function Spot({ url, alt, regions = [], hits = [], misses = [], aim, grid = false, children }: Props) {
  return (
    <div class="spot">
      {url ? (
        <img
          src={url}
          alt={alt}
          draggable={false}
          onLoad={(event) => {
            const { naturalWidth, naturalHeight, parentElement } = event.currentTarget as HTMLImageElement;
            parentElement?.style.setProperty("--ratio", String(naturalWidth / Math.max(1, naturalHeight)));
          }}
        />
      ) : (
        <p>{alt || "…"}</p>
      )}
      <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true">
        {grid &&
          Array.from({ length: ROWS - 1 }, (_, i) => (i + 1) * SIDE).map((n) => (
            <path class="grid" d={`M${n} 0V1000M0 ${n}H1000`} />
          ))}
        {regions.map((text) => (
          <g class="region">
            <Outline text={text} />
          </g>
        ))}
      </svg>
      {grid &&
        [...COLUMNS].map((letter, i) => (
          <>
            <b class="name" style={at((i + 0.5) * SIDE, 0)}>
              {letter}
            </b>
            <b class="name" style={at(0, (i + 0.5) * SIDE)}>
              {i + 1}
            </b>
          </>
        ))}
      <Dots points={misses} kind="miss" />
      <Dots points={hits} kind="hit" />
      {aim && <i class="aim" style={at(...aim)} />}
      {children}
    </div>
  );
}

/** The points of an answer: one, or the middle of the square that was named. */
export const pointOf = (a: unknown): [number, number] | null =>
  Array.isArray(a) ? [Number(a[0]), Number(a[1])] : typeof a === "string" && a ? middle(a) : null;
