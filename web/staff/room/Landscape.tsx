// The steppe behind everything: sky, hills, a yurt, and a sun that crosses the morning as the game goes on.
// Pure decoration in the lower eighth of the screen, where heads hide what matters.
export function Landscape({ part }: { part: number }) {
  return (
    <div class="landscape" aria-hidden="true">
      <div class="day" style={{ left: `${8 + 84 * part}%` }} />
      <svg viewBox="0 0 1600 200" preserveAspectRatio="none">
        <path class="far" d="M0 110C150 60 260 40 420 78S700 130 860 84s330-70 480-20 180 46 260 30v106H0z" />
        <path class="mid" d="M0 140c180-40 330-46 520-14s330 30 520-6 380-30 560 8v72H0z" />
        <path class="near" d="M0 166c240-26 420-22 640-8s560 22 960-10v52H0z" />
      </svg>
      <svg class="yurt" viewBox="0 0 60 40">
        <path class="roof" d="M25 6h10v4c9 2 16 7 19 13H6c3-6 10-11 19-13z" />
        <path class="wall" d="M8 25h44v14H8z" />
        <path class="door" d="M26 27h8v12h-8z" />
      </svg>
    </div>
  );
}
