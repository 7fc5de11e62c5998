// What students are to read, hear or watch first: a text, a link, or a file, each with a title. Owns the way of a file to
// the server; the list is its caller's.
import { useSignal } from "@preact/signals";
import { t } from "../../shared/i18n";
import type { Material } from "../../shared/protocol.gen";
import { ApiError, keepMedia } from "../api";
import { refused } from "../load";
import { Trouble } from "../Trouble";

const MOST = 12;
const MOST_BYTES = 40 * 1024 * 1024;
const ACCEPT = "image/*,audio/*,video/mp4,video/webm";
const LINK = "https?://[^\\s]+";

interface Props {
  material: Material[];
  onMaterial: (material: Material[]) => void;
}

export function MaterialForm({ material, onMaterial }: Props) {
  const busy = useSignal("");
  const error = useSignal<ApiError | undefined>(undefined);
  const change = (no: number, part: Partial<Material>): void =>
    onMaterial(material.map((piece, at) => (at === no ? { ...piece, ...part } : piece)));
  const add = (piece: Material): void => onMaterial([...material, piece]);
  const take = async (input: HTMLInputElement): Promise<void> => {
    const [file] = input.files ?? [];
    input.value = "";
    if (!file) return;
    busy.value = file.name;
    error.value = undefined;
    try {
      if (file.size > MOST_BYTES) throw new ApiError(413, { code: "media_big", message: "At most 40 MiB." });
      const { name } = await keepMedia(await file.arrayBuffer());
      add({ title: file.name.replace(/\.\w+$/, "").slice(0, 120), media: name });
    } catch (reason) {
      error.value = refused(reason);
    } finally {
      busy.value = "";
    }
  };
  return (
    <fieldset class="material">
      <legend>{t("hw.material")}</legend>
      <p class="hint">{t("hw.material_hint")}</p>
      {material.map((piece, no) => (
        <div class="card piece" key={no}>
          <label class="long">
            <span>{t("hw.piece_title")}</span>
            <input type="text" value={piece.title} maxLength={120} required onInput={(event) => change(no, { title: event.currentTarget.value })} />
          </label>
          {piece.text !== undefined ? (
            <label class="long">
              <span>{t("hw.piece_text")}</span>
              <textarea rows={4} maxLength={4000} value={piece.text} required onInput={(event) => change(no, { text: event.currentTarget.value })} />
            </label>
          ) : null}
          {piece.link !== undefined ? (
            <label class="long">
              <span>{t("hw.piece_link")}</span>
              <input type="url" value={piece.link} maxLength={500} pattern={LINK} placeholder="https://" required onInput={(event) => change(no, { link: event.currentTarget.value })} />
            </label>
          ) : null}
          {piece.media ? <p class="hint">{t("hw.piece_file")}</p> : null}
          <button type="button" class="quiet danger" onClick={() => onMaterial(material.filter((_, at) => at !== no))}>
            {t("hw.piece_remove")}
          </button>
        </div>
      ))}
      {error.value ? <Trouble error={error.value} /> : null}
      {material.length < MOST ? (
        <p class="row">
          <button type="button" class="button" onClick={() => add({ title: "", text: "" })}>
            {t("hw.add_text")}
          </button>
          <button type="button" class="button" onClick={() => add({ title: "", link: "" })}>
            {t("hw.add_link")}
          </button>
          <label class="button">
            {busy.value || t("hw.add_file")}
            <input class="unseen" type="file" accept={ACCEPT} disabled={busy.value !== ""} onChange={(event) => void take(event.currentTarget)} />
          </label>
        </p>
      ) : null}
    </fieldset>
  );
}
