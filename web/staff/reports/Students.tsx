// The table of students, sorted by whichever column's heading was pressed last. Owns that order only.
import { useSignal } from "@preact/signals";
import { lang, t } from "../../shared/i18n";
import type { StudentLine } from "../../shared/protocol.gen";
import { clock, compare, number, seconds } from "../format";
import { type Column, type Order, pressed, sorted } from "./figures";

const COLUMNS = ["rank", "name", "points", "right", "answered", "late", "median_ms", "joined_ms", "present_ms"] as const;
/** Told only where anybody has something in them. */
const VOICES = ["questions", "seconded", "spoken", "aloud", "contributed"] as const;
type Voice = (typeof VOICES)[number];

export function Students({ students }: { students: readonly StudentLine[] }) {
  const order = useSignal<Order>({ by: "rank", down: false });
  const rows = sorted(students, order.value, compare(lang.value));
  const voices = VOICES.filter((column) => students.some((student) => student[column] > 0));
  const names = new Map(students.map((student) => [student.seat, student.student || student.name]));
  const late = students.some((student) => student.late > 0);
  return (
    <>
      <div class="scroll card" role="region" aria-label={t("report.table")} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {[...COLUMNS, ...voices].map((column) => (
                <Heading key={column} column={column} order={order.value} onPress={() => (order.value = pressed(order.value, column))} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((student) => (
              <Row key={student.seat} student={student} other={names.get(student.phone) ?? ""} voices={voices} />
            ))}
          </tbody>
        </table>
      </div>
      {voices.length > 0 ? <p class="hint">{t("report.voices_note")}</p> : null}
      {late ? <p class="hint">{t("report.late_note")}</p> : null}
    </>
  );
}

function Heading({ column, order, onPress }: { column: Column; order: Order; onPress: () => void }) {
  const mine = order.by === column;
  return (
    <th scope="col" aria-sort={mine ? (order.down ? "descending" : "ascending") : "none"}>
      <button type="button" onClick={onPress}>
        {t(`col.${column}`)}
        <span class="arrow" aria-hidden="true">
          {mine ? (order.down ? "↓" : "↑") : ""}
        </span>
      </button>
    </th>
  );
}

/** `other`: whose phone the student used too. */
function Row({ student, other, voices }: { student: StudentLine; other: string; voices: readonly Voice[] }) {
  const n = (value: number): string => number(lang.value, value);
  return (
    <tr>
      <td>{n(student.rank)}</td>
      <th scope="row">
        {student.student || student.name}
        {student.student && student.student !== student.name ? <small class="nickname">{student.name}</small> : null}
        {other ? <small class="nickname">{t("hand.with", { name: other })}</small> : null}
        {student.entered > 0 ? <small class="nickname">{t("report.entered", { n: student.entered })}</small> : null}
      </th>
      <td>{n(student.points)}</td>
      <td>{n(student.right)}</td>
      <td>{`${n(student.answered)} / ${n(student.asked)}`}</td>
      <td>{n(student.late)}</td>
      <td>{seconds(lang.value, student.median_ms)}</td>
      <td>{clock(lang.value, student.joined_ms)}</td>
      <td>{n(Math.round(student.present_ms / 60_000))}</td>
      {voices.map((column) => (
        <td key={column}>{n(student[column])}</td>
      ))}
    </tr>
  );
}
