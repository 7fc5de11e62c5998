// The document that is edited and the server's copy of it: owns both, what is not saved yet, undo and redo, and how
// a change from elsewhere comes in. Knows no page; time, network and storage are given to it.
import { computed, signal } from "@preact/signals-core";
import type { DraftPage, Edit, FieldFault, Saved } from "../../shared/protocol.gen";
import { ApiError } from "../api";
import { diff, merge, toEdit, type Change, type Conflict, type Doc } from "./doc";
import { did, EMPTY, redo, undo, type History } from "./history";
import type { Keep } from "./keep";

export interface World {
  load(): Promise<DraftPage>;
  save(version: number, edit: Edit): Promise<Saved>;
  keep: Keep;
  /** Tells other pages of this browser that the bank has this version. */
  tell(version: number): void;
  now(): number;
  fresh(): string;
  /** Calls back after so many ms; returns how to call it off. */
  later(ms: number, what: () => void): () => void;
}

/** "kept": the server cannot be reached, this browser has it. "refused": it will never take it. "gone": deleted. */
export type State = "saved" | "saving" | "kept" | "refused" | "gone" | "out";

const PAUSE_MS = 400;
const AGAIN_MS = [1_000, 2_000, 4_000, 8_000, 15_000];

export class Saver {
  readonly doc = signal<Doc | null>(null);
  readonly state = signal<State>("saved");
  readonly faults = signal<Partial<Record<string, FieldFault[]>>>({});
  readonly conflicts = signal<readonly Conflict[]>([]);
  readonly refusal = signal("");
  /** False: this browser keeps nothing, so that an unsaved page must not be left. */
  readonly keeps = signal(true);
  readonly #history = signal<History>(EMPTY);
  readonly canUndo = computed(() => this.#history.value.done.length > 0);
  readonly canRedo = computed(() => this.#history.value.undone.length > 0);

  readonly #bank: string;
  readonly #world: World;
  /** What the server has, at `#version`. */
  #base: Doc | null = null;
  #version = 0;
  #sending: Promise<void> | null = null;
  #failures = 0;
  #callOff: () => void = () => undefined;

  constructor(bank: string, world: World) {
    this.#bank = bank;
    this.#world = world;
  }

  /** Also again, for what others have changed. Raises ApiError. */
  async open(): Promise<void> {
    await this.#sending;
    const page = await this.#world.load();
    if (page.version < this.#version) return; // A save was quicker.
    const left = this.#world.keep.take(this.#bank);
    this.#adopt(page);
    for (const { change } of left) this.#merge(change, this.doc.value ?? (page.draft as Doc));
    this.#keep();
    if (this.#unsaved()) this.#soon(0);
    else this.state.value = "saved";
  }

  /** `key` names the place, so that letters typed there are undone together; `focus` the question. */
  edit(next: Doc, key = "", focus = ""): void {
    if (!this.doc.value) return;
    const change = diff(this.doc.value, next);
    if (!change) return;
    this.#history.value = did(this.#history.value, { change, key, focus, at: this.#world.now() });
    this.#show(next);
  }

  /** The question that it was about, null if there was nothing to undo. */
  undo(): string | null {
    return this.#turn(undo);
  }

  redo(): string | null {
    return this.#turn(redo);
  }

  /** Another page has saved this version. */
  heard(version: number): void {
    if (version > this.#version && !this.#sending) void this.open().catch(() => undefined);
  }

  /** The network may be back: do not wait for the next attempt. */
  hurry(): void {
    if (this.#unsaved() && this.state.value !== "refused") this.#soon(0);
  }

  /** True when the server has everything. */
  async settled(): Promise<boolean> {
    this.#callOff();
    for (let tries = 0; tries < 3 && this.#unsaved(); tries++) await this.#send();
    return !this.#unsaved();
  }

  resolve(conflict: Conflict): void {
    this.conflicts.value = this.conflicts.value.filter((one) => one !== conflict);
  }

  close(): void {
    this.#callOff();
    if (this.#unsaved()) void this.#send();
  }

  #turn(way: typeof undo): string | null {
    const doc = this.doc.value;
    const turned = doc && way(this.#history.value, doc);
    if (!turned) return null;
    this.#history.value = turned.history;
    this.#show(turned.doc);
    return turned.focus;
  }

  #show(doc: Doc): void {
    this.doc.value = doc;
    this.#keep();
    if (this.state.value === "saved") this.state.value = "saving";
    this.#soon(PAUSE_MS);
  }

  #unsaved(): boolean {
    return this.#base !== null && this.doc.value !== null && diff(this.#base, this.doc.value) !== null;
  }

  #keep(): void {
    const change = this.#base && this.doc.value && diff(this.#base, this.doc.value);
    this.keeps.value = this.#world.keep.put(this.#bank, change ? { version: this.#version, change } : null);
  }

  #soon(ms: number): void {
    this.#callOff();
    this.#callOff = this.#world.later(ms, () => void this.#send());
  }

  #send(): Promise<void> {
    this.#sending ??= this.#attempt().finally(() => {
      this.#sending = null;
      if (this.state.value === "saving") this.#soon(this.#unsaved() ? PAUSE_MS : 0);
    });
    return this.#sending;
  }

  async #attempt(): Promise<void> {
    const sent = this.doc.value;
    const change = this.#base && sent && diff(this.#base, sent);
    if (!change || !sent) {
      this.state.value = "saved";
      return;
    }
    this.state.value = "saving";
    try {
      const saved = await this.#world.save(this.#version, toEdit(change));
      this.#base = sent;
      this.#version = saved.version;
      this.faults.value = { ...this.faults.value, ...saved.faults };
      this.#failures = 0;
      this.#keep();
      this.#world.tell(saved.version);
      if (!this.#unsaved()) this.state.value = "saved";
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#failed(error);
    }
  }

  #failed(error: ApiError): void {
    if (error.status === 409 && error.page) {
      this.#adopt(error.page);
      if (!this.#unsaved()) this.state.value = "saved";
    } else if (error.status === 404) {
      this.state.value = "gone";
    } else if (error.status === 401) {
      this.state.value = "out";
    } else if (error.status === 400 || error.status === 413 || error.status === 415) {
      this.refusal.value = error.code;
      this.state.value = "refused";
    } else {
      this.state.value = "kept";
      const wait = AGAIN_MS[Math.min(this.#failures, AGAIN_MS.length - 1)] ?? 15_000;
      this.#failures += 1;
      this.#soon(wait);
    }
  }

  /** The server's newest, with what is unsaved here on top of it. */
  #adopt(page: DraftPage): void {
    const theirs = page.draft as Doc; // The server writes every field.
    const mine = this.#base && this.doc.value && diff(this.#base, this.doc.value);
    this.#base = theirs;
    this.#version = page.version;
    this.faults.value = page.faults;
    if (mine) this.#merge(mine, theirs);
    else this.doc.value = theirs;
    this.#keep();
  }

  #merge(mine: Change, theirs: Doc): void {
    const { doc, conflicts } = merge(mine, theirs, this.#world.fresh);
    this.doc.value = doc;
    this.conflicts.value = [...this.conflicts.value, ...conflicts];
  }
}
