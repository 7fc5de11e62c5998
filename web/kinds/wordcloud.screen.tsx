// A word cloud on the teacher's screens: the more students sent a word, the larger it is. The cloud is a list, too, the
// commonest first, for who cannot see where the words stand.
import { signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../shared/i18n";
import { byCount } from "../staff/room/posts";
import { layout, type Layout } from "./cloud";
import type { BodyProps, ScreenKind } from "./screen";
import { Picture } from "./screen.bars";
import { HostPosts, NothingShown } from "./screen.posts";
import "./screen.css";
import "./screen.survey.css";

/** In units (12.8 px at 1280×720): the largest is seen from afar, the least is still read from the last row. */
const SIZES = { most: 11, least: 2.2 };
const COLOURS = 5;
/** More words than this find no room; and a search for it would hold up the reveal. */
const MOST = 120;
const ONE = 100;

let pen: CanvasRenderingContext2D | null = null;

/** The width of a text in letters of size 1, in the cloud's own type. */
function measure(text: string, font: string): number {
  pen ??= document.createElement("canvas").getContext("2d");
  if (!pen) return text.length * 0.6;
  pen.font = `700 ${ONE}px ${font}`;
  return pen.measureText(text).width / ONE;
}

function Cloud({ stage }: BodyProps) {
  const box = useRef<HTMLUListElement>(null);
  const last = useRef<Layout | undefined>(undefined);
  const drawn = useRef(signal<{ set: Layout; unit: number; beyond: number } | null>(null)).current;
  const words = byCount(stage.posts ?? []).map((post) => ({ key: post.no, text: post.text, n: post.n ?? 1 }));
  const content = words.map((word) => `${word.key}:${word.n}:${word.text}`).join("\n");
  useLayoutEffect(() => {
    const list = box.current;
    if (!list) return;
    const { fontFamily } = getComputedStyle(list);
    let width = 0;
    const draw = (): void => {
      const unit = parseFloat(getComputedStyle(list).fontSize);
      // Another size of the window is another cloud; in the same one nothing moves without need.
      if (width !== list.clientWidth && width !== 0) last.current = undefined;
      width = list.clientWidth;
      last.current = layout(words.slice(0, MOST), { width: width / unit, height: list.clientHeight / unit }, SIZES, (text) => measure(text, fontFamily), last.current);
      drawn.value = { set: last.current, unit, beyond: words.length - last.current.placed.length };
    };
    draw();
    const watcher = new ResizeObserver(draw);
    watcher.observe(list);
    return () => watcher.disconnect();
  }, [content]);
  const at = new Map(drawn.value?.set.placed.map((one) => [one.key, one]));
  const unit = drawn.value?.unit ?? 0;
  // As it was when they were set: a word that is only coming must not take the others' room for a line.
  const beyond = drawn.value?.beyond ?? 0;
  return (
    <>
      <ul class="cloud" ref={box}>
        {words.map((word, i) => {
          const place = at.get(word.key);
          const style = place
            ? { left: `${place.x * unit}px`, top: `${place.y * unit}px`, fontSize: `${place.size * unit}px`, animationDelay: `${Math.min(i, 20) * 60}ms` }
            : {};
          return (
            <li key={word.key} class={place ? `w${word.key % COLOURS}` : "unseen"} style={style} dir="auto">
              {word.text}
              <span class="unseen">, {word.n}</span>
            </li>
          );
        })}
      </ul>
      {beyond > 0 && <p class="beyond">{t("posts.beyond", { n: beyond })}</p>}
    </>
  );
}

const wordcloud: ScreenKind = {
  prompt: "kind.wordcloud",
  options: false,
  Body(props) {
    if (props.stage.phase !== "reveal") return <Picture text="Аа…" unit="" hint={t("kind.wordcloud.text")} />;
    return (props.stage.posts ?? []).length > 0 ? <Cloud {...props} /> : <NothingShown {...props} />;
  },
  Host: HostPosts,
};
export default wordcloud;
