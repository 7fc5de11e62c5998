// What students wrote, on the teacher's screens: cards on the class screen, and on the teacher's own the list to sort
// them. Knows no single question type.
import { signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../shared/i18n";
import type { PostView } from "../shared/protocol.gen";
import { useFit } from "../staff/room/fit";
import { Icon, type IconName } from "../staff/room/icons";
import type { Wish } from "../staff/room/link";
import { byShowing, forHost, type Heap } from "../staff/room/posts";
import type { BodyProps } from "./screen";
import "./screen.css";
import "./screen.survey.css";

const inQuestion = ({ stage }: BodyProps): { g: number; q: number } => ({ g: stage.game ?? 1, q: stage.q?.i ?? 0 });

/** The class screen before anything is shown; the button is for who has no other screen. */
export function NothingShown(props: BodyProps) {
  const waiting = props.stage.waiting ?? 0;
  return (
    <div class="nothing">
      <p>{t(waiting > 0 ? "posts.waiting" : "posts.nothing", { n: waiting })}</p>
      {waiting > 0 && props.give && <ShowAll {...props} />}
    </div>
  );
}

function ShowAll(props: BodyProps) {
  return (
    <button type="button" class="button main" onClick={() => props.give?.({ t: "post_all", ...inQuestion(props) })}>
      {t("posts.all", { n: props.stage.waiting ?? 0 })}
    </button>
  );
}

/** A text of more letters needs a wide card. */
const LONG = 90;

/** What is shown, a card each; what finds no room below the newest is counted. */
export function Cards({ posts, order = byShowing }: { posts: readonly PostView[]; order?: (posts: readonly PostView[]) => PostView[] }) {
  const cards = order(posts);
  const content = cards.map((one) => `${one.no}${one.n}${one.text}${one.starred}`).join("\n");
  const longest = Math.max(0, ...cards.map((one) => one.text.length));
  const box = useFit<HTMLUListElement>(cards.length === 1 ? 5 : 3.4, 1.8, content, 0);
  const room = useRef(signal(cards.length)).current;
  useLayoutEffect(() => {
    const list = box.current;
    if (!list) return;
    const count = (): void => {
      const items = [...list.children] as HTMLElement[];
      const fits = (item: HTMLElement): boolean => item.offsetTop + item.offsetHeight <= list.clientHeight + 2;
      // Cards in order: after one that does not fit comes none, whatever its size.
      const first = items.findIndex((item) => !fits(item));
      room.value = first < 0 ? items.length : Math.max(1, first);
      items.forEach((item, i) => item.classList.toggle("off", i >= room.value));
    };
    count();
    const watcher = new ResizeObserver(count);
    watcher.observe(list);
    return () => watcher.disconnect();
  }, [content]);
  const columns = cards.length === 1 ? 1 : cards.length === 2 || longest > LONG ? 2 : 3;
  return (
    <>
      <ul class={`cards cols${columns}`} ref={box}>
        {cards.map((one) => (
          <li key={one.no} class={one.starred ? "starred" : ""}>
            {one.starred && <Icon name="star" />}
            <p dir="auto">{one.text}</p>
            {((one.n ?? 0) > 1 || (one.names ?? []).length > 0) && (
              <p class="by">
                {(one.n ?? 0) > 1 && <b>×{one.n}</b>} <span dir="auto">{(one.names ?? []).join(", ")}</span>
              </p>
            )}
          </li>
        ))}
      </ul>
      {room.value < cards.length && <p class="beyond">{t("posts.beyond", { n: cards.length - room.value })}</p>}
    </>
  );
}

/** Being put together with another one: the first of the two. One at a time, on this screen. */
const moving = signal(0);

/** All that was written, to be sorted; the class sees none of this. */
export function HostPosts(props: BodyProps) {
  const heaps = forHost(props.stage.posts ?? []);
  const shown = heaps.filter(({ post }) => (post.state ?? "shown") === "shown").length;
  return (
    <>
      <p class="soft">
        {t("posts.count", { n: heaps.length })} · {t("posts.shown", { n: shown })}
      </p>
      {(props.stage.waiting ?? 0) > 0 && <ShowAll {...props} />}
      <ul class="posts">
        {heaps.map((heap) => (
          <Row key={heap.post.no} {...props} heap={heap} />
        ))}
      </ul>
    </>
  );
}

function Row(props: BodyProps & { heap: Heap }) {
  const { heap, give, stage } = props;
  const { post, joined } = heap;
  const { no, state = "shown", held = false, starred = false, n = 1, names = [] } = post;
  const where = inQuestion(props);
  const act = (wish: Wish): void => give?.(wish);
  const from = moving.value;
  const target = from !== 0 && from !== no;
  return (
    <li class={`post is-${state}${from === no ? " moving" : ""}`}>
      <p>
        <span dir="auto">{post.text}</span> {n > 1 && <b>×{n}</b>}
      </p>
      {(held || state !== "waiting" || names.length > 0) && (
        <p class="tags">
          {held && <b class="bad">{t("asked.held")}</b>}
          {state !== "waiting" && <b>{t(`posts.is.${state}`)}</b>}
          {names.length > 0 && <span dir="auto">{names.join(", ")}</span>}
        </p>
      )}
      {joined.map((one) => (
        <p class="joined" key={one.no}>
          <span dir="auto">{one.text}</span>
          <button type="button" onClick={() => act({ t: "post_merge", ...where, no: one.no, into: 0 })}>
            {t("posts.apart")}
          </button>
        </p>
      ))}
      <p class="deeds">
        {target ? (
          <Do
            icon="down"
            word="posts.here"
            act={() => {
              act({ t: "post_merge", ...where, no: from, into: no });
              moving.value = 0;
            }}
          />
        ) : (
          <>
            <Do icon="full" word="posts.show" on={state === "shown"} act={() => act({ t: "post_sort", ...where, no, to: state === "shown" ? "waiting" : "shown" })} />
            <Do icon="cross" word="posts.hide" on={state === "hidden"} act={() => act({ t: "post_sort", ...where, no, to: state === "hidden" ? "waiting" : "hidden" })} />
            {stage.q?.kind !== "wordcloud" && <Do icon="star" word="asked.star" on={starred} act={() => act({ t: "post_star", ...where, no, on: !starred })} />}
            {stage.q?.kind === "brainstorm" && (
              <Do icon="people" word={from === no ? "posts.stay" : "posts.merge"} on={from === no} act={() => (moving.value = from === no ? 0 : no)} />
            )}
          </>
        )}
      </p>
    </li>
  );
}

function Do({ icon, word, on, act }: { icon: IconName; word: string; on?: boolean; act: () => void }) {
  return (
    <button type="button" aria-pressed={on} onClick={act}>
      <Icon name={icon} />
      {t(word)}
    </button>
  );
}
