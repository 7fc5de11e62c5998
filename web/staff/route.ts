// Which page an address means. Pure.
export type Route =
  | { page: "home" | "games" | "weeks" | "classes" | "homework" | "giveHomework" | "plans" | "none" }
  | { page: "bankReport" | "classReport" | "studentReport"; id: string }
  | { page: "questionReport"; id: string; key: string }
  | { page: "report" | "room" | "editor" | "paper" | "class" | "oneHomework" | "plan"; id: string };

export function routeOf(path: string): Route {
  const parts = path.split("/").filter((part) => part !== "");
  if (parts[0] === "teacher" && parts[1] === "reports") return reportOf(parts.slice(2).map(decodeURIComponent));
  const [first, second, third, ...rest] = parts;
  if (first === "teacher" && second === "banks" && third !== undefined && rest.join() === "paper") return { page: "paper", id: decodeURIComponent(third) };
  if (first !== "teacher" || rest.length > 0) return { page: "none" };
  if (second === undefined) return { page: "home" };
  if (second === "games") return third === undefined ? { page: "games" } : { page: "report", id: decodeURIComponent(third) };
  if (second === "classes") return third === undefined ? { page: "classes" } : { page: "class", id: decodeURIComponent(third) };
  if (second === "plans") return third === undefined ? { page: "plans" } : { page: "plan", id: decodeURIComponent(third) };
  if (second === "homework") {
    if (third === undefined) return { page: "homework" };
    return third === "new" ? { page: "giveHomework" } : { page: "oneHomework", id: decodeURIComponent(third) };
  }
  if (second === "banks" && third !== undefined) return { page: "editor", id: decodeURIComponent(third) };
  if (second === "room" && third !== undefined) return { page: "room", id: decodeURIComponent(third) };
  return { page: "none" };
}

/** Of what a report over weeks is. */
function reportOf([kind, id, key, ...rest]: string[]): Route {
  if (kind === undefined) return { page: "weeks" };
  if (id === undefined || rest.length > 0) return { page: "none" };
  if (kind === "bank") return key === undefined ? { page: "bankReport", id } : { page: "questionReport", id, key };
  if (key !== undefined) return { page: "none" };
  if (kind === "class") return { page: "classReport", id };
  return kind === "student" ? { page: "studentReport", id } : { page: "none" };
}
