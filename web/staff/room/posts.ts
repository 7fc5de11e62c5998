// What students wrote to the question on the stage, as the frames build it up, and the orders in which it is read. Pure.
import type { Posts, PostView, StaffStage } from "../../shared/protocol.gen";

type Written = Pick<StaffStage, "posts" | "waiting">;

/** The stage's texts after this frame. */
export function posted(stage: Written, { put = [], gone = [], waiting = 0 }: Posts): Written {
  const after = new Map((stage.posts ?? []).map((one) => [one.no, one]));
  for (const no of gone) after.delete(no);
  for (const one of put) after.set(one.no, one);
  return { posts: [...after.values()].sort((a, b) => a.no - b.no), waiting };
}

const n = (one: PostView): number => one.n ?? 0;
const starred = (one: PostView): number => Number(one.starred === true);

/** The commonest first; of equally common ones by the alphabet: no order of coming shows. */
export const byCount = (posts: readonly PostView[]): PostView[] =>
  [...posts].sort((a, b) => n(b) - n(a) || (a.text < b.text ? -1 : a.text > b.text ? 1 : a.no - b.no));

/** On the class screen: starred ones first, then what was shown last. */
export const byShowing = (posts: readonly PostView[]): PostView[] =>
  [...posts].sort((a, b) => starred(b) - starred(a) || (b.place ?? 0) - (a.place ?? 0) || b.no - a.no);

export interface Heap {
  /** By itself, or with those that were put together with it. */
  post: PostView;
  joined: PostView[];
}

/** For the teacher: what is held back first, then what waits, what is shown, what is hidden; the commonest first. */
export function forHost(posts: readonly PostView[]): Heap[] {
  const state = ({ held, state = "shown" }: PostView): number =>
    state === "waiting" ? (held ? 0 : 1) : state === "shown" ? 2 : 3;
  return byCount(posts.filter((one) => !one.into))
    .map((post) => ({ post, joined: posts.filter((one) => one.into === post.no) }))
    .sort((a, b) => state(a.post) - state(b.post) || starred(b.post) - starred(a.post));
}
