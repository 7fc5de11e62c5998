// Matching pairs: each item is given one of the options, which have their signs.
import { t } from "../shared/i18n";
import { SIGNS } from "../shared/signs";
import { Face } from "./single.student";
import type { Play } from "./student";
import { toldPairs } from "./placing.told";
import { Assign, own } from "./student.placing";

export { ready } from "./student.placing";

/** The list of items, each to be given one of the options; `hint` says what for. */
export function SignedAssign({ q, ask, signs, give, hint }: Play & { hint: string }) {
  const options = ask.options ?? [];
  return (
    <Assign
      q={q}
      items={ask.items ?? []}
      count={options.length}
      hint={hint}
      face={(i) => <Face i={i} text={signs ? undefined : options[i]} />}
      option={(i) => ({ class: `o${i}`, label: signs ? `${SIGNS[i]?.letter}, ${options[i]}` : undefined })}
      grid={`options two${signs ? " signs" : ""}`}
      give={give}
    />
  );
}

export const Input = (play: Play) => <SignedAssign {...play} hint={t("match.hint")} />;
export const Own = own(toldPairs);
