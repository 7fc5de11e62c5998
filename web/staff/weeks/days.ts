// A day where there is room for five characters only. Pure.

/** "21.09", the same in all three languages. */
export function shortDay(ms: number): string {
  const date = new Date(ms);
  return [date.getDate(), date.getMonth() + 1].map((part) => String(part).padStart(2, "0")).join(".");
}
