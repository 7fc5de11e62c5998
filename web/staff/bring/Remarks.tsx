// A list of what a file or a format cannot do, question by question: the place, the reason, what to do. The server's
// sentences, in the teacher's language.
import type { RemarkLine } from "../../shared/protocol.gen";
import { grouped } from "./seen";

export function Remarks({ remarks }: { remarks: readonly RemarkLine[] }) {
  return (
    <ol class="remarks">
      {grouped(remarks).map((group) => (
        <li key={`${group.question} ${group.place}`}>
          {group.remarks.map((remark, i) => (
            <p key={i}>
              {remark.place ? <strong>{remark.place}. </strong> : null}
              {remark.problem}{" "}
              {remark.fix === group.remarks[i + 1]?.fix ? null : <span class="fix">{remark.fix}</span>}
            </p>
          ))}
        </li>
      ))}
    </ol>
  );
}
