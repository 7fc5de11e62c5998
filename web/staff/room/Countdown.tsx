// Time that is felt: a band of light across the screen that draws back into its sun. The last ten seconds are
// numbered in the sun, the last five are heard; when it is over and answers may still come, it says so and no more.
// Redraws itself without the page around it.
import { useComputed, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { ReadonlySignal } from "@preact/signals";
import { t } from "../../shared/i18n";
import { tick } from "./sound";

const NUMBERED_S = 10;
const HEARD_S = 5;

interface Props {
  left: ReadonlySignal<number>;
  span: number;
  paused: boolean;
  /** The window is open: the last seconds count. While reading they do not. */
  open: boolean;
}

export function Countdown({ left, span, paused, open }: Props) {
  const band = useRef<HTMLDivElement>(null);
  const seconds = useComputed(() => Math.ceil(left.value / 1000));
  useSignalEffect(() => {
    band.current?.style.setProperty("--part", String(Math.min(1, left.value / Math.max(1, span))));
  });
  const s = seconds.value;
  const heard = useRef(s);
  useEffect(() => {
    if (open && !paused && s < heard.current && s > 0 && s <= HEARD_S) tick(s);
    heard.current = s;
  }, [s, open, paused]);
  const last = open && s <= HEARD_S && !paused;
  return (
    <div class={`band${open ? " open" : ""}${last ? " last" : ""}${paused ? " paused" : ""}`} ref={band}>
      <div class="light" />
      <div class="sun" aria-hidden="true">
        {open && s <= NUMBERED_S ? s : ""}
      </div>
      {open && s <= 0 && !paused ? <p class="finishing">{t("q.finishing")}</p> : null}
      <span class="unseen" role="timer">
        {t("q.seconds", { n: s })}
      </span>
    </div>
  );
}
