// The words printed on sheets and keys: in the language of the paper, whatever that of the page is.
import en from "../../locales/sheet.en.json";
import kk from "../../locales/sheet.kk.json";
import ru from "../../locales/sheet.ru.json";
import type { Lang } from "../../shared/protocol.gen";

const WORDS: Record<Lang, Record<keyof typeof en, string>> = { kk, ru, en };

export type Say = (key: keyof typeof en, params?: Record<string, string | number>) => string;

export const sayIn =
  (lang: Lang): Say =>
  (key, params = {}) =>
    WORDS[lang][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
