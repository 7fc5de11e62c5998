// The picture, sound and film of a question in the editor: dropped on the page, pasted or chosen; what a picture shows,
// where a sound is heard and how often. What is dropped or pasted on an option is a picture of that option.
import { useEffect, useRef } from "preact/hooks";
import type { FormProps } from "../../kinds/editor";
import { t } from "../../shared/i18n";
import { mediaUrl } from "../api";
import { Choose, DropAnywhere } from "../bring/Drop";
import { Trouble } from "../Trouble";
import { isTable } from "./question";
import { FaultsHere, faultsOf, Texts } from "./Texts";
import type { Upload } from "./upload";

const ACCEPT = "image/*,audio/mpeg,audio/ogg,audio/mp4,audio/wav,video/mp4,video/webm,.mp3,.ogg,.m4a,.wav,.mp4,.webm";
const PLAYS = [0, 1, 2, 3, 4, 5];

type Props = Omit<FormProps, "retype" | "attach"> & { upload: Upload };

/** The option that this place belongs to, from 0. */
function optionAt(place: EventTarget | null): number | undefined {
  const option = place instanceof Element ? place.closest("[data-option]") : null;
  return option === null ? undefined : Number(option.getAttribute("data-option"));
}

export function Attach(props: Props) {
  const { fields, faults, set, upload } = props;
  const { busy, error } = upload;
  const take = (files: readonly File[], place: EventTarget | null = null): void => upload.take(files, optionAt(place));
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])];
      // Text goes where the cursor is; a word processor gives a picture of it besides.
      if (files.length === 0 || event.clipboardData?.types.includes("text/plain")) return;
      event.preventDefault();
      latest.current(files, event.target);
    };
    window.addEventListener("paste", paste);
    return () => window.removeEventListener("paste", paste);
  }, []);
  const name = (field: string): string => (typeof fields[field] === "string" ? fields[field] : "");
  const off = (field: "picture" | "sound" | "film") => (
    <button type="button" class="quiet" onClick={() => set({ [field]: "" }, "")}>
      {t(`media.off_${field}`)}
    </button>
  );
  const alt = fields.alt;
  return (
    <section class="attach" aria-label={t("media.title")}>
      <DropAnywhere word={t("media.drop")} onFiles={take} />
      {name("picture") ? (
        <div class="attached">
          <img src={mediaUrl(name("picture"))} alt="" />
          <div>
            <Texts
              {...props}
              label={t("media.alt")}
              field="alt"
              value={typeof alt === "string" || isTable(alt) ? alt : {}}
              onText={(value, key) => set({ alt: value }, key)}
            />
            {off("picture")}
          </div>
        </div>
      ) : null}
      {name("sound") ? (
        <div class="attached">
          <audio controls preload="metadata" src={mediaUrl(name("sound"))} />
          <div class="row">
            <label class="pick">
              <span>{t("media.where")}</span>
              <select value={name("listen") || "class"} onChange={(event) => set({ listen: event.currentTarget.value }, "")}>
                <option value="class">{t("media.where_class")}</option>
                <option value="phones">{t("media.where_phones")}</option>
              </select>
            </label>
            <Plays {...props} />
            {off("sound")}
          </div>
        </div>
      ) : null}
      {name("film") ? (
        <div class="attached">
          <video controls preload="metadata" src={mediaUrl(name("film"))} />
          <div class="row">
            {name("sound") ? null : <Plays {...props} />}
            {off("film")}
          </div>
        </div>
      ) : null}
      {["picture", "sound", "film"].map((field) => (
        <FaultsHere key={field} faults={faultsOf(faults, field)} />
      ))}
      <p class="row">
        <Choose word={busy.value ? t("media.coming", { name: busy.value }) : t("media.add")} accept={ACCEPT} onFiles={(files) => take(files)} />
        <span class="hint">{t("media.hint")}</span>
      </p>
      <div role="status">{error.value ? <Trouble error={error.value} /> : null}</div>
    </section>
  );
}

function Plays({ fields, set }: Pick<Props, "fields" | "set">) {
  return (
    <label class="pick">
      <span>{t("media.plays")}</span>
      <select
        value={String(fields.plays || 0)}
        onChange={(event) => {
          const n = Number(event.currentTarget.value);
          set({ plays: n || "" }, "");
        }}
      >
        {PLAYS.map((n) => (
          <option key={n} value={n}>
            {n === 0 ? t("media.plays_any") : t("media.plays_n", { n })}
          </option>
        ))}
      </select>
    </label>
  );
}
