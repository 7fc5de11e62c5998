// What the forms of several types share: a number to choose, and words for the two ends of a scale. Knows no type.
import { isTable } from "../staff/editor/question";
import { Texts } from "../staff/editor/Texts";
import type { FormProps } from "./editor";

export function Pick({ field, label, from, to, usual, fields, set }: FormProps & { field: string; label: string; from: number; to: number; usual: number }) {
  const value = fields[field];
  return (
    <label class="pick">
      <span>{label}</span>
      <select value={String(value ?? usual)} onChange={(event) => set({ [field]: Number(event.currentTarget.value) }, "")}>
        {Array.from({ length: to - from + 1 }, (_, i) => (
          <option key={i} value={from + i}>
            {from + i}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Words for the least and the most, both optional. */
export function Ends({ low, high, ...props }: FormProps & { low: string; high: string }) {
  return (
    <div class="of-rating">
      {([["low", low], ["high", high]] as const).map(([field, label]) => {
        const value = props.fields[field];
        return (
          <Texts
            key={field}
            {...props}
            label={label}
            field={field}
            value={typeof value === "string" || isTable(value) ? value : {}}
            onText={(next, key) => props.set({ [field]: next }, key)}
          />
        );
      })}
    </div>
  );
}

/** The number in this field, or the usual one. */
export const countOf = (value: unknown, usual: number): number => (typeof value === "number" ? value : usual);
