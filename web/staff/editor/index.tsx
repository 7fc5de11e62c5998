// The editor of one bank: the list of its questions, the chosen one to be written, and how it will look. Puts the parts
// together and turns what the teacher does into edits of the document; saving, undo and conflicts are the saver's.
import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { lang, t } from "../../shared/i18n";
import type { Lang } from "../../shared/protocol.gen";
import { type ApiError, openRoom, restoreBank } from "../api";
import { Desk } from "../Desk";
import { kept } from "../home/keep";
import { readWish, roomFor } from "../home/wish";
import { refused } from "../load";
import { Trouble } from "../Trouble";
import { Conflicts } from "./Conflicts";
import { headOf, type Conflict, type Doc, type Question } from "./doc";
import { Form } from "./Form";
import { newId } from "./keep";
import { List } from "./List";
import { Preview } from "./Preview";
import { fresh, moved, retyped, say, untranslated } from "./question";
import { SHORT, Texts } from "./Texts";
import { BankHead, SaveState } from "./Top";
import { Types } from "./Types";
import { useSaver } from "./useSaver";
import "./editor.css";
import "./form.css";

const MOST_QUESTIONS = 500;

export function Editor({ id }: { id: string }) {
  const saver = useSaver(id);
  const error = useSignal<ApiError | undefined>(undefined);
  const open = (): void => {
    error.value = undefined;
    saver.open().catch((reason: unknown) => (error.value = refused(reason)));
  };
  useEffect(open, [id, lang.value]);
  const doc = saver.doc.value;
  return (
    <Desk here="editor" title={doc ? say(doc.title, lang.value, doc.language) || t("bank.untitled") : t("banks.title")}>
      {error.value && !doc ? <Trouble error={error.value} again={open} /> : null}
      {doc ? <Open id={id} doc={doc} saver={saver} /> : error.value ? null : <p class="hint">{t("load.wait")}</p>}
    </Desk>
  );
}

function Open({ id, doc, saver }: { id: string; doc: Doc; saver: ReturnType<typeof useSaver> }) {
  const chosen = useSignal(decodeURIComponent(location.hash.slice(1)));
  const adding = useSignal(false);
  const sight = useSignal<Lang | "all">("all");
  const said = useSignal("");
  const starting = useSignal(false);
  const trouble = useSignal<ApiError | undefined>(undefined);
  const narrow = useSignal(false);
  const form = useRef<HTMLElement>(null);
  const added = useRef(false);
  useLayoutEffect(() => {
    const first = added.current && form.current?.querySelector<HTMLElement>("textarea");
    if (!first) return;
    first.focus();
    added.current = false;
  });
  const topics = useComputed(() => [
    ...new Set(saver.doc.value?.questions.map((one) => one.fields.topic).filter((one): one is string => typeof one === "string" && one !== "")),
  ]);

  const { questions, languages } = doc;
  const main = doc.language;
  const found = questions.findIndex((question) => question.id === chosen.value);
  const i = found < 0 ? 0 : found;
  const question = questions[i];
  const single = narrow.value || sight.value !== "all";
  const wanted = sight.value === "all" ? (languages.includes(lang.value) ? lang.value : main) : sight.value;
  const shown = languages.length > 1 && single ? [languages.includes(wanted) ? wanted : main] : languages;

  useEffect(() => {
    const query = matchMedia("(max-width: 60rem)");
    const look = (): void => void (narrow.value = query.matches);
    look();
    query.addEventListener("change", look);
    return () => query.removeEventListener("change", look);
  }, []);

  const choose = (which: string): void => {
    chosen.value = which;
    adding.value = false;
    history.replaceState(null, "", `#${encodeURIComponent(which)}`);
  };
  const put = (next: readonly Question[], key = "", focus = question?.id ?? ""): void =>
    saver.edit({ ...doc, questions: [...next] }, key, focus);
  const change = (next: Question, key: string): void =>
    put(
      questions.map((one) => (one.id === next.id ? next : one)),
      key && `${next.id}.${key}`,
    );
  /** A file was on its way: what was typed meanwhile stays. */
  const attach = (to: string, change: (now: Question["fields"]) => Question["fields"]): void => {
    const now = saver.doc.value;
    if (!now) return;
    const questions = now.questions.map((one) => (one.id === to ? { ...one, fields: { ...one.fields, ...change(one.fields) } } : one));
    saver.edit({ ...now, questions }, "", to);
  };
  const insert = (next: Question, at: number): void => {
    put([...questions.slice(0, at), next, ...questions.slice(at)], "", next.id);
    choose(next.id);
    added.current = true;
  };
  const add = (type: string): void => {
    adding.value = false;
    insert(fresh(newId(), type, main), questions.length === 0 ? 0 : i + 1);
  };
  const move = (from: number, to: number): void => {
    const which = questions[from];
    if (!which || to < 0 || to >= questions.length) return;
    put(moved(questions, from, to), "", which.id);
    choose(which.id);
    said.value = t("list.moved", { i: to + 1, of: questions.length });
  };
  const remove = (): void => {
    if (!question) return;
    const next = questions[i + 1] ?? questions[i - 1];
    put(questions.filter((one) => one.id !== question.id));
    if (next) choose(next.id);
    said.value = t("list.removed");
    document.getElementById("content")?.focus();
  };
  const turn = (focus: string | null): void => {
    if (focus === null) return;
    said.value = "";
    if (saver.doc.value?.questions.some((one) => one.id === focus)) choose(focus);
  };

  useEffect(() => {
    const keys = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      // By its place, too: with a Kazakh or Russian keyboard the letter is another.
      const z = key === "z" || event.code === "KeyZ";
      if (z) {
        event.preventDefault();
        turn(event.shiftKey ? saver.redo() : saver.undo());
      } else if (key === "y" || event.code === "KeyY") {
        event.preventDefault();
        turn(saver.redo());
      } else if (key === "s" || event.code === "KeyS") {
        event.preventDefault(); // It is saved already; the browser's own dialog would only frighten.
        saver.hurry();
      }
    };
    window.addEventListener("keydown", keys);
    return () => window.removeEventListener("keydown", keys);
  }, [saver]);

  const ready = questions.map((one) => (saver.faults.value[one.id]?.length ?? 0) === 0);
  const left = ready.filter((one) => !one).length;
  const start = async (from: number): Promise<void> => {
    starting.value = true;
    trouble.value = undefined;
    try {
      if (!(await saver.settled())) throw saver.state.value;
      const first = ready.slice(0, from).filter(Boolean).length;
      const wish = roomFor(readWish(kept("wish")), { id, languages, language: main }, lang.value);
      const room = await openRoom({ ...wish, first });
      location.assign(`/teacher/room/${encodeURIComponent(room.room)}`);
    } catch (reason) {
      if (typeof reason !== "string") trouble.value = refused(reason);
      starting.value = false;
    }
  };

  const missing: Partial<Record<Lang, number>> = {};
  for (const one of questions) {
    for (const [code, n] of Object.entries(untranslated(one, languages))) missing[code as Lang] = (missing[code as Lang] ?? 0) + (n ?? 0);
  }
  const settle = (conflict: Conflict, next: Doc | null): void => {
    if (next) saver.edit(next);
    saver.resolve(conflict);
  };
  const faults = question ? (saver.faults.value[question.id] ?? []) : [];

  return (
    <div class="editor">
      <div class="top">
        <Texts
          label={t("bank.title")}
          field="title"
          value={doc.title}
          main={main}
          languages={languages}
          shown={shown}
          faults={saver.faults.value[""] ?? []}
          onText={(title, key) => saver.edit({ ...doc, title: title as Doc["title"] }, key)}
        />
        <SaveState state={saver.state.value} keeps={saver.keeps.value} refusal={saver.refusal.value} onRestore={() => void restoreBank(id).then(() => saver.open())} />
        <div class="deeds">
          <button type="button" class="tool" disabled={!saver.canUndo.value} aria-label={t("edit.undo")} aria-keyshortcuts="Control+Z" title={`${t("edit.undo")} (Ctrl+Z)`} onClick={() => turn(saver.undo())}>
            ↶
          </button>
          <button type="button" class="tool" disabled={!saver.canRedo.value} aria-label={t("edit.redo")} aria-keyshortcuts="Control+Shift+Z" title={`${t("edit.redo")} (Ctrl+Shift+Z)`} onClick={() => turn(saver.redo())}>
            ↷
          </button>
          {questions.length > 0 ? (
            <button type="button" class="primary" disabled={starting.value || left === questions.length} onClick={() => void start(0)}>
              {t(starting.value ? "start.going" : "start.go")}
            </button>
          ) : null}
        </div>
      </div>
      {trouble.value ? <Trouble error={trouble.value} /> : null}
      {left > 0 ? <p class="hint">{left < questions.length ? t("edit.left_out", { n: left }) : t("edit.none_ready")}</p> : null}
      <Conflicts
        conflicts={saver.conflicts.value}
        doc={doc}
        onLook={choose}
        onBoth={(conflict) => settle(conflict, null)}
        onMine={(conflict) => settle(conflict, conflict.of === "question" ? mineAlone(doc, conflict) : null)}
        onTheirs={(conflict) => settle(conflict, theirsAlone(doc, conflict))}
      />
      <BankHead doc={doc} shown={shown} faults={saver.faults.value[""] ?? []} missing={missing} onHead={(head, key) => saver.edit({ ...doc, ...head }, key && `head.${key}`)} />
      {languages.length > 1 ? (
        <div class="segments" role="group" aria-label={t("sight.label")}>
          {narrow.value ? null : (
            <button type="button" aria-pressed={sight.value === "all"} onClick={() => (sight.value = "all")}>
              {t("sight.all")}
            </button>
          )}
          {languages.map((one) => (
            <button key={one} type="button" aria-label={`${SHORT[one]} ${missing[one] ?? ""}, ${t(`lang.${one}`)}`} aria-pressed={shown.length === 1 && shown[0] === one} onClick={() => (sight.value = one)}>
              {SHORT[one]}
              {missing[one] ? (
                <small class="missing">
                  {missing[one]}
                  <span class="unseen"> {t("list.untranslated")}</span>
                </small>
              ) : null}
            </button>
          ))}
        </div>
      ) : null}
      <p class="said" role="status">
        {said.value}
        {said.value === t("list.removed") ? (
          <button type="button" class="quiet" onClick={() => turn(saver.undo())}>
            {t("edit.undo")}
          </button>
        ) : null}
      </p>
      {question ? (
        <div class="columns">
          <div class="side">
            <List questions={questions} chosen={question.id} main={main} languages={languages} faults={saver.faults.value} onChoose={choose} onMove={move} />
            <button type="button" class="button" disabled={questions.length >= MOST_QUESTIONS} aria-expanded={adding.value} onClick={() => (adding.value = !adding.value)}>
              {t("edit.add")}
            </button>
            <p class="hint">{t("list.keys")}</p>
          </div>
          <section class="work card" ref={form} aria-label={t("edit.question", { i: i + 1, of: questions.length })}>
            {adding.value ? (
              <Types first={false} onChoose={add} onClose={() => (adding.value = false)} />
            ) : (
              <>
                <div class="row tools-row">
                  <h2>{t("edit.question", { i: i + 1, of: questions.length })}</h2>
                  <span class="row">
                    <button type="button" class="tool" disabled={i === 0} aria-label={t("edit.up")} title={t("edit.up")} onClick={() => move(i, i - 1)}>
                      ↑
                    </button>
                    <button type="button" class="tool" disabled={i === questions.length - 1} aria-label={t("edit.down")} title={t("edit.down")} onClick={() => move(i, i + 1)}>
                      ↓
                    </button>
                    <button type="button" class="quiet" disabled={questions.length >= MOST_QUESTIONS} onClick={() => insert({ ...question, id: newId() }, i + 1)}>
                      {t("edit.copy")}
                    </button>
                    <button type="button" class="quiet" onClick={remove}>
                      {t("edit.remove")}
                    </button>
                    {ready[i] && i > 0 ? (
                      <button type="button" class="quiet" disabled={starting.value} onClick={() => void start(i)}>
                        {t("edit.start_here")}
                      </button>
                    ) : null}
                  </span>
                </div>
                <Form
                  key={question.id}
                  question={question}
                  main={main}
                  languages={languages}
                  shown={shown}
                  faults={faults}
                  topics={topics.value}
                  onFields={(fields, key) => change({ ...question, fields }, key)}
                  onMedia={(change) => attach(question.id, change)}
                  onType={(type) => change(retyped(question, type, main), "")}
                />
              </>
            )}
          </section>
          <Preview question={question} i={i} of={questions.length} main={main} languages={languages} />
        </div>
      ) : (
        <Types first onChoose={add} onClose={undefined} />
      )}
    </div>
  );
}

/** My version in the place of theirs. */
function mineAlone(doc: Doc, { id, copy }: Conflict & { of: "question" }): Doc {
  const mine = doc.questions.find((one) => one.id === copy);
  const rest = doc.questions.filter((one) => one.id !== copy);
  return mine ? { ...doc, questions: rest.map((one) => (one.id === id ? { ...mine, id } : one)) } : doc;
}

function theirsAlone(doc: Doc, conflict: Conflict): Doc {
  if (conflict.of === "question") return { ...doc, questions: doc.questions.filter((one) => one.id !== conflict.copy) };
  const { field, theirs } = conflict;
  if (field === "title" || field === "about") return { ...doc, [field]: { ...headOf(doc)[field], [conflict.lang]: theirs } };
  return { ...doc, [field]: theirs };
}
