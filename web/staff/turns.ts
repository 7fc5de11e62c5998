// What may become of a student's answer from one vote to the next, in the order in which it is told.
import type { Turns } from "../shared/protocol.gen";

export const WAYS = ["stayed_right", "became_right", "became_wrong", "stayed_wrong"] as const satisfies readonly (keyof Turns)[];
