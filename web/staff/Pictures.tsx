// The pictures of a question, small, where it is looked through: before a lesson and in the report. That there is sound or
// a film is said.
import { t } from "../shared/i18n";
import type { Media } from "../shared/protocol.gen";
import { Spot } from "../kinds/spot.view";
import "../kinds/screen.spot.css";
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

interface PlaceProps {
  picture?: string | undefined;
  alt: string;
  regions?: readonly string[] | undefined;
  hits?: readonly number[] | undefined;
  misses?: readonly number[] | undefined;
}

/** A place on a picture: the right regions, and every tap where there are some. */
export function Place({ picture, alt, ...on }: PlaceProps) {
  return picture ? (
    <div class="spotbody">
      <Spot url={mediaUrl(picture)} alt={alt} {...on} />
    </div>
  ) : null;
}

/** Of an option that is a picture; its words stand beside it. */
export function Thumb({ name }: { name?: string | undefined }) {
  return name ? <img class="thumb" src={mediaUrl(name)} alt="" loading="lazy" /> : null;
}
