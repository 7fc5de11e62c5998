import { expect, test } from "vitest";
import { firstPlan, homeworkFor, local, moment, timely, worst } from "./plan";

const NOW = new Date(2026, 10, 22, 15, 30).getTime();

test("a field has this browser's own time", () => {
  expect(local(NOW)).toBe("2026-11-22T15:30");
  expect(moment(local(NOW))).toBe(NOW);
});

test("it begins open, until the morning of the next day but one", () => {
  const plan = firstPlan(NOW);
  expect([plan.opens, plan.closes]).toEqual(["2026-11-22T15:30", "2026-11-24T08:00"]);
  expect(timely(plan)).toBe(true);
  expect(timely({ ...plan, closes: "" })).toBe(false);
  expect(timely({ ...plan, closes: plan.opens })).toBe(false);
});

test("without a class there is no list to pick a name from", () => {
  const made = homeworkFor({ ...firstPlan(NOW), limit: 10 }, { id: "b" }, "kk");
  expect([made.class_id, made.by_name, made.homework.limit_ms]).toEqual([null, false, 600_000]);
  expect(homeworkFor({ ...firstPlan(NOW), class_id: "c" }, { id: "b" }, "kk")).toMatchObject({ class_id: "c", by_name: true });
});

test("a piece of material without a title is none", () => {
  const plan = { ...firstPlan(NOW), material: [{ title: " " }, { title: "Read" }] };
  expect(homeworkFor(plan, { id: "b" }, "kk").homework.material).toEqual([{ title: "Read" }]);
});

test("a lesson begins with the worst questions, and not with what all had right", () => {
  const items = [0.9, 0.2, null, 0.5, 0.2, 0.7, 0.1, 0.6].map((credit, i) => ({ i, credit }));
  expect(worst(items)).toEqual([6, 1, 4, 3, 7]);
});
