// One screen's picture of one room: what the server last said, and the commands that it has not yet confirmed.
// Owns the retry of commands (same id, until acked, over any number of connections); draws nothing.
import { signal, type ReadonlySignal } from "@preact/signals";
import { Formulas, learn } from "../../shared/formula";
import { Drawn } from "../../shared/words";
import { countdown } from "../../shared/countdown";
import { Line } from "../../shared/line";
import type { AskingView, Clock, Code, HostIn, HostStage, Lang, PulseView, SeatView, StaffIn, StaffOut, Tally, Watch } from "../../shared/protocol.gen";
import { merged, type Questions } from "./asked";
import { posted } from "./posts";
import { seated } from "./seats";

/** A host command as a screen gives it; the link names it. */
type Unnamed<C> = C extends HostIn ? Omit<C, "id"> : never;
export type Wish = Unnamed<HostIn>;

interface Waiting {
  command: HostIn;
  done: (code: Code | null) => void;
}

/** Commands that move the game: while one is under way, no other is given. */
const MOVES: ReadonlySet<string> = new Set(["advance", "skip", "pause", "more_time", "twice", "end", "again", "close_room"]);

function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(9));
  return btoa(String.fromCharCode(...bytes));
}

export class RoomLink {
  /** The host's frame has all that the projector's has, so one type serves both views. */
  readonly stage = signal<HostStage | null>(null);
  readonly seats = signal<ReadonlyMap<number, SeatView>>(new Map());
  /** Who would like to come in; known to the host's view alone. */
  readonly waiters = signal<SeatView[]>([]);
  /** The class's list, for the host's view alone. */
  readonly names = signal<readonly string[]>([]);
  /** `waits`: how many would like to. */
  readonly tally = signal<Omit<Tally, "t">>({ n: 0, of: 0 });
  /** Questions of students, as far as this view may know them, and what else there is to them. */
  readonly asked = signal<Questions>(new Map());
  readonly asking = signal<Omit<AskingView, "t">>({});
  /** How it goes for the students, as far as this view may know. */
  readonly pulse = signal<Omit<PulseView, "t">>({});
  readonly unsaved = signal(false);
  /** A game command is on its way. */
  readonly moving = signal(false);
  /** Why the server turned this screen away for good; null while it has not. */
  readonly ended = signal<Code | null>(null);
  /** Ms left of the stage's countdown. */
  readonly left: ReadonlySignal<number>;
  readonly line: Line<StaffIn, StaffOut>;
  private readonly clock = signal<Clock | null>(null);
  private readonly waiting = new Map<string, Waiting>();
  private everybody: ReadonlyMap<number, SeatView> = new Map();
  private version = "";

  constructor(
    private readonly room: string,
    private readonly view: Watch["view"],
    private readonly langOf: () => Lang,
  ) {
    this.line = new Line<StaffIn, StaffOut>({ path: () => `/ws/staff/${this.room}`, greet: () => this.watch(), hear: (frame) => this.hear(frame) });
    this.left = countdown(this.clock, () => this.line.clock.now());
  }

  private watch(): Watch {
    return { t: "watch", room: this.room, view: this.view, lang: this.langOf() };
  }

  /** Another screen took this one's place; take it back. */
  comeBack(): void {
    this.ended.value = null;
    this.line.open();
  }

  /** The language of this screen has changed: ask for the texts again. */
  again(): void {
    this.line.send(this.watch());
  }

  /** Resolves to null once the command is kept, or to the code of the refusal. */
  give(wish: Wish): Promise<Code | null> {
    if (MOVES.has(wish.t)) {
      if (this.moving.value) return Promise.resolve("not_now");
      this.moving.value = true;
    }
    const command = { ...wish, id: newId() } as HostIn;
    return new Promise((done) => {
      this.waiting.set(command.id, { command, done });
      this.line.send(command);
    });
  }

  private hear(frame: Exclude<StaffOut, { t: "pong" }>): void {
    switch (frame.t) {
      case "hello":
        // A newer server brings newer pages.
        if (this.version !== "" && this.version !== frame.version) location.reload();
        this.version = frame.version;
        this.unsaved.value = false; // if it is still so, it is said again
        for (const { command } of this.waiting.values()) this.line.send(command);
        break;
      case "stage":
        if (frame.math) {
          learn(frame.math);
          Drawn.value = Formulas;
        }
        this.stage.value = frame;
        this.clock.value = frame.clock ?? null;
        break;
      case "figure":
        if (this.stage.value !== null) this.stage.value = { ...this.stage.value, figure: frame.bars };
        break;
      case "posts":
        if (this.stage.value !== null) this.stage.value = { ...this.stage.value, ...posted(this.stage.value, frame) };
        break;
      case "seats":
        this.everybody = seated(this.everybody, frame);
        this.seats.value = new Map([...this.everybody].filter(([, seat]) => seat.waits !== true));
        this.waiters.value = [...this.everybody.values()].filter((seat) => seat.waits === true);
        break;
      case "tally": {
        const { t: _, ...tally } = frame;
        this.tally.value = tally;
        break;
      }
      case "asked":
        this.asked.value = merged(this.asked.value, frame);
        break;
      case "asking":
        this.asking.value = frame;
        break;
      case "pulse":
        this.pulse.value = frame;
        break;
      case "roster":
        this.names.value = frame.names;
        break;
      case "notice":
        this.unsaved.value = frame.on;
        break;
      case "ack":
        this.settle(frame.id, frame.code ?? null);
        break;
      case "no":
      case "bye":
        this.ended.value = frame.code;
        break;
    }
  }

  private settle(id: string, code: Code | null): void {
    const one = this.waiting.get(id);
    if (one === undefined) return;
    this.waiting.delete(id);
    this.moving.value = [...this.waiting.values()].some(({ command }) => MOVES.has(command.t));
    one.done(code);
  }
}
