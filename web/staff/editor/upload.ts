// The way of a picture, sound or film from the teacher to the server and into a question. What a file is the server says.
import { useSignal, type Signal } from "@preact/signals";
import { ApiError, keepMedia } from "../api";
import { refused } from "../load";
import type { Fields } from "./doc";
import { withPicture } from "./question";

const MOST_BYTES = 40 * 1024 * 1024;

export interface Upload {
  /** The name of the file that is on its way; "" for none. */
  busy: Signal<string>;
  error: Signal<ApiError | undefined>;
  /** A picture for option `option` (from 0), or anything for the question. */
  take: (files: readonly File[], option?: number) => void;
}

/** `onMedia` changes the question as it is when the file has come. */
export function useUpload(onMedia: (change: (now: Fields) => Fields) => void): Upload {
  const busy = useSignal("");
  const error = useSignal<ApiError | undefined>(undefined);
  const send = async (file: File, option: number | undefined): Promise<void> => {
    busy.value = file.name;
    error.value = undefined;
    try {
      if (file.size > MOST_BYTES) throw new ApiError(413, { code: "media_big", message: "At most 40 MiB." });
      const { kind, name } = await keepMedia(await file.arrayBuffer());
      onMedia((now) => (option !== undefined && kind === "picture" ? withPicture(now, option, name) : { [kind]: name }));
    } catch (reason) {
      error.value = refused(reason);
    } finally {
      busy.value = "";
    }
  };
  return { busy, error, take: ([file], option) => void (file && !busy.peek() && send(file, option)) };
}
