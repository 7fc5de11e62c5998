import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Ack, HostIn, HostStage, ProjectorStage, StaffIn, StaffOut, Watch } from "../../shared/protocol.gen";

interface Ends {
  greet: () => StaffIn;
  hear: (frame: StaffOut) => void;
}

/** A line of which the test is the other end. */
const wire = vi.hoisted(() => ({ ends: null as Ends | null, up: true, sent: [] as StaffIn[] }));
vi.mock("../../shared/line", () => ({
  Line: class {
    clock = { now: () => 0 };
    constructor(ends: Ends) {
      wire.ends = ends;
    }
    send(frame: StaffIn): boolean {
      if (wire.up) wire.sent.push(frame);
      return wire.up;
    }
  },
}));

const { RoomLink } = await import("./link");

const commands = (): HostIn[] => wire.sent.filter((frame): frame is HostIn => "id" in frame);
const hear = (frame: StaffOut): void => wire.ends?.hear(frame);
const hello = (version = "1"): void => hear({ t: "hello", room: "r", now: 0, version });

function opened(): InstanceType<typeof RoomLink> {
  const link = new RoomLink("r", "projector", () => "kk");
  hello();
  return link;
}

beforeEach(() => {
  wire.sent = [];
  wire.up = true;
});

describe("a command", () => {
  it("is sent once and done when the server has it", async () => {
    const link = opened();
    const done = link.give({ t: "lock", on: true });
    const [sent] = commands();
    hear({ t: "ack", id: sent!.id } as Ack);
    expect(await done).toBeNull();
    hello();
    expect(commands()).toHaveLength(1);
  });

  it("that the connection swallowed is sent again under the same id", () => {
    const link = opened();
    wire.up = false;
    void link.give({ t: "advance", step: 7 });
    wire.up = true;
    hello();
    hello();
    const [first, second] = commands();
    expect(first).toMatchObject({ t: "advance", step: 7 });
    expect(second).toEqual(first);
  });

  it("that moves the game waits for the one before it", async () => {
    const link = opened();
    const first = link.give({ t: "advance", step: 7 });
    expect(link.moving.value).toBe(true);
    expect(await link.give({ t: "advance", step: 7 })).toBe("not_now");
    hear({ t: "ack", id: commands()[0]!.id, code: "stale" });
    expect(await first).toBe("stale");
    expect(link.moving.value).toBe(false);
    expect(commands()).toHaveLength(1);
  });

  it("about a student does not hold up the game", () => {
    const link = opened();
    void link.give({ t: "kick", seat: 3 });
    expect(link.moving.value).toBe(false);
  });
});

describe("the picture of a room", () => {
  it("asks for its room, view and language first", () => {
    opened();
    expect(wire.ends?.greet()).toEqual({ t: "watch", room: "r", view: "projector", lang: "kk" } satisfies Watch);
  });

  it("is the last stage, the students and the tally as told", () => {
    const link = opened();
    hear({ t: "stage", phase: "answering", step: 4 } as ProjectorStage);
    hear({ t: "seats", all: true, put: [{ no: 1, name: "Ая", on: true }] });
    hear({ t: "tally", n: 1, of: 1 });
    expect(link.stage.value?.step).toBe(4);
    expect(link.seats.value.get(1)?.name).toBe("Ая");
    expect(link.tally.value).toEqual({ n: 1, of: 1 });
  });

  it("has the newest figure on its stage", () => {
    const link = opened();
    hear({ t: "stage", phase: "answering", step: 4 } as HostStage);
    hear({ t: "figure", bars: [{ n: 1 }] });
    expect(link.stage.value).toMatchObject({ step: 4, figure: [{ n: 1 }] });
  });

  it("remembers why the server turned it away", () => {
    const link = opened();
    hear({ t: "bye", code: "not_host" });
    expect(link.ended.value).toBe("not_host");
  });
});
