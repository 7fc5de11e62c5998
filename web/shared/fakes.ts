// A browser for tests, as little of it as the line and the student's game ask for. Test code only.
import { vi } from "vitest";

export class FakeSocket {
  static all: FakeSocket[] = [];
  static get last(): FakeSocket {
    return FakeSocket.all[FakeSocket.all.length - 1]!;
  }

  readyState = 0;
  said: Record<string, unknown>[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor(readonly url: string) {
    FakeSocket.all.push(this);
  }

  send(text: string): void {
    this.said.push(JSON.parse(text) as Record<string, unknown>);
  }

  close(): void {
    this.readyState = 3;
  }

  // The other end, from here on.

  opens(): this {
    this.readyState = 1;
    this.onopen?.();
    return this;
  }

  says(...frames: object[]): this {
    for (const frame of frames) this.onmessage?.({ data: JSON.stringify(frame) });
    return this;
  }

  breaks(): this {
    this.readyState = 3;
    this.onclose?.();
    return this;
  }

  /** What was said, without the heartbeat. */
  get words(): Record<string, unknown>[] {
    return this.said.filter(({ t }) => t !== "ping" && t !== "echo");
  }
}

/** Fresh globals and fake timers; `page` takes the page's events, `doc` the document's. */
export function fakeBrowser() {
  FakeSocket.all = [];
  const page = new EventTarget();
  const doc = Object.assign(new EventTarget(), { visibilityState: "visible", documentElement: { lang: "" } });
  const storage = new Map<string, string>();
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("document", doc);
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("location", { protocol: "http:", host: "192.168.1.5:8080" });
  vi.stubGlobal("navigator", { languages: ["de-DE"] });
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => void storage.set(key, value),
    removeItem: (key: string) => void storage.delete(key),
  });
  vi.useFakeTimers({ now: 1_000_000 });
  return { page, doc, storage };
}

export function realBrowser(): void {
  vi.useRealTimers();
  vi.unstubAllGlobals();
}
