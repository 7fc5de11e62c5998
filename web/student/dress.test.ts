// Styles that come later, over a network that comes and goes.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { dressed } from "./dress";

interface Link {
  href: string;
  onload: () => void;
  onerror: () => void;
  remove: () => void;
}

/** The links in the page's head. */
let head: Link[];

beforeEach(() => {
  head = [];
  vi.useFakeTimers();
  vi.stubGlobal("document", {
    createElement: () => {
      const link = { remove: () => head.splice(head.indexOf(link as Link), 1) } as unknown as Link;
      return link;
    },
    head: { append: (link: Link) => head.push(link) },
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a part is shown as soon as its styles are here", async () => {
  const shown = dressed("a.css");
  expect(head.map((link) => link.href)).toEqual(["a.css"]);
  head[0]!.onload();
  await shown;
  vi.advanceTimersByTime(60_000);
  expect(head).toHaveLength(1);
});

test("a part whose styles were lost on the way is shown without, and they are asked for until they come", async () => {
  const shown = dressed("a.css");
  for (let lost = 0; lost < 3; lost++) {
    head[0]!.onerror();
    expect(head).toHaveLength(0);
    vi.advanceTimersByTime(1_000);
    expect(head.map((link) => link.href)).toEqual(["a.css"]);
  }
  await shown;
  head[0]!.onload();
  vi.advanceTimersByTime(60_000);
  expect(head).toHaveLength(1);
});
