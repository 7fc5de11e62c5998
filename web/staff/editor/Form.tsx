// One question to be written: its text, what its type needs, the explanation, and behind a fold time, points and tags.
// Owns their order on the page; what is right or wrong the server says.
import { useId } from "preact/hooks";
import { editorKind, editorKinds, type FormProps } from "../../kinds/editor";
import { t } from "../../shared/i18n";
import type { DraftValue, FieldFault, Lang } from "../../shared/protocol.gen";
import { Attach } from "./Attach";
import type { Fields, Question } from "./doc";
import { isTable } from "./question";
import { FaultsHere, faultsOf, Texts } from "./Texts";
import { useUpload } from "./upload";

const TIMES = [5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600];
const POINTS = [1000, 2000, 0];
const TAGS = {
  level: ["elementary", "pre-intermediate", "intermediate", "upper-intermediate", "advanced"],
  bloom: ["remember", "understand", "apply", "analyse", "evaluate", "create"],
  skill: ["listening", "reading", "writing", "speaking"],
};

interface Props {
  question: Question;
  main: Lang;
  languages: readonly Lang[];
  shown: readonly Lang[];
  faults: readonly FieldFault[];
  topics: readonly string[];
  onFields: (fields: Fields, key: string) => void;
  /** Like `onFields`, whatever was typed while a file was on its way. */
  onMedia: (change: (now: Fields) => Fields) => void;
  onType: (type: string) => void;
}

const text = (value: DraftValue | undefined): string | Partial<Record<Lang, string>> =>
  typeof value === "string" || isTable(value) ? value : {};

export function Form({ question, topics, onFields, onMedia, onType, ...rest }: Props) {
  const id = useId();
  const { fields, type } = question;
  const kind = editorKind(type);
  const set = (change: Fields, key: string): void => onFields({ ...fields, ...change }, key);
  const upload = useUpload(onMedia);
  const props: FormProps = { ...rest, fields, set, retype: onType, attach: upload.take };
  const own = kind ? [] : rest.faults;
  return (
    <div class="form">
      <label class="pick type">
        <span>{t("form.type")}</span>
        <select value={type} onChange={(event) => onType(event.currentTarget.value)}>
          {editorKinds.map((name) => (
            <option key={name} value={name}>
              {t(`type.${name}`)}
            </option>
          ))}
        </select>
      </label>
      <Texts
        {...props}
        label={t(type === "slide" ? "form.heading" : type === "truefalse" ? "form.statement" : "form.text")}
        field="text"
        rows={2}
        value={text(fields.text)}
        onText={(value, key) => set({ text: value }, key)}
      />
      <Attach {...props} upload={upload} />
      {kind ? <kind.Form {...props} /> : null}
      {type === "slide" ? null : (
        <Texts
          {...props}
          label={t("form.explanation")}
          field="explanation"
          rows={2}
          value={text(fields.explanation)}
          onText={(value, key) => set({ explanation: value }, key)}
        />
      )}
      <FaultsHere faults={own} />
      <details class="more">
        <summary>{t("form.more")}</summary>
        <div class="grid">
          {kind?.answered ? (
            <label class="pick">
              <span>{t("form.time")}</span>
              <select value={String(fields.time ?? 20)} onChange={(event) => set({ time: Number(event.currentTarget.value) }, "")}>
                {[...new Set([...TIMES, Number(fields.time ?? 20)])]
                  .sort((a, b) => a - b)
                  .map((n) => (
                    <option key={n} value={n}>
                      {t("form.seconds", { n })}
                    </option>
                  ))}
              </select>
            </label>
          ) : null}
          {kind?.marked ? (
            <label class="pick">
              <span>{t("form.points")}</span>
              <select value={String(fields.points ?? 1000)} onChange={(event) => set({ points: Number(event.currentTarget.value) }, "")}>
                {POINTS.map((n) => (
                  <option key={n} value={n}>
                    {t(`form.points_${n}`)}
                  </option>
                ))}
              </select>
            </label>
          ) : null}
          <div class="field">
            <label class="label" for={`${id}-topic`}>
              {t("form.topic")}
            </label>
            <input
              id={`${id}-topic`}
              type="text"
              list={`${id}-topics`}
              value={typeof fields.topic === "string" ? fields.topic : ""}
              onInput={(event) => set({ topic: event.currentTarget.value }, "topic")}
            />
            <datalist id={`${id}-topics`}>
              {topics.map((topic) => (
                <option key={topic} value={topic} />
              ))}
            </datalist>
            <FaultsHere faults={faultsOf(rest.faults, "topic")} />
          </div>
          {(Object.keys(TAGS) as (keyof typeof TAGS)[]).map((tag) => (
            <label class="pick" key={tag}>
              <span>{t(`form.${tag}`)}</span>
              <select value={String(fields[tag] ?? "")} onChange={(event) => set({ [tag]: event.currentTarget.value }, "")}>
                <option value="">{t("form.none")}</option>
                {TAGS[tag].map((value) => (
                  <option key={value} value={value}>
                    {t(`${tag}.${value}`)}
                  </option>
                ))}
              </select>
            </label>
          ))}
        </div>
      </details>
    </div>
  );
}
