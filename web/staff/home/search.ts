// Which banks a few typed words mean. Pure.
import type { BankLine, Lang } from "../../shared/protocol.gen";
import { compare } from "../format";

/** The text of a bank in the teacher's language; else in the bank's own; else any. */
export function inLang(text: Partial<Record<Lang, string>>, lang: Lang, own: Lang): string {
  return text[lang] ?? text[own] ?? Object.values(text)[0] ?? "";
}

const folded = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/ё/g, "е");

/** Banks in which every word occurs, in any of their languages; an empty search means all. */
export function matching(banks: readonly BankLine[], query: string): BankLine[] {
  const words = folded(query).split(/\s+/).filter(Boolean);
  return banks.filter((bank) => {
    const parts = [bank.folder, ...bank.tags, ...bank.topics, ...Object.values(bank.title), ...Object.values(bank.about)];
    const text = folded(parts.join(" "));
    return words.every((word) => text.includes(word));
  });
}

/** What the teacher has filed banks under: folders, then tags, each once, in the order of the alphabet. */
export function drawers(banks: readonly BankLine[], lang: Lang): { folders: string[]; tags: string[] } {
  const sorted = (all: string[]): string[] => [...new Set(all)].filter(Boolean).sort(compare(lang));
  return { folders: sorted(banks.map((bank) => bank.folder)), tags: sorted(banks.flatMap((bank) => bank.tags)) };
}

/** The teacher's own banks, then those that ship, exit tickets last: a lesson does not begin with one. By title in each. */
export function inOrder(banks: readonly BankLine[], lang: Lang): BankLine[] {
  const byTitle = compare(lang);
  const group = (bank: BankLine): number => (bank.own ? 0 : bank.ticket ? 2 : 1);
  return [...banks].sort(
    (a, b) =>
      group(a) - group(b) ||
      byTitle(inLang(a.title, lang, a.language) || a.id, inLang(b.title, lang, b.language) || b.id),
  );
}
