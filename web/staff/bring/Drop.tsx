// The way in for files: chosen, or dropped anywhere on the page. Hands them on as they are and looks into none.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { lang, t } from "../../shared/i18n";
import { formats, templateUrl } from "../api";
import { useLoad } from "../load";
import "./bring.css";

/** `place`: on what they were dropped. */
type Take = (files: File[], place?: EventTarget | null) => void;

export function Drop({ onFiles }: { onFiles: Take }) {
  const known = useLoad(formats, "formats");
  const added = (known.value?.formats ?? []).filter((format) => format.package !== "").map((format) => format.title[lang.value] ?? format.name);
  return (
    <section class="drop" aria-labelledby="bring-title">
      <h2 id="bring-title">{t("bring.title")}</h2>
      <p>
        <Choose word={t("bring.choose")} several onFiles={onFiles} />
        <span class="hint">
          {t("bring.hint")} {added.length > 0 ? t("bring.also", { formats: added.join(", ") }) : null}
        </span>
      </p>
      <p class="templates">
        <span>{t("bring.template")}</span>
        <a href={templateUrl("xlsx", lang.value)} download>
          Excel
        </a>
        <a href={templateUrl("csv", lang.value)} download>
          CSV
        </a>
      </p>
    </section>
  );
}

interface ChooseProps {
  word: string;
  several?: boolean;
  /** Types of files that the browser offers first. */
  accept?: string;
  onFiles: Take;
}

export function Choose({ word, several = false, accept, onFiles }: ChooseProps) {
  return (
    <label class="button">
      {word}
      <input
        class="unseen"
        type="file"
        multiple={several}
        accept={accept}
        onChange={(event) => {
          const input = event.currentTarget;
          const files = [...(input.files ?? [])];
          input.value = ""; // The same file, mended, can be chosen again.
          if (files.length > 0) onFiles(files);
        }}
      />
    </label>
  );
}

/** On the whole window: a file dropped a little beside the mark would otherwise take the browser away from here. */
export function DropAnywhere({ word = t("bring.drop"), onFiles }: { word?: string; onFiles: Take }) {
  const over = useSignal(false);
  const take = useRef(onFiles);
  take.current = onFiles;
  useEffect(() => {
    const drag = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      over.value = true;
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) over.value = false;
    };
    const drop = (event: DragEvent): void => {
      const files = [...(event.dataTransfer?.files ?? [])];
      over.value = false;
      if (files.length === 0) return;
      event.preventDefault();
      take.current(files, event.target);
    };
    window.addEventListener("dragover", drag);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", drag);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, []);
  return over.value ? (
    <p class="drop-here" aria-hidden="true">
      {word}
    </p>
  ) : null;
}
