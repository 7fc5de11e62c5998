// The pictures of a question, small, where it is looked through: before a lesson and in the report. That there is sound or
// a film is said.
import { t } from "../shared/i18n";
import type { Media } from "../shared/protocol.gen";
import { mediaUrl } from "./api";

export function Pictures({ media = [] }: { media?: readonly Media[] | undefined }) {
  if (media.length === 0) return null;
  return (
    <p class="pictures">
      {media.map(({ kind, name, alt }) =>
        kind === "picture" ? <img key={name} src={mediaUrl(name)} alt={alt ?? ""} loading="lazy" /> : <span key={name}>{t(`media.${kind}`)}</span>,
      )}
    </p>
  );
}

/** Of an option that is a picture; its words stand beside it. */
export function Thumb({ name }: { name?: string | undefined }) {
  return name ? <img class="thumb" src={mediaUrl(name)} alt="" loading="lazy" /> : null;
}
