// The countdown on the teacher's phone: a thin band and the seconds. Redraws itself without the page around it.
import { useComputed, useSignalEffect, type ReadonlySignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { t } from "../shared/i18n";

export function Clock({ left, span, paused }: { left: ReadonlySignal<number>; span: number; paused: boolean }) {
  const band = useRef<HTMLDivElement>(null);
  const seconds = useComputed(() => Math.ceil(left.value / 1000));
  useSignalEffect(() => {
    if (band.current) band.current.style.transform = `scaleX(${Math.min(1, left.value / Math.max(1, span))})`;
  });
  return (
    <div class="clock">
      <span class="track">
        <span ref={band} />
      </span>
      <b role="timer">{paused ? t("q.paused") : seconds.value > 0 ? t("q.seconds", { n: seconds.value }) : t("q.finishing")}</b>
    </div>
  );
}
