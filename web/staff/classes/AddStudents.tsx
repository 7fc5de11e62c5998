// New students from a pasted list or a file: first what would come in, then, if the teacher says so, kept. Owns what was
// pasted and seen; reading is the server's.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { lang, t } from "../../shared/i18n";
import type { NamesPage, RemarkLine, StudentEntry } from "../../shared/protocol.gen";
import { addStudents, ApiError, seeNames } from "../api";
import { Choose } from "../bring/Drop";
import { refused } from "../load";
import { Trouble } from "../Trouble";

const MOST_BYTES = 20 * 1024 * 1024;

interface Props {
  id: string;
  known: readonly StudentEntry[];
  onAdded: () => void;
}

export function AddStudents({ id, known, onAdded }: Props) {
  const pasted = useSignal("");
  const seen = useSignal<NamesPage | undefined>(undefined);
  const busy = useSignal(false);
  const error = useSignal<ApiError | undefined>(undefined);
  const said = useSignal("");
  const attempt = async (what: () => Promise<void>): Promise<void> => {
    busy.value = true;
    error.value = undefined;
    said.value = "";
    try {
      await what();
    } catch (reason) {
      error.value = refused(reason);
    }
    busy.value = false;
  };
  const last = useRef<{ bytes: BodyInit; name: string } | undefined>(undefined);
  const look = (bytes: BodyInit, name: string): Promise<void> =>
    attempt(async () => {
      last.current = { bytes, name };
      seen.value = await seeNames(bytes, name, lang.value);
    });
  useEffect(() => {
    // What is said of a list is said by the server, in the language asked for.
    if (seen.value && last.current) void look(last.current.bytes, last.current.name);
  }, [lang.value]);
  const lookAt = ([file]: File[]): void => {
    if (!file) return;
    if (file.size > MOST_BYTES) {
      error.value = new ApiError(413, { code: "file_too_big", message: "" });
      return;
    }
    void file.arrayBuffer().then(
      (bytes) => look(bytes, file.name),
      () => (error.value = new ApiError(0, { code: "file_unreadable", message: "" })),
    );
  };
  const keep = (page: NamesPage): Promise<void> =>
    attempt(async () => {
      await addStudents(id, page.students ?? []);
      said.value = t("add.kept");
      seen.value = undefined;
      pasted.value = "";
      onAdded();
    });
  return (
    <section class="card deeds" aria-labelledby="add-title">
      <h2 id="add-title">{t("add.title")}</h2>
      {seen.value ? (
        <Seen page={seen.value} known={known} busy={busy.value} onKeep={keep} onBack={() => (seen.value = undefined)} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void look(pasted.value, "list.txt");
          }}
        >
          <label>
            <span>{t("add.paste")}</span>
            <textarea rows={5} value={pasted.value} required spellcheck={false} onInput={(event) => (pasted.value = event.currentTarget.value)} />
          </label>
          <p class="row">
            <button type="submit" class="button" disabled={busy.value}>
              {t("add.look")}
            </button>
            <Choose word={t("add.file")} onFiles={lookAt} />
          </p>
          <p class="hint">{t("add.about")}</p>
        </form>
      )}
      <p role="status">{said.value}</p>
      {error.value ? <Trouble error={error.value} /> : null}
    </section>
  );
}

interface SeenProps {
  page: NamesPage;
  known: readonly StudentEntry[];
  busy: boolean;
  onKeep: (page: NamesPage) => Promise<void>;
  onBack: () => void;
}

const plain = (name: string): string => name.toLowerCase().split(/\s+/).join(" ");

function Seen({ page, known, busy, onKeep, onBack }: SeenProps) {
  const here = new Set(known.map((one) => plain(one.name)));
  const students = page.students ?? [];
  const fresh = students.filter((one) => !here.has(plain(one.name)));
  return (
    <div class="seen">
      {page.problems?.length ? (
        <Remarks title={t("add.problems", { n: page.problems.length })} remarks={page.problems} bad />
      ) : null}
      {page.notes?.length ? <Remarks title={t("add.notes")} remarks={page.notes} /> : null}
      <h3>{t("add.come", { n: fresh.length })}</h3>
      {students.length > fresh.length ? <p class="hint">{t("add.known", { n: students.length - fresh.length })}</p> : null}
      <ol class="names">
        {fresh.map((one) => (
          <li key={one.name}>
            <span dir="auto">{one.name}</span>
            {one.number ? <span class="hint"> {one.number}</span> : null}
          </li>
        ))}
      </ol>
      <p class="row">
        {fresh.length > 0 ? (
          <button type="button" class="button go" disabled={busy} onClick={() => void onKeep(page)}>
            {t("add.keep", { n: fresh.length })}
          </button>
        ) : null}
        <button type="button" class="quiet" onClick={onBack}>
          {t("add.back")}
        </button>
      </p>
      <p class="hint">{t("bring.not_yet")}</p>
    </div>
  );
}

function Remarks({ title, remarks, bad = false }: { title: string; remarks: readonly RemarkLine[]; bad?: boolean }) {
  return (
    <div class={`note${bad ? " bad" : ""}`}>
      <h3>{title}</h3>
      <ul>
        {remarks.map((one, i) => (
          <li key={i}>
            {one.place ? <strong>{one.place}: </strong> : null}
            {one.problem} {one.fix}
          </li>
        ))}
      </ul>
    </div>
  );
}
