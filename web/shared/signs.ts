// The eight option signs: one glyph each, told apart by outline alone, from the last row and without colour.
// Owns their order (option A is always the sun) and their shapes; knows nothing of questions or answers.

export interface SignShape {
  letter: string;
  name: string;
  /** One path on a 24 × 24 grid, filled by the even-odd rule. */
  path: string;
}

export const SIGNS: readonly SignShape[] = [
  {
    letter: "A",
    name: "sun",
    path:
      "M12 6.8a5.2 5.2 0 1 0 0 10.4a5.2 5.2 0 0 0 0-10.4zM10.5.8h3v4h-3zM10.5 19.2h3v4h-3zM.8 10.5v3h4v-3zM19.2 10.5v3h4v-3z" +
      "M3 5.1 5.1 3l2.8 2.8-2.1 2.1zM21 5.1 18.9 3l-2.8 2.8 2.1 2.1zM3 18.9 5.1 21l2.8-2.8-2.1-2.1zM21 18.9 18.9 21l-2.8-2.8 2.1-2.1z",
  },
  {
    letter: "B",
    name: "mountain",
    path: "M9 1.5 12.5 9 10.6 10.4 9 8.9 7.4 10.4 5.7 9zM5 10.8 7.4 12.8 9 11.2 10.6 12.8 13.2 10.8 14.1 12.6 16.5 8.8 23.5 21.5H.5z",
  },
  { letter: "C", name: "drop", path: "M12 .8C9.5 5 4.3 10 4.3 15.5a7.7 7.7 0 0 0 15.4 0C19.7 10 14.5 5 12 .8z" },
  {
    letter: "D",
    name: "leaf",
    path: "M22.5 1.5C11 1 3 5 2.8 13c0 1.6.3 2.9.9 4C6.5 12.5 10.5 9 15.5 7.3 11 10.3 6.5 15 3.2 21.5l2.5 1.2 1.8-3.4C17 21 23 13.5 22.5 1.5z",
  },
  { letter: "E", name: "star", path: "M12 1l3.3 7.1 7.7.9-5.7 5.3 1.5 7.7L12 18.2 5.2 22l1.5-7.7L1 9l7.7-.9z" },
  {
    letter: "F",
    name: "bird",
    path: "M.5 5.5C5 4.6 8.3 6 10 8.8c.3-1.5 1-2.3 2-2.3s1.7.8 2 2.3c1.7-2.8 5-4.2 9.5-3.3C22.7 11 19.5 14 14.5 14.8L17 20l-5-2-5 2 2.5-5.2C4.5 14 1.3 11 .5 5.5z",
  },
  {
    letter: "G",
    name: "yurt",
    path: "M9.5 2h5v2.5C18 6 21.5 8 23 12H1c1.5-4 5-6 8.5-7.5zM2.5 13.5h19V22h-6.2v-4.5a3.3 3.3 0 0 0-6.6 0V22H2.5z",
  },
  { letter: "H", name: "moon", path: "M14.5 1.2A11 11 0 1 0 23 16.5 9.3 9.3 0 0 1 14.5 1.2z" },
];
