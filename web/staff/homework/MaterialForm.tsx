// What students are to read, hear or watch first: a text, a link, or a file, each with a title. The list is its caller's.
import { useRef } from "preact/hooks";
import { t } from "../../shared/i18n";
import type { Material } from "../../shared/protocol.gen";
import { Trouble } from "../Trouble";
import { useFile } from "../useFile";

const MOST = 12;
const ACCEPT = "image/*,audio/*,video/mp4,video/webm";
const LINK = "https?://[^\\s]+";

interface Props {
  material: Material[];
  onMaterial: (material: Material[]) => void;
}

export function MaterialForm({ material, onMaterial }: Props) {
  const { busy, error, send } = useFile();
  // A file comes later than it was chosen: it is put to what has been written meanwhile.
  const latest = useRef(material);
  latest.current = material;
  const change = (no: number, part: Partial<Material>): void =>
    onMaterial(material.map((piece, at) => (at === no ? { ...piece, ...part } : piece)));
  const add = (piece: Material): void => onMaterial([...latest.current, piece]);
  const take = (input: HTMLInputElement): void => {
    const [file] = input.files ?? [];
    input.value = "";
    if (file) void send(file, ({ name }) => add({ title: file.name.replace(/\.\w+$/, "").slice(0, 120), media: name }));
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
            <input class="unseen" type="file" accept={ACCEPT} disabled={busy.value !== ""} onChange={(event) => take(event.currentTarget)} />
          </label>
        </p>
      ) : null}
    </fieldset>
  );
}
