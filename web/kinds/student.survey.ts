// Words and styles of the types in which students type, write for the class or rate: they come with the first of these
// types that is needed. Owns no type.
import { addWords } from "../shared/i18n";
import { dressed } from "../student/dress";
import css from "./survey.css?url";

export const ready = Promise.all([
  addWords({
    kk: () => import("../locales/survey.kk.json"),
    ru: () => import("../locales/survey.ru.json"),
    en: () => import("../locales/survey.en.json"),
  }),
  dressed(css),
]);
