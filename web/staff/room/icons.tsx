// The control signs of the teacher's screens: strokes on a 24 × 24 grid in the colour of the text around them.
const PATHS = {
  next: "M5 12h13M12 6l6 6-6 6",
  pause: "M8 5v14M16 5v14",
  play: "M7 4.5v15l12-7.5z",
  skip: "M5 5l8 7-8 7zM18 5v14",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  unlock: "M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 6.8-1.2",
  sound: "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11",
  mute: "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 9.5l5 5M21 9.5l-5 5",
  full: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  settings: "M4 7h9M17 7h3M13 4.5v5M4 16.5h3M11 16.5h9M11 14v5",
  keys: "M3 6.5h18v11H3zM7 10.5h.01M11 10.5h.01M15 10.5h.01M17.5 10.5h.01M8 14h8",
  remote: "M8 3h8v18H8zM11.5 17.5h1M10.5 7h3M10.5 10.5h3",
  close: "M6 6l12 12M18 6L6 18",
  check: "M5 12.5l4.8 5L19 7",
  cross: "M7 7l10 10M17 7L7 17",
  up: "M12 19V6M6 11.5L12 5.5l6 6",
  down: "M12 5v13M6 12.5l6 6 6-6",
  bulb: "M9 17.5h6M10 20.5h4M12 3.5a6 6 0 0 0-3.5 10.9c.4.4.5.9.5 1.6h6c0-.7.1-1.2.5-1.6A6 6 0 0 0 12 3.5z",
  pencil: "M5 19l1-4L16 5l3 3L9 18z",
  people: "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5a6.5 6.5 0 0 1 13 0M16 5a3.3 3.3 0 0 1 0 6.2M18 14.3a6.4 6.4 0 0 1 3.5 5.2",
  plus: "M12 5v14M5 12h14",
  ask: "M4 4.5h16v11.5h-9.5L6 20v-4H4zM10 8.7a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.3M12 13.6h.01",
  star: "M12 3.8l2.5 5.3 5.7.7-4.2 4 1.1 5.7-5.1-2.9-5.1 2.9L8 13.8l-4.2-4 5.7-.7z",
  twice: "M4 5h11v7H9l-3 3v-3H4zM18 9h2v9h-2v2.5L15 18h-5v-3",
  flag: "M6 21V4M6 4.5h12l-3 4 3 4H6",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
