// What moves and how much: nothing for those who asked for calm. Owns frames and pieces of paper; knows no game.
import { useEffect, useState } from "preact/hooks";
import { calm } from "../../shared/calm";
import { counting } from "./places";

/** A number on its way from `start` to `end` within `ms`, after `wait` ms; `still`: it is there at once. */
export function useCounting(start: number, end: number, ms: number, wait: number, still: boolean): number {
  const [value, setValue] = useState(still ? end : start);
  useEffect(() => {
    if (still || start === end) {
      setValue(end);
      return;
    }
    const began = performance.now() + wait;
    let frame = requestAnimationFrame(function run(now) {
      const part = (now - began) / ms;
      setValue(counting(start, end, part));
      if (part < 1) frame = requestAnimationFrame(run);
    });
    return () => cancelAnimationFrame(frame);
  }, [start, end, ms, wait, still]);
  return value;
}

/** 0, then 1, 2, … each at its time (ms from the start): for things that come one after another; `still`: all are there. */
export function useSteps(times: readonly number[], still: boolean, onStep: (step: number) => void): number {
  const [step, setStep] = useState(still ? times.length : 0);
  useEffect(() => {
    if (still) return;
    const timers = times.map((time, index) =>
      setTimeout(() => {
        setStep(index + 1);
        onStep(index + 1);
      }, time),
    );
    return () => timers.forEach(clearTimeout);
    // The times are a constant of the caller; the steps run once.
  }, []);
  return step;
}

const PIECES = 130;
const FALL_MS = 3_600;

/** Confetti in the colours of the signs: diamonds as on a felt carpet. Falls once and is gone. Returns a way to stop. */
export function confetti(canvas: HTMLCanvasElement): () => void {
  const pen = canvas.getContext("2d");
  if (calm() || pen === null) return () => undefined;
  const style = getComputedStyle(canvas);
  const colours = Array.from({ length: 8 }, (_, i) => style.getPropertyValue(`--o${i}`));
  const width = (canvas.width = canvas.clientWidth);
  const height = (canvas.height = canvas.clientHeight);
  const size = width / 110;
  const pieces = Array.from({ length: PIECES }, (_, i) => ({
    x: width * (0.5 + (Math.random() - 0.5) * 0.3),
    y: height * 0.34,
    vx: (Math.random() - 0.5) * width * 0.75,
    vy: -height * (0.35 + Math.random() * 0.6),
    spin: (Math.random() - 0.5) * 8,
    size: size * (0.6 + Math.random() * 0.7),
    colour: colours[i % 8] ?? "#ffca0f",
  }));
  const began = performance.now();
  let frame = requestAnimationFrame(function run(now) {
    const s = (now - began) / 1000;
    pen.clearRect(0, 0, width, height);
    pen.globalAlpha = Math.min(1, Math.max(0, (FALL_MS / 1000 - s) * 2));
    for (const piece of pieces) {
      // Air slows the flight; then paper sinks at its own pace.
      const flown = (1 - Math.exp(-1.6 * s)) / 1.6;
      const x = piece.x + piece.vx * flown;
      const y = piece.y + piece.vy * flown + height * 0.16 * s * s;
      pen.save();
      pen.translate(x, y);
      pen.rotate(piece.spin * s);
      pen.scale(Math.cos(piece.spin * s * 1.3), 1);
      pen.fillStyle = piece.colour;
      pen.beginPath();
      pen.moveTo(0, -piece.size);
      pen.lineTo(piece.size * 0.62, 0);
      pen.lineTo(0, piece.size);
      pen.lineTo(-piece.size * 0.62, 0);
      pen.fill();
      pen.restore();
    }
    if (s * 1000 < FALL_MS) frame = requestAnimationFrame(run);
    else pen.clearRect(0, 0, width, height);
  });
  return () => cancelAnimationFrame(frame);
}
