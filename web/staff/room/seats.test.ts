import { describe, expect, it } from "vitest";
import type { SeatView } from "../../shared/protocol.gen";
import { grouped, missing, newest, seated, typed } from "./seats";

const none: ReadonlyMap<number, SeatView> = new Map();
const class35 = seated(none, {
  t: "seats",
  all: true,
  put: Array.from({ length: 35 }, (_, i) => ({ no: i + 1, name: `N${i + 1}`, on: true })),
});

describe("the students of a room", () => {
  it("are added, replaced and removed one by one", () => {
    const two = seated(none, { t: "seats", put: [{ no: 1, name: "Айша" }, { no: 2, name: "Әли" }] });
    const after = seated(two, { t: "seats", put: [{ no: 1, name: "Айым" }], gone: [2] });
    expect([...after.values()]).toEqual([{ no: 1, name: "Айым" }]);
    expect(two.size).toBe(2);
  });

  it("are all forgotten when a frame says that these are all", () => {
    expect(seated(class35, { t: "seats", all: true, put: [{ no: 9, name: "Бек" }] }).size).toBe(1);
  });

  it("are shown newest last, the oldest giving way when there are too many", () => {
    const { shown, more } = newest(class35, 30);
    expect([shown[0]?.no, shown.at(-1)?.no, more]).toEqual([6, 35, 5]);
    expect(newest(class35, 40).more).toBe(0);
  });

  it("who have not answered are listed by name, without those who are away", () => {
    const seats = seated(none, {
      t: "seats",
      put: [
        { no: 1, name: "Нұрлан", on: true },
        { no: 2, name: "Әсел", on: true },
        { no: 3, name: "Бек", on: true, answered: true },
        { no: 4, name: "Ая" },
      ],
    });
    expect(missing(seats, "kk").map((seat) => seat.name)).toEqual(["Әсел", "Нұрлан"]);
  });
});

describe("what students type", () => {
  it("is short and grouped", () => {
    expect(typed("http://192.168.1.5:8080/")).toBe("192.168.1.5:8080");
    expect(typed("https://saual.local")).toBe("https://saual.local");
    expect(grouped("123456")).toBe("123\u00a0456");
  });
});
