// What this browser remembers for the next lesson: the settings and the bank chosen last. Storage may be forbidden:
// then nothing is remembered and nothing breaks.
type Thing = "wish" | "bank";

export function kept(thing: Thing): string | null {
  try {
    return localStorage.getItem(`saual.${thing}`);
  } catch {
    return null;
  }
}

export function keep(thing: Thing, value: string): void {
  try {
    localStorage.setItem(`saual.${thing}`, value);
  } catch {
    // Not remembered.
  }
}
