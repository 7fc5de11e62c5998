// Where a picture can be seen that belongs to what is answered: on a phone it is fetched, opened and kept by a part that
// comes later; in the editor's preview it is where the file is. Knows neither. Comes with the first that needs it.
import { signal } from "@preact/signals-core";
import type { Ask } from "../shared/protocol.gen";

/** The address of the picture of this name, which `key` opens; "" while it is not here. */
export const pictureAt = signal<(name: string, key?: string) => string>(() => "");

/** The picture of option `i`, once it is here; `text` says what it shows, and is seen only as a caption (media.css). */
export function optionPicture(ask: Ask | null | undefined, i: number, text: string) {
  const url = pictureAt.value(ask?.pictures?.[i] ?? "", ask?.keys?.[i]);
  if (!url) return "";
  return ask?.captions ? <img src={url} alt="" /> : <img class="bare" src={url} alt={text} />;
}
