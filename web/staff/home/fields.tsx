// The three fields of the start panel: one of a few, one of a list, on or off. Native controls, so that keyboard and
// screen reader know them. They know nothing of what they set.
import { useId } from "preact/hooks";
import "./fields.css";

interface ChoiceProps<T extends string> {
  name: string;
  legend: string;
  hint: string;
  options: readonly (readonly [T, string])[];
  value: T;
  onChoose: (value: T) => void;
}

export function Choice<T extends string>({ name, legend, hint, options, value, onChoose }: ChoiceProps<T>) {
  const id = useId();
  return (
    <fieldset class="choice" aria-describedby={`${id}-hint`}>
      <legend>{legend}</legend>
      <div class="segments">
        {options.map(([one, label]) => (
          <label key={one}>
            <input type="radio" name={`${id}-${name}`} checked={one === value} onChange={() => onChoose(one)} />
            <span>{label}</span>
          </label>
        ))}
      </div>
      <p class="hint" id={`${id}-hint`} aria-live="polite">
        {hint}
      </p>
    </fieldset>
  );
}

interface PickProps {
  label: string;
  options: readonly (readonly [number, string])[];
  value: number;
  onPick: (value: number) => void;
}

export function Pick({ label, options, value, onPick }: PickProps) {
  return (
    <label class="pick">
      <span>{label}</span>
      <select value={value} onChange={(event) => onPick(Number(event.currentTarget.value))}>
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

interface CheckProps {
  label: string;
  hint?: string;
  on: boolean;
  onTurn: (on: boolean) => void;
}

export function Check({ label, hint, on, onTurn }: CheckProps) {
  return (
    <label class="check">
      <input type="checkbox" checked={on} onChange={(event) => onTurn(event.currentTarget.checked)} />
      <span>
        {label}
        {hint ? <small>{hint}</small> : null}
      </span>
    </label>
  );
}
