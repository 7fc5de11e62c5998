// The part of @preact/signals-core that the student's page uses, in a fifth of its size; the build puts this in its
// place. A computed value is worked out at once, not when it is read: an effect may run once more than needed, and
// ends with the same picture. Under test and in other pages the same code runs on the real one.

interface Effect {
  run: () => void;
  sources: Set<Set<Effect>>;
}

let running: Effect | undefined;
let depth = 0;
const due = new Set<Effect>();

class Signal<T> {
  private readonly readers = new Set<Effect>();

  constructor(private now: T) {}

  get value(): T {
    if (running) {
      this.readers.add(running);
      running.sources.add(this.readers);
    }
    return this.now;
  }

  set value(next: T) {
    if (next === this.now) return;
    this.now = next;
    this.readers.forEach((reader) => due.add(reader));
    batch(() => {});
  }

  peek(): T {
    return this.now;
  }

  subscribe(hear: (value: T) => void): () => void {
    return effect(() => {
      const { value } = this;
      const reader = running;
      running = undefined;
      hear(value);
      running = reader;
    });
  }
}

export function signal<T>(value: T): Signal<T> {
  return new Signal(value);
}

export function computed<T>(work: () => T): Signal<T> {
  const result = new Signal<T>(undefined as T);
  effect(() => void (result.value = work()));
  return result;
}

/** Effects run once, after the outermost batch. */
export function batch<T>(change: () => T): T {
  depth++;
  try {
    return change();
  } finally {
    if (!--depth) {
      for (const one of due) {
        due.delete(one);
        one.run();
      }
    }
  }
}

/** Runs now and after each change of what it read; what it returned is called before the next run. */
export function effect(work: () => void | (() => void)): () => void {
  let clean: void | (() => void);
  const drop = () => {
    self.sources.forEach((readers) => readers.delete(self));
    self.sources.clear();
    due.delete(self);
    clean?.();
  };
  const self: Effect = {
    sources: new Set(),
    run: () =>
      batch(() => {
        drop();
        const outer = running;
        running = self;
        try {
          clean = work();
        } finally {
          running = outer;
        }
      }),
  };
  self.run();
  return drop;
}
