// Ordering: items are moved up and down by buttons, or dragged by their numbers. The rows stay where they are and only
// what is in them moves, so that a finger keeps hold of the list and not of a row.
import { signal } from "@preact/signals-core";
import { t } from "../shared/i18n";
import type { Play } from "./student";
import { toldOrder } from "./placing.told";
import { goTo, own } from "./student.placing";
import { Words } from "../shared/words";

export { ready } from "./student.placing";

const order = signal<number[]>([]);
const held = signal(-1);
const said = signal("");
let asked = "";

function move(from: number, to: number, items: readonly string[]): void {
  const next = [...order.value];
  next.splice(to, 0, ...next.splice(from, 1));
  order.value = next;
  said.value = t("order.at", { item: items[next[to] ?? 0] ?? "", n: to + 1, of: next.length });
}

/** The row of the list that is at this height; above and below it the first and the last. */
function rowAt(list: HTMLElement, y: number): number {
  const rows = [...list.children].map((row) => row.getBoundingClientRect());
  const found = rows.findIndex((row) => y < row.bottom);
  return found < 0 ? rows.length - 1 : found;
}

export function Input({ q, ask, give }: Play) {
  const items = ask.items ?? [];
  if (asked !== q) {
    asked = q;
    order.value = [...items.keys()];
    held.value = -1;
    said.value = "";
  }
  const drag = (event: PointerEvent) => {
    if (held.value < 0) return;
    const to = rowAt(event.currentTarget as HTMLElement, event.clientY);
    if (to === held.value) return;
    move(held.value, to, items);
    held.value = to;
  };
  const drop = () => (held.value = -1);
  const step = (place: number, by: number) => {
    move(place, place + by, items);
    const last = items.length - 1;
    const back = place + by === 0 || place + by === last;
    goTo(`li:nth-child(${place + by + 1}) button:${back ? "enabled" : by < 0 ? "first-of-type" : "last-of-type"}`);
  };
  return (
    <div class="placing">
      <p class="hint">{t("order.hint")}</p>
      <ol class="order" onPointerMove={drag} onPointerUp={drop} onPointerCancel={drop}>
        {order.value.map((item, place) => (
          <li class={held.value === place ? "held" : ""}>
            <b
              class="grip"
              onPointerDown={(event: PointerEvent) => {
                const list = (event.currentTarget as HTMLElement).closest("ol");
                list?.setPointerCapture(event.pointerId);
                held.value = place;
              }}
            >
              {place + 1}
            </b>
            <span class="item">
              <Words text={items[item] ?? ""} />
            </span>
            <button
              type="button"
              disabled={place === 0}
              aria-label={t("order.up", { item: items[item] ?? "" })}
              onClick={() => step(place, -1)}
            >
              ▲
            </button>
            <button
              type="button"
              disabled={place === items.length - 1}
              aria-label={t("order.down", { item: items[item] ?? "" })}
              onClick={() => step(place, 1)}
            >
              ▼
            </button>
          </li>
        ))}
      </ol>
      <button type="button" class="go" onClick={() => give(order.value)}>
        {t("send")}
      </button>
      <p class="sr" role="status">
        {said.value}
      </p>
    </div>
  );
}

export const Own = own(toldOrder);
