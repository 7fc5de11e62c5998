// A line to the server that mends itself: one WebSocket at a time, reconnection, heartbeat, the server's clock.
// Owns when to connect and when to give up on a silent socket; knows no frame but ping, pong, echo and bye.
import { batch, signal, type ReadonlySignal } from "@preact/signals-core";
import { ServerClock } from "./clock";
import type { Bye, Echo, Ping, Pong } from "./protocol.gen";

const PING_MS = 10_000;
const SILENCE_MS = 2_000;
const WAKING_MS = 600; // A page that just woke has reason to doubt its socket, and a new one is cheap.
const ASLEEP_MS = 15_000; // An awake line hears a pong every 10 s: silent for longer, it slept, and its socket is dead.
const UNKNOWN_RTT_MS = 1_500; // Assumed until the first pong: a slow network must not look like a dead one.
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5_000;
const CONNECT_MS = 8_000;
const FRESH_MS = 1_000;

type Timer = ReturnType<typeof setTimeout> | undefined;

interface Ends<In, Out> {
  /** Path of the socket on this page's own host, e.g. "/ws", asked for at each connection. */
  path: () => string;
  /** The first frame on every new socket. Nothing is sent if there is none. */
  greet: () => In | undefined;
  hear: (frame: Exclude<Out, Pong>) => void;
}

/** `In` and `Out` as in the protocol: frames into the server and out of it, e.g. `Line<PlayerIn, PlayerOut>`. */
export class Line<In extends { t: string }, Out extends { t: string }> {
  readonly clock = new ServerClock();
  private readonly _state = signal<"up" | "lost">("lost");
  /** "up" while a socket is open. "lost" also before the first `open` and after `close` or a `bye`. */
  readonly state: ReadonlySignal<"up" | "lost"> = this._state;

  private socket: WebSocket | undefined;
  private wanted = false;
  private tries = 0;
  private began = 0;
  private heard = 0;
  private retry: Timer;
  private beat: Timer;
  private silence: Timer;

  constructor(private readonly ends: Ends<In, Out>) {
    const wake = () => this.wake();
    document.addEventListener("visibilitychange", wake);
    addEventListener("pageshow", wake); // Back from the page cache there is no visibilitychange.
    addEventListener("online", wake);
  }

  /** Connect, and stay connected until `close` or a `bye`. On an open line it changes nothing. */
  open(): void {
    if (this.wanted) return;
    this.wanted = true;
    this.tries = 0;
    this.connect();
  }

  close(): void {
    this.wanted = false;
    this.drop();
  }

  /** False if the line is down: the frame is gone, and the sender decides what to say after the next greeting. */
  send(frame: In | Ping | Echo): boolean {
    if (this.socket?.readyState !== 1) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  private connect(): void {
    this.drop();
    const socket = new WebSocket(
      `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${this.ends.path()}`,
    );
    this.socket = socket;
    this.began = Date.now();
    // A network that swallows packets answers nothing at all, and browsers wait for minutes.
    this.silence = setTimeout(() => this.again(), CONNECT_MS);
    socket.onopen = () => {
      this.quiet();
      this.heard = Date.now();
      this.clock.restart();
      this._state.value = "up";
      const frame = this.ends.greet();
      if (frame) this.send(frame);
      this.ping();
      this.beat = setInterval(() => this.ping(), PING_MS);
    };
    socket.onmessage = (event) => {
      this.quiet();
      this.heard = Date.now();
      const frames = JSON.parse(String(event.data)) as Out | Pong | Bye | (Out | Pong | Bye)[];
      // Frames of one message belong together: what is drawn is never half of a change.
      batch(() => (Array.isArray(frames) ? frames : [frames]).forEach((frame) => this.hear(frame)));
    };
    socket.onclose = () => this.again();
  }

  private hear(frame: Out | Pong | Bye): void {
    this.tries = 0;
    if (frame.t === "pong") {
      const { c, s } = frame as Pong;
      this.send({ t: "echo", s });
      this.clock.sample(c, Date.now(), s);
      return;
    }
    if (frame.t === "bye") this.close();
    else if ("now" in frame) this.clock.hint(frame.now as number);
    this.ends.hear(frame as Exclude<Out, Pong>);
  }

  private ping(patience = SILENCE_MS): void {
    this.send({ t: "ping", c: Date.now() });
    if (!this.silence) {
      this.silence = setTimeout(() => this.connect(), patience + 2 * (this.clock.rtt ?? UNKNOWN_RTT_MS));
    }
  }

  private wake(): void {
    if (!this.wanted || document.visibilityState === "hidden") return;
    if (this._state.value === "up" && Date.now() - this.heard < ASLEEP_MS) this.ping(WAKING_MS);
    // Several of these events come at once, and an attempt from before the sleep is dead: start anew, but only once.
    else if (!this.socket || Date.now() - this.began > FRESH_MS) this.connect();
  }

  /** Try again, a little later each time; jitter keeps a class from coming back in one instant. */
  private again(): void {
    this.drop();
    if (!this.wanted) return;
    const most = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.tries++);
    this.retry = setTimeout(() => this.connect(), most * (0.4 + 0.6 * Math.random()));
  }

  private quiet(): void {
    clearTimeout(this.silence);
    this.silence = undefined;
  }

  /** Let go of the socket without hearing from it again: an old one must never speak for the new one. */
  private drop(): void {
    this.quiet();
    clearTimeout(this.retry);
    clearInterval(this.beat);
    const socket = this.socket;
    this.socket = undefined;
    this._state.value = "lost";
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }
}
