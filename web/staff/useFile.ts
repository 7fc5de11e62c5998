// The way of one file from the teacher's computer to the server. Owns its bound and its faults; what it is for its caller
// knows, what it is the server says.
import { useSignal, type Signal } from "@preact/signals";
import type { MediaLine } from "../shared/protocol.gen";
import { ApiError, keepMedia } from "./api";
import { refused } from "./load";

const MOST_BYTES = 40 * 1024 * 1024;

export interface FileWay {
  /** The name of the file that is on its way; "" for none. */
  busy: Signal<string>;
  error: Signal<ApiError | undefined>;
  /** One at a time: nothing happens while another is on its way. */
  send: (file: File, onKept: (kept: MediaLine) => void) => Promise<void>;
}

export function useFile(): FileWay {
  const busy = useSignal("");
  const error = useSignal<ApiError | undefined>(undefined);
  const send: FileWay["send"] = async (file, onKept) => {
    if (busy.peek()) return;
    busy.value = file.name;
    error.value = undefined;
    try {
      if (file.size > MOST_BYTES) throw new ApiError(413, { code: "media_big", message: "At most 40 MiB." });
      onKept(await keepMedia(await file.arrayBuffer()));
    } catch (reason) {
      error.value = refused(reason);
    } finally {
      busy.value = "";
    }
  };
  return { busy, error, send };
}
