import { expect, test } from "vitest";
import { minutesOf, moved, newStep, told, turned } from "./plan";

const say = (key: string, params: Record<string, string | number> = {}): string => [key, ...Object.values(params)].join(" ");

test("a question is turned on and off, and the last one stays", () => {
  const all = ["a", "b", "c"];
  expect(turned([], "b", all)).toEqual(["a", "c"]);
  expect(turned(["a", "c"], "b", all)).toEqual([]);
  expect(turned(["a"], "a", all)).toEqual(["a"]);
  expect(turned(["c"], "a", all)).toEqual(["a", "c"]);
});

test("a step is moved to where it shall stand", () => {
  expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
  expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
});

test("the plan reads as aim, tool and minutes, with the time that phones are used", () => {
  const steps = [{ ...newStep("talk"), title: "Why" }, { ...newStep("peer"), aim: "Argue!" }];
  expect(told({ title: "Slopes", level: "8 B", aim: "See them", lang: "en", steps }, say)).toEqual([
    "Slopes, 8 B.",
    "plans.say.aim See them.",
    "1. Why (plan.tool.talk), plans.minutes 10. plans.say.talk",
    "2. plan.tool.peer, plans.minutes 8. plans.say.step_aim Argue! plans.say.peer",
    "plans.say.phones 8 18",
  ]);
  expect(minutesOf(steps)).toBe(18);
});
