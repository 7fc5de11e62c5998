// The question types that come later, each by its name: even their list is more than the first load needs. Adding a type
// adds one line here.
import type { Kind } from "./student";

export const LATER: Record<string, () => Promise<Kind>> = {
  multiple: () => import("./multiple.student"),
  short: () => import("./short.student"),
  number: () => import("./number.student"),
  rating: () => import("./rating.student"),
  wordcloud: () => import("./wordcloud.student"),
  open: () => import("./open.student"),
  scale: () => import("./scale.student"),
  ordering: () => import("./ordering.student"),
  matching: () => import("./matching.student"),
  gaps: () => import("./gaps.student"),
  categorising: () => import("./categorising.student"),
  slider: () => import("./slider.student"),
  hotspot: () => import("./hotspot.student"),
  nps: () => import("./nps.student"),
  brainstorm: () => import("./brainstorm.student"),
};
