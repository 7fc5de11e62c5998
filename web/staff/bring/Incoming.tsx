// One file before any of it is stored: what it was seen as, what cannot come in and why, every question that can, and
// the one button that keeps them. Owns the bytes of the file, so that what was seen is what is kept.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { lang, t } from "../../shared/i18n";
import type { BankLine, ImportPage, Lang } from "../../shared/protocol.gen";
import { ApiError, keepBank, seeFile } from "../api";
import { Choice } from "../home/fields";
import { QuestionCard } from "../home/QuestionCard";
import { useWide } from "../home/wide";
import { LANGS } from "../home/wish";
import { refused, useLoad } from "../load";
import { Trouble } from "../Trouble";
import { Choose } from "./Drop";
import { Remarks } from "./Remarks";
import { about, asText, countOf, MOST_BYTES, titled, titleIn } from "./seen";

interface Props {
  file: File;
  /** "File 2 of 3"; "" where there is one alone. */
  nth: string;
  onKept: (bank: BankLine) => void;
  onCancel: () => void;
  onMended: (files: File[]) => void;
}

async function bytesOf(file: File): Promise<ArrayBuffer> {
  if (file.size > MOST_BYTES) throw new ApiError(413, { code: "file_too_big", message: "At most 20 MiB." });
  try {
    return await file.arrayBuffer();
  } catch {
    // A folder, or a file that was moved or changed since it was chosen.
    throw new ApiError(0, { code: "file_unreadable", message: "The browser cannot read the file." });
  }
}

export function Incoming({ file, nth, onKept, onCancel, onMended }: Props) {
  const wide = useWide();
  const bytes = useRef<Promise<ArrayBuffer> | undefined>(undefined);
  const language = useSignal<Lang | undefined>(undefined);
  const title = useSignal<string | undefined>(undefined);
  const keeping = useSignal(false);
  const error = useSignal<ApiError | undefined>(undefined);
  const seen = useLoad(
    async () => seeFile(await (bytes.current ??= bytesOf(file)), file.name, lang.value, language.value),
    `${lang.value} ${language.value ?? ""}`,
  );
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  const page = seen.value;
  const draft = page?.draft ?? undefined;
  // The language was chosen just now, and the questions are not in it yet.
  const stale = language.value !== undefined && draft?.language !== language.value;
  const keep = async (): Promise<void> => {
    if (!draft || keeping.value) return;
    keeping.value = true;
    error.value = undefined;
    try {
      onKept(await keepBank(titled(draft, title.value ?? "")));
    } catch (reason) {
      error.value = refused(reason);
      keeping.value = false;
    }
  };

  const deeds = (
    <div class="deeds">
      {error.value ? <Trouble error={error.value} /> : null}
      {draft && page ? (
        <button type="button" class="primary" disabled={keeping.value || stale} onClick={() => void keep()}>
          {keeping.value ? t("bring.keeping") : t("bring.keep", { n: page.questions.length })}
        </button>
      ) : null}
      <div class="row">
        <button type="button" class="quiet" onClick={onCancel}>
          {t(draft ? "bring.cancel" : "bring.close")}
        </button>
        {draft ? <span class="hint">{t("bring.not_yet")}</span> : null}
      </div>
    </div>
  );

  return (
    <div class="home incoming">
      <header>
        {nth ? <p class="hint nth">{nth}</p> : null}
        <h1 ref={heading} tabIndex={-1}>
          {file.name}
        </h1>
        <div role="status">{page ? <Counts page={page} /> : seen.error ? null : <p class="hint">{t("bring.reading", { name: file.name })}</p>}</div>
        {seen.error ? <Trouble error={seen.error} again={seen.error.code === "file_too_big" ? undefined : seen.again} /> : null}
      </header>
      <aside>
        <section class="card keep">
          {draft && page ? (
            <>
              <label>
                <span>{t("own.title")}</span>
                <input
                  type="text"
                  maxLength={120}
                  value={title.value ?? titleIn(draft)}
                  onInput={(event) => (title.value = event.currentTarget.value)}
                />
              </label>
              {page.told ? null : (
                <Choice
                  name="language"
                  legend={t("bring.language")}
                  hint={t(language.value ? "bring.language_chosen" : "bring.language_hint")}
                  options={LANGS.map((code) => [code, t(`lang.${code}`)])}
                  value={language.value ?? draft.language}
                  onChoose={(code) => (language.value = code)}
                />
              )}
            </>
          ) : null}
          {page || seen.error ? <Choose word={t(page && page.problems.length > 0 ? "bring.mended" : "bring.choose")} onFiles={onMended} /> : null}
          {wide || !draft ? deeds : null}
        </section>
      </aside>
      {page ? <Found file={file} page={page} /> : null}
      {wide || !draft ? null : deeds}
    </div>
  );
}

function Counts({ page }: { page: ImportPage }) {
  return (
    <p class="facts counts">
      {page.format ? <span>{t("bring.format", { format: page.format_title })}</span> : null}
      {page.draft ? <strong>{t("bring.come", { n: page.questions.length })}</strong> : <strong>{t("bring.none")}</strong>}
      {page.problems.length > 0 && page.draft ? <span class="bad">{t("bring.problems", { n: countOf(page.problems) })}</span> : null}
      {page.notes.length > 0 ? <span class="part">{t("bring.notes", { n: countOf(page.notes) })}</span> : null}
    </p>
  );
}

function Found({ file, page }: { file: File; page: ImportPage }) {
  const whole = about(page.notes, 0);
  const onCards = page.notes.filter((note) => note.question > 0); // On paper there are no cards.
  const more = page.beyond > 0 ? t("bring.more", { n: page.beyond }) : "";
  const save = (): void => {
    const headings = { problems: t("bring.problems", { n: countOf(page.problems) }), notes: t("bring.notes", { n: countOf(page.notes) }), more };
    const link = document.createElement("a");
    // The mark at the beginning is for programs that would take it for another encoding.
    const url = URL.createObjectURL(new Blob(["\ufeff", asText(file.name, page, headings)], { type: "text/plain" }));
    link.href = url;
    link.download = `${file.name} — ${t("bring.list_name")}.txt`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000); // The browser has begun to save it by then.
  };
  return (
    <div class="shelf">
      {page.problems.length + page.notes.length > 0 ? (
        <section class="lists" aria-label={t("bring.list_name")}>
          {page.problems.length > 0 ? (
            <div class="note bad">
              {page.draft ? <h2>{t("bring.problems", { n: countOf(page.problems) })}</h2> : null}
              <Remarks remarks={page.problems} />
            </div>
          ) : null}
          {whole.length > 0 ? (
            <div class="note">
              <Remarks remarks={whole} />
            </div>
          ) : null}
          {more ? <p class="hint">{more}</p> : null}
          {onCards.length > 0 ? (
            <div class="only-print">
              <h2>{t("bring.notes", { n: countOf(onCards) })}</h2>
              <Remarks remarks={onCards} />
            </div>
          ) : null}
          <div class="row">
            <button type="button" class="quiet" onClick={save}>
              {t("bring.save_list")}
            </button>
            <button type="button" class="quiet" onClick={() => print()}>
              {t("report.print")}
            </button>
          </div>
        </section>
      ) : null}
      {page.draft ? (
        <section class="coming" aria-labelledby="coming-title">
          <h2 id="coming-title">{t("bring.questions")}</h2>
          <ol class="questions">
            {page.questions.map((question, i) => {
              const notes = about(page.notes, page.numbers[i]!);
              return (
                <QuestionCard key={question.i} question={question} n={i + 1}>
                  {notes.map((note, k) => (
                    <p key={k} class="note">
                      {note.problem} {note.fix}
                    </p>
                  ))}
                </QuestionCard>
              );
            })}
          </ol>
        </section>
      ) : null}
    </div>
  );
}
