// A typed number, with its unit. The comma and the point both work: the server reads the text.
import { TypedAnswer } from "./short.student";
import type { Play } from "./student";

export { ready } from "./student.survey";

export function Input({ ask, give }: Play) {
  return <TypedAnswer unit={ask.unit} mode="decimal" give={give} />;
}
