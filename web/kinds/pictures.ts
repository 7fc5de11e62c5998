// Where a picture can be seen that belongs to what is answered: on a phone it is fetched, opened and kept by a part that
// comes later; in the editor's preview it is where the file is. Knows neither.
import { signal } from "@preact/signals-core";

/** The address of the picture of this name, which `key` opens; "" while it is not here. */
export const pictureAt = signal<(name: string, key?: string) => string>(() => "");
