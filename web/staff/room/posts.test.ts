// What students wrote, as frames change it and as it is read.
import { expect, test } from "vitest";
import { byCount, byShowing, forHost, posted } from "./posts";

const one = (no: number, more: object = {}) => ({ no, text: `t${no}`, n: 1, ...more });

test("a frame adds, replaces and removes, and the rest stays", () => {
  const stage = { posts: [one(1), one(2)], waiting: 2 };
  const after = posted(stage, { t: "posts", put: [one(2, { n: 5 }), one(3)], gone: [1], waiting: 1 });
  expect(after).toEqual({ posts: [one(2, { n: 5 }), one(3)], waiting: 1 });
  expect(posted({}, { t: "posts" })).toEqual({ posts: [], waiting: 0 });
});

test("equally common ones stand by the alphabet, whatever came first", () => {
  const posts = [one(1, { text: "б" }), one(2, { text: "а" }), one(3, { n: 2 })];
  expect(byCount(posts).map(({ no }) => no)).toEqual([3, 2, 1]);
});

test("on the class screen what was starred is first, then what was shown last", () => {
  const posts = [one(1, { place: 1 }), one(2, { place: 3 }), one(3, { place: 2, starred: true })];
  expect(byShowing(posts).map(({ no }) => no)).toEqual([3, 2, 1]);
});

test("the teacher sees first what needs a decision, and what was put together under what it counts with", () => {
  const posts = [
    one(1, { state: "hidden" }),
    one(2, { state: "shown" }),
    one(3, { state: "waiting" }),
    one(4, { state: "waiting", held: true }),
    one(5, { state: "shown", into: 2 }),
  ];
  expect(forHost(posts).map(({ post, joined }) => [post.no, joined.length])).toEqual([
    [4, 0],
    [3, 0],
    [2, 1],
    [1, 0],
  ]);
});
