import { describe, expect, it } from "vitest";
import { routeOf } from "./route";

describe("an address of the teacher's pages", () => {
  it("names its page, with or without a last slash", () => {
    expect(routeOf("/teacher")).toEqual({ page: "home" });
    expect(routeOf("/teacher/")).toEqual({ page: "home" });
    expect(routeOf("/teacher/games")).toEqual({ page: "games" });
    expect(routeOf("/teacher/games/r1%2F2")).toEqual({ page: "report", id: "r1/2" });
    expect(routeOf("/teacher/room/abc")).toEqual({ page: "room", id: "abc" });
  });

  it("is no page of ours otherwise", () => {
    for (const path of ["/", "/teacher/room", "/teacher/else", "/teacher/room/a/b", "/student"]) {
      expect(routeOf(path)).toEqual({ page: "none" });
    }
  });
});
