import { expect, test } from "vitest";
import type { Draft, ImportPage, RemarkLine } from "../../shared/protocol.gen";
import { about, asText, countOf, grouped, sayings, titled, titleIn } from "./seen";

const remark = (question: number, place: string, problem = "Wrong."): RemarkLine => ({ question, place, problem, fix: "Mend it." });
const draft: Draft = { title: { ru: "Физика" }, about: {}, language: "ru", languages: ["ru"], author: "", licence: "", questions: [] };
const page: ImportPage = { format: "gift", format_title: "Moodle (GIFT)", told: false, draft, questions: [], numbers: [], problems: [], notes: [], beyond: 0 };

test("remarks on one question stand together and count once", () => {
  const remarks = [remark(2, "question 2, text"), remark(0, "title"), remark(2, "question 2, option B"), remark(5, "question 5")];
  expect(grouped(remarks).map((group) => [group.question, group.remarks.length])).toEqual([[2, 2], [0, 1], [5, 1]]);
  expect(countOf(remarks)).toBe(3);
  expect(about(remarks, 2).map((one) => one.place)).toEqual(["question 2, text", "question 2, option B"]);
});

test("what is said of many places is said once", () => {
  const remarks = [remark(1, "question 1, time"), remark(2, "question 2", "Other."), remark(3, "question 3, time")];
  expect(sayings(remarks)).toEqual([
    { problem: "Wrong.", fix: "Mend it.", places: ["question 1, time", "question 3, time"] },
    { problem: "Other.", fix: "Mend it.", places: ["question 2"] },
  ]);
});

test("the title is that of the draft's language, else any, and an empty one changes nothing", () => {
  expect(titleIn(draft)).toBe("Физика");
  expect(titleIn({ ...draft, language: "kk" })).toBe("Физика");
  expect(titleIn({ ...draft, title: {} })).toBe("");
  expect(titled(draft, "  ")).toBe(draft);
  expect(titled(draft, " Физика ")).toBe(draft);
  expect(titled(draft, "Оптика").title).toEqual({ ru: "Оптика" });
  expect(titled({ ...draft, language: "kk" }, "Оптика").title).toEqual({ ru: "Физика", kk: "Оптика" });
});

test("the list as text has every remark with its place, reason and fix, and nothing of what there is not", () => {
  const headings = { problems: "Cannot come in: 1", notes: "Changed: 1", more: "… and 7 more" };
  const both = { ...page, problems: [remark(2, "question 2")], notes: [remark(0, "", "Left out.")], beyond: 7 };
  expect(asText("a.gift", both, headings).split("\r\n")).toEqual(
    ["a.gift", "", "Cannot come in: 1", "- question 2: Wrong. Mend it.", "", "Changed: 1", "- Left out. Mend it.", "… and 7 more", ""],
  );
  expect(asText("a.gift", page, headings)).toBe("a.gift\r\n");
});
