// What the server does not have yet, kept in this browser until it does: it outlives a reload, a crash, a lost network.
// Each opened page keeps its own, by an id of its own; whoever opens the bank next takes over what was left.
import type { Change } from "./doc";

export interface Left {
  version: number;
  change: Change;
}

export interface Keep {
  /** False: this browser keeps nothing, and leaving the page would lose it. */
  put(bank: string, left: Left | null): boolean;
  /** What other pages have left of this bank; it is this page's to keep from now on. */
  take(bank: string): Left[];
}

const PREFIX = "saual.unsaved.";

export class BrowserKeep implements Keep {
  readonly #page: string;

  constructor(page: string) {
    this.#page = page;
  }

  #key(bank: string): string {
    return `${PREFIX}${bank}.${this.#page}`;
  }

  put(bank: string, left: Left | null): boolean {
    const key = this.#key(bank);
    try {
      if (left) localStorage.setItem(key, JSON.stringify(left));
      else localStorage.removeItem(key);
      return true;
    } catch {
      return false; // Storage is forbidden or full.
    }
  }

  take(bank: string): Left[] {
    const found: Left[] = [];
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}${bank}.`) && key !== this.#key(bank));
      for (const key of keys) {
        const left = read(localStorage.getItem(key));
        if (left) found.push(left);
        localStorage.removeItem(key);
      }
    } catch {
      // Storage is forbidden: then nothing was left.
    }
    return found;
  }
}

function read(text: string | null): Left | null {
  try {
    const left = JSON.parse(text ?? "null") as Partial<Left> | null;
    return left && typeof left.version === "number" && left.change?.questions ? (left as Left) : null;
  } catch {
    return null;
  }
}

/** Letters and digits, as the server takes them for a question. (`randomUUID` is not there over plain http.) */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
