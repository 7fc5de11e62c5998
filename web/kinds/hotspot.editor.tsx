// A place on a picture in the editor: right regions are drawn on the picture with a pointer, moved and sized by their
// corner; with the keyboard each is moved by arrow keys and sized with Shift.
import { useSignal } from "@preact/signals";
import { t } from "../shared/i18n";
import { mediaUrl } from "../staff/api";
import { say } from "../staff/editor/question";
import { FaultsHere } from "../staff/editor/Texts";
import type { EditorKind, Fields, FormProps } from "./editor";
import { boxOf, fitted, readRegion, square, within, WHOLE, written, type Box, type Region } from "./spot";
import { Spot } from "./spot.view";

const MOST = 8;
/** Smaller than this a drag was a click. */
const LEAST = 15;
const STEP = 10;
const FRESH: Box = { x: 400, y: 400, w: 200, h: 200 };
const ARROWS: Record<string, readonly [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const textsOf = (fields: Fields): string[] =>
  Array.isArray(fields.regions) ? fields.regions.filter((one): one is string => typeof one === "string") : [];

/** What the pointer does: draws a new region, moves one, or drags its corner. */
interface Held {
  i: number;
  how: "draw" | "move" | "size";
  from: readonly [number, number];
  was: Box;
}

/** Moved, never out of the picture; sized, never to nothing. */
const movedBox = ({ x, y, w, h }: Box, dx: number, dy: number): Box => ({ x: within(x + dx, 0, WHOLE - w), y: within(y + dy, 0, WHOLE - h), w, h });
const sizedBox = ({ x, y, w, h }: Box, dw: number, dh: number): Box => ({ x, y, w: within(w + dw, LEAST, WHOLE - x), h: within(h + dh, LEAST, WHOLE - y) });

function Form(props: FormProps) {
  const { fields, set, faults } = props;
  const texts = textsOf(fields);
  const name = typeof fields.picture === "string" ? fields.picture : "";
  const held = useSignal<Held | null>(null);
  /** As they are while the pointer is down. */
  const drawn = useSignal<string[] | null>(null);
  const shown = drawn.value ?? texts;
  const put = (next: string[], key = ""): void => set({ regions: next }, key);
  const fit = (region: Region, box: Box): string => written(fitted(region, box));

  const at = (event: PointerEvent): [number, number] => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return [within(((event.clientX - box.left) / box.width) * WHOLE), within(((event.clientY - box.top) / box.height) * WHOLE)];
  };
  const down = (event: PointerEvent & { currentTarget: HTMLElement }): void => {
    const place = (event.target as HTMLElement).closest<HTMLElement>("[data-region]");
    const from = at(event);
    const i = place ? Number(place.dataset.region) : texts.length;
    if (!place && texts.length >= MOST) return;
    const region = place ? readRegion(texts[i] ?? "") : null;
    const how = !region ? "draw" : (event.target as HTMLElement).matches(".corner") ? "size" : "move";
    held.value = { i, how, from, was: region ? boxOf(region) : { x: from[0], y: from[1], w: 0, h: 0 } };
    event.currentTarget.setPointerCapture(event.pointerId);
    if (place) place.focus();
    else event.preventDefault();
  };
  const move = (event: PointerEvent): void => {
    const now = held.value;
    if (!now) return;
    const [x, y] = at(event);
    const [dx, dy] = [x - now.from[0], y - now.from[1]];
    const region = readRegion(texts[now.i] ?? "") ?? { shape: "rectangle", numbers: [] };
    const box =
      now.how === "draw"
        ? { x: Math.min(x, now.from[0]), y: Math.min(y, now.from[1]), w: Math.abs(dx), h: Math.abs(dy) }
        : now.how === "move"
          ? movedBox(now.was, dx, dy)
          : sizedBox(now.was, dx, dy);
    if (now.how === "draw" && (box.w < LEAST || box.h < LEAST)) drawn.value = null;
    else drawn.value = [...texts.slice(0, now.i), fit(region, box), ...texts.slice(now.i + 1)];
  };
  const up = (): void => {
    if (held.value && drawn.value) put(drawn.value);
    held.value = drawn.value = null;
  };
  const key = (event: KeyboardEvent, i: number): void => {
    const region = readRegion(texts[i] ?? "");
    const way = ARROWS[event.key];
    if (!region) return;
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      put(texts.filter((_, j) => j !== i));
    } else if (way) {
      event.preventDefault();
      const [dx, dy] = [way[0] * STEP, way[1] * STEP];
      const box = event.shiftKey ? sizedBox(boxOf(region), dx, dy) : movedBox(boxOf(region), dx, dy);
      put(texts.map((one, j) => (j === i ? fit(region, box) : one)), `regions.${i}`);
    }
  };
  const label = (text: string, i: number): string => {
    const region = readRegion(text);
    if (!region) return text;
    const { x, y, w, h } = boxOf(region);
    return t("spot.area", { n: i + 1, shape: t(`spot.${region.shape}`), from: square(x, y), to: square(x + w, y + h) });
  };
  return (
    <fieldset class="of-spot">
      <legend class="label">
        {t("spot.title")}
        {name ? <small> · {t("spot.draw")}</small> : null}
      </legend>
      {name ? (
        <div class="drawing" onPointerDown={down} onPointerMove={move} onPointerUp={up} onPointerCancel={up}>
          <Spot url={mediaUrl(name)} alt="" regions={shown}>
            {shown.map((text, i) => {
              const region = readRegion(text);
              if (!region) return null;
              const { x, y, w, h } = boxOf(region);
              return (
                <button
                  key={i}
                  type="button"
                  class="area"
                  data-region={i}
                  aria-label={label(text, i)}
                  aria-keyshortcuts="ArrowLeft ArrowRight ArrowUp ArrowDown Delete"
                  style={`left:${x / 10}%;top:${y / 10}%;width:${w / 10}%;height:${h / 10}%`}
                  onKeyDown={(event) => key(event, i)}
                >
                  <b>{i + 1}</b>
                  <i class="corner" />
                </button>
              );
            })}
          </Spot>
        </div>
      ) : (
        <p class="hint">{t("spot.no_picture")}</p>
      )}
      <p class="hint">{t("spot.editor_keys")}</p>
      <ol class="areas">
        {texts.map((text, i) => {
          const region = readRegion(text);
          return (
            <li key={i}>
              <span>{label(text, i)}</span>
              {region && region.shape !== "polygon" ? (
                <select
                  aria-label={t("spot.shape", { n: i + 1 })}
                  value={region.shape}
                  onChange={(event) => {
                    const shape = event.currentTarget.value === "ellipse" ? "ellipse" : "rectangle";
                    put(texts.map((one, j) => (j === i ? fit({ shape, numbers: [] }, boxOf(region)) : one)));
                  }}
                >
                  <option value="rectangle">{t("spot.rectangle")}</option>
                  <option value="ellipse">{t("spot.ellipse")}</option>
                </select>
              ) : null}
              <button type="button" class="tool" aria-label={t("spot.remove", { n: i + 1 })} onClick={() => put(texts.filter((_, j) => j !== i))}>
                ×
              </button>
              <FaultsHere faults={faults.filter((fault) => fault.field === "regions" && fault.index === i + 1)} />
            </li>
          );
        })}
      </ol>
      <FaultsHere faults={faults.filter((fault) => fault.field === "regions" && !fault.index)} />
      {name && texts.length < MOST ? (
        <button type="button" class="button" onClick={() => put([...texts, fit({ shape: "rectangle", numbers: [] }, FRESH)])}>
          {t("spot.add")}
        </button>
      ) : null}
    </fieldset>
  );
}

const hotspot: EditorKind = {
  place: 10.5,
  texts: [],
  marked: true,
  answered: true,
  ownPicture: true,
  fresh: (): Fields => ({ regions: [] }),
  Form,
  ask: (fields, lang, main) => ({
    ...(typeof fields.picture === "string" && fields.picture && { pictures: [fields.picture] }),
    body: say(fields.alt, lang, main),
  }),
  solution: (fields) => ({ regions: textsOf(fields) }),
};
export default hotspot;
