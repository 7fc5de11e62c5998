// Which page an address means. Pure.
export type Route =
  | { page: "home" | "games" | "classes" | "none" }
  | { page: "report" | "room" | "editor" | "class"; id: string };

export function routeOf(path: string): Route {
  const [first, second, third, ...rest] = path.split("/").filter((part) => part !== "");
  if (first !== "teacher" || rest.length > 0) return { page: "none" };
  if (second === undefined) return { page: "home" };
  if (second === "games") return third === undefined ? { page: "games" } : { page: "report", id: decodeURIComponent(third) };
  if (second === "classes") return third === undefined ? { page: "classes" } : { page: "class", id: decodeURIComponent(third) };
  if (second === "banks" && third !== undefined) return { page: "editor", id: decodeURIComponent(third) };
  if (second === "room" && third !== undefined) return { page: "room", id: decodeURIComponent(third) };
  return { page: "none" };
}
