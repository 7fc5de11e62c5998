// How an option that is a picture is drawn: by a part that comes with the first lesson that has some.
import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import type { Ask } from "../shared/protocol.gen";

export const pictured = signal<(ask: Ask | null | undefined, i: number, text: string) => VNode | string>(() => "");
