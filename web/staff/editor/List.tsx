// The questions in order, as a list to choose from and to rearrange: by dragging the handle, or with Alt and the arrow
// keys. Rows are of one height, so that five hundred are drawn only where they are seen. Owns the drag; the order is its
// caller's.
import { useSignal } from "@preact/signals";
import { Component, type ComponentChild } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { lang, t } from "../../shared/i18n";
import type { FieldFault, Lang } from "../../shared/protocol.gen";
import { number } from "../format";
import type { Question } from "./doc";
import { say, untranslated } from "./question";
import { SHORT } from "./Texts";

interface Props {
  questions: readonly Question[];
  chosen: string;
  main: Lang;
  languages: readonly Lang[];
  faults: Partial<Record<string, FieldFault[]>>;
  onChoose: (id: string) => void;
  onMove: (from: number, to: number) => void;
}

/** px, as in editor.css. */
const ROW = 64;
const EDGE = 48;

export function List(props: Props) {
  const { questions, chosen, onChoose, onMove } = props;
  const list = useRef<HTMLOListElement>(null);
  const dragged = useSignal(-1);
  const target = useSignal(-1);

  useEffect(() => {
    // Into sight, without moving the page.
    const [box, i] = [list.current, questions.findIndex((question) => question.id === chosen)];
    if (!box || i < 0) return;
    if (i * ROW < box.scrollTop) box.scrollTop = i * ROW;
    else if ((i + 1) * ROW > box.scrollTop + box.clientHeight) box.scrollTop = (i + 1) * ROW - box.clientHeight;
  }, [chosen, questions]);

  const drag = (event: PointerEvent, from: number): void => {
    const box = list.current;
    const handle = event.currentTarget as HTMLElement;
    if (!box || event.button !== 0) return;
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    dragged.value = target.value = from;
    const move = ({ clientY }: PointerEvent): void => {
      const { top, bottom } = box.getBoundingClientRect();
      if (clientY < top + EDGE) box.scrollTop -= 12;
      if (clientY > bottom - EDGE) box.scrollTop += 12;
      target.value = Math.max(0, Math.min(questions.length - 1, Math.floor((clientY - top + box.scrollTop) / ROW)));
    };
    const end = (last: PointerEvent): void => {
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("pointerup", end);
      handle.removeEventListener("pointercancel", end);
      if (last.type === "pointerup" && target.value !== from) onMove(from, target.value);
      dragged.value = target.value = -1;
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", end);
    handle.addEventListener("pointercancel", end);
  };

  const keys = (event: KeyboardEvent, i: number): void => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    const next = questions[i + by];
    if (by === 0 || !next) return;
    event.preventDefault();
    if (event.altKey) onMove(i, i + by);
    else {
      onChoose(next.id);
      list.current?.querySelector<HTMLElement>(`[data-id="${next.id}"]`)?.focus();
    }
  };

  return (
    <ol class="list" ref={list} aria-label={t("list.label")}>
      {questions.map((question, i) => (
        <Row
          key={question.id}
          i={i}
          question={question}
          chosen={question.id === chosen}
          main={props.main}
          languages={props.languages}
          faults={props.faults[question.id]}
          words={lang.value}
          at={dragged.value === i ? "dragged" : dragged.value >= 0 && target.value === i ? (i < dragged.value ? "above" : "below") : ""}
          onChoose={onChoose}
          onDrag={drag}
          onKeys={keys}
        />
      ))}
    </ol>
  );
}

interface RowProps extends Pick<Props, "main" | "languages" | "onChoose"> {
  i: number;
  question: Question;
  chosen: boolean;
  faults: FieldFault[] | undefined;
  words: Lang;
  at: string;
  onDrag: (event: PointerEvent, i: number) => void;
  onKeys: (event: KeyboardEvent, i: number) => void;
}

/** Drawn anew only when something of its own has changed: its question is then another object. */
class Row extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    const keys = ["i", "question", "chosen", "main", "languages", "faults", "words", "at"] as const;
    return keys.some((key) => next[key] !== this.props[key]);
  }

  // The handlers are looked up when they are called: a row that was not drawn anew has old ones.
  override render({ i, question, chosen, main, languages, faults, at }: RowProps): ComponentChild {
    const text = say(question.fields.text, lang.value, main);
    const missing = languages.length > 1 ? Object.keys(untranslated(question, languages)) : [];
    const unfinished = (faults?.length ?? 0) > 0;
    return (
      <li class={`entry ${at}`}>
        <span class="handle" aria-hidden="true" title={t("list.drag")} onPointerDown={(event) => this.props.onDrag(event, this.props.i)}>
          <svg viewBox="0 0 12 20">
            <path d="M2 3h2v2H2zM8 3h2v2H8zM2 9h2v2H2zM8 9h2v2H8zM2 15h2v2H2zM8 15h2v2H8z" />
          </svg>
        </span>
        <button
          type="button"
          data-id={question.id}
          class="entry-face"
          aria-current={chosen ? "true" : undefined}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          onClick={() => this.props.onChoose(question.id)}
          onKeyDown={(event) => this.props.onKeys(event, this.props.i)}
        >
          <b class="n">{number(lang.value, i + 1)}</b>
          <span class="entry-text">
            <span class={text ? undefined : "blank"}>{text || t("list.blank")}</span>
            <small>
              {missing.length > 0 ? (
                <span class="missing">
                  <span class="unseen">{t("list.untranslated")}: </span>
                  {missing.map((code) => SHORT[code as Lang]).join(" ")}?{" · "}
                </span>
              ) : null}
              {t(`type.${question.type}`)}
            </small>
          </span>
          {unfinished ? (
            <span class="unready" title={t("list.unfinished")}>
              <span aria-hidden="true">●</span>
              <span class="unseen">{t("list.unfinished")}</span>
            </span>
          ) : null}
        </button>
      </li>
    );
  }
}
