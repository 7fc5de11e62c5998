import { describe, expect, it } from "vitest";
import { routeOf } from "./route";

describe("an address of the teacher's pages", () => {
  it("names its page, with or without a last slash", () => {
    expect(routeOf("/teacher")).toEqual({ page: "home" });
    expect(routeOf("/teacher/")).toEqual({ page: "home" });
    expect(routeOf("/teacher/games")).toEqual({ page: "games" });
    expect(routeOf("/teacher/games/r1%2F2")).toEqual({ page: "report", id: "r1/2" });
    expect(routeOf("/teacher/reports")).toEqual({ page: "weeks" });
    expect(routeOf("/teacher/reports/bank/b%201")).toEqual({ page: "bankReport", id: "b 1" });
    expect(routeOf("/teacher/reports/bank/b/k")).toEqual({ page: "questionReport", id: "b", key: "k" });
    expect(routeOf("/teacher/reports/class/c")).toEqual({ page: "classReport", id: "c" });
    expect(routeOf("/teacher/reports/student/s")).toEqual({ page: "studentReport", id: "s" });
    expect(routeOf("/teacher/homework")).toEqual({ page: "homework" });
    expect(routeOf("/teacher/homework/new")).toEqual({ page: "giveHomework" });
    expect(routeOf("/teacher/homework/abc")).toEqual({ page: "oneHomework", id: "abc" });
    expect(routeOf("/teacher/banks/b1")).toEqual({ page: "editor", id: "b1" });
    expect(routeOf("/teacher/banks/b%201/paper")).toEqual({ page: "paper", id: "b 1" });
    expect(routeOf("/teacher/room/abc")).toEqual({ page: "room", id: "abc" });
  });

  it("is no page of ours otherwise", () => {
    for (const path of ["/", "/teacher/room", "/teacher/else", "/teacher/room/a/b", "/teacher/banks/b/else", "/teacher/banks/b/paper/x", "/x/banks/b/paper", "/student", "/teacher/reports/bank", "/teacher/reports/class/a/b", "/teacher/reports/x/y"]) {
      expect(routeOf(path)).toEqual({ page: "none" });
    }
  });
});
