// A button that asks back in its place before it does what cannot be undone. Owns the focus between its two faces;
// knows nothing of what is done.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

interface Words {
  ask: string;
  sure: string;
  yes: string;
  no: string;
}

export function Confirm({ ask, sure, yes, no, onYes }: Words & { onYes: () => void }) {
  const open = useSignal(false);
  const first = useRef<HTMLButtonElement>(null);
  const shown = useRef(false);
  useEffect(() => {
    // Not at the first drawing: focus moves only with the teacher.
    if (open.value || shown.current) first.current?.focus();
    shown.current = open.value;
  }, [open.value]);

  if (!open.value) {
    return (
      <button type="button" class="quiet" ref={first} onClick={() => (open.value = true)}>
        {ask}
      </button>
    );
  }
  return (
    <div
      class="confirm"
      role="group"
      aria-label={ask}
      onKeyDown={(event) => {
        if (event.key === "Escape") open.value = false;
      }}
    >
      <p>{sure}</p>
      <button type="button" class="quiet" ref={first} onClick={() => (open.value = false)}>
        {no}
      </button>
      <button
        type="button"
        class="quiet danger"
        onClick={() => {
          open.value = false;
          onYes();
        }}
      >
        {yes}
      </button>
    </div>
  );
}
