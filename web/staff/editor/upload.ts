// A picture, sound or film that has come to the server goes into a question. What a file is the server says.
import { type FileWay, useFile } from "../useFile";
import type { Fields } from "./doc";
import { withPicture } from "./question";

export interface Upload extends Omit<FileWay, "send"> {
  /** A picture for option `option` (from 0), or anything for the question. */
  take: (files: readonly File[], option?: number) => void;
}

/** `onMedia` changes the question as it is when the file has come. */
export function useUpload(onMedia: (change: (now: Fields) => Fields) => void): Upload {
  const { busy, error, send } = useFile();
  const put = (file: File, option: number | undefined): Promise<void> =>
    send(file, ({ kind, name }) =>
      onMedia((now) => (option !== undefined && kind === "picture" ? withPicture(now, option, name) : { [kind]: name })),
    );
  return { busy, error, take: ([file], option) => void (file && put(file, option)) };
}
