import { expect, test } from "vitest";
import type { DraftPage, Edit } from "../../shared/protocol.gen";
import { ApiError } from "../api";
import { apply, type Doc } from "./doc";
import { chance, edited, question, some } from "./fakes";
import type { Keep, Left } from "./keep";
import { Saver } from "./saver";

/** The server as the tests of the API know it: a version, a document, 409 for who is late. */
class Server {
  version = 1;
  doc: Doc = some([question("a"), question("b")]);
  away: number | null = null;

  page = (): DraftPage => ({ id: "bank", version: this.version, draft: this.doc, faults: {} });

  save(version: number, edit: Edit): number {
    if (this.away !== null) throw new ApiError(this.away, { code: "offline", message: "" });
    if (version !== this.version) throw new ApiError(409, { code: "stale_bank", message: "", page: this.page() });
    const questions = new Map(this.doc.questions.map((one) => [one.id, one]));
    edit.drop?.forEach((id) => questions.delete(id));
    edit.put?.forEach((one) => questions.set(one.id, one));
    const order = edit.order ?? [...questions.keys()];
    expect([...order].sort()).toEqual([...questions.keys()].sort());
    this.doc = { ...this.doc, ...(edit.head as Partial<Doc> | null), questions: order.map((id) => questions.get(id)!) };
    return ++this.version;
  }
}

/** A browser: what its pages keep, each for itself. */
class Memory {
  readonly pages: (Left | null)[] = [];

  page(): Keep {
    const own = this.pages.push(null) - 1;
    return {
      put: (_, left) => {
        this.pages[own] = left && (JSON.parse(JSON.stringify(left)) as Left);
        return true;
      },
      take: () => this.pages.flatMap((left, i) => (left && i !== own ? [((this.pages[i] = null), left)] : [])),
    };
  }

  get left(): Left | null {
    return this.pages.find((one) => one !== null) ?? null;
  }
}

async function page(server: Server, memory = new Memory(), told: number[] = []) {
  const keep = memory.page();
  let due: (() => void) | null = null;
  let ids = 0;
  const saver = new Saver("bank", {
    load: async () => server.page(),
    save: async (version, edit) => ({ version: server.save(version, edit), faults: {} }),
    keep,
    tell: (version) => told.push(version),
    now: () => 0,
    fresh: () => `copy${ids++}`,
    later: (_, what) => {
      due = what;
      return () => (due = null);
    },
  });
  await saver.open();
  /** As if its time had come, until nothing is due. */
  const pass = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) {
      const now: (() => void) | null = due;
      due = null;
      now?.();
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    }
  };
  const type = (id: string, text: string): void =>
    saver.edit({ ...saver.doc.value!, questions: saver.doc.value!.questions.map((one) => (one.id === id ? question(id, text) : one)) });
  return { saver, pass, type };
}

const texts = (doc: Doc | null): unknown[] => doc?.questions.map((one) => (one.fields.text as { kk: string }).kk) ?? [];

test("what is typed is saved soon, and the state says so", async () => {
  const [server, told] = [new Server(), [] as number[]];
  const { saver, pass, type } = await page(server, new Memory(), told);
  expect(saver.state.value).toBe("saved");
  type("a", "сәлем");
  expect(saver.state.value).toBe("saving");
  await pass();
  expect([saver.state.value, texts(server.doc), told]).toEqual(["saved", ["сәлем", ""], [2]]);
});

test("any sequence of steps, undone and redone here and there, ends with the same on both sides", async () => {
  const random = chance(5);
  for (let round = 0; round < 30; round++) {
    const server = new Server();
    const { saver, pass } = await page(server);
    for (let i = 0; i < 30; i++) {
      const what = random(8);
      if (what === 0) saver.undo();
      else if (what === 1) saver.redo();
      else saver.edit(edited(saver.doc.value!, random));
      if (random(3) === 0) await pass();
    }
    await pass();
    expect(server.doc).toEqual(saver.doc.value);
  }
});

test("without a server it is kept in the browser, and a page opened later sends it", async () => {
  const [server, keep] = [new Server(), new Memory()];
  const { saver, pass, type } = await page(server, keep);
  server.away = 0;
  type("a", "жоғалмайды");
  await pass();
  expect(saver.state.value).toBe("kept");
  expect(keep.left?.version).toBe(1);

  // A crash; meanwhile somebody else has changed another question.
  server.away = null;
  server.save(1, { put: [question("b", "theirs")] });
  const later = await page(server, keep);
  await later.pass();
  expect(texts(server.doc)).toEqual(["жоғалмайды", "theirs"]);
  expect([later.saver.state.value, keep.left]).toEqual(["saved", null]);
});

test("an answer that was lost does no harm when the same is sent again", async () => {
  const server = new Server();
  const { saver, pass, type } = await page(server);
  const save = server.save.bind(server);
  let lost = false;
  server.save = (version, edit) => {
    const saved = save(version, edit);
    if (lost) return saved;
    lost = true;
    throw new ApiError(0, { code: "offline", message: "" });
  };
  type("a", "бір рет");
  await pass();
  expect([saver.state.value, texts(server.doc), saver.conflicts.value]).toEqual(["saved", ["бір рет", ""], []]);
});

test("two pages that change different questions both end with both", async () => {
  const server = new Server();
  const [one, two] = [await page(server), await page(server)];
  one.type("a", "one");
  await one.pass();
  two.type("b", "two");
  await two.pass();
  one.saver.heard(server.version);
  await one.pass();
  for (const saver of [one.saver, two.saver]) expect(texts(saver.doc.value)).toEqual(["one", "two"]);
  expect(texts(server.doc)).toEqual(["one", "two"]);
});

test("two pages that change the same question keep both versions and ask", async () => {
  const server = new Server();
  const [one, two] = [await page(server), await page(server)];
  one.type("a", "one");
  await one.pass();
  two.type("a", "two");
  await two.pass();
  expect(texts(server.doc)).toEqual(["one", "two", ""]);
  expect(two.saver.conflicts.value).toEqual([{ of: "question", id: "a", copy: "copy0" }]);
  two.saver.resolve(two.saver.conflicts.value[0]!);
  expect(two.saver.conflicts.value).toEqual([]);
});

test("a page that hears of the other's change while it cannot save keeps both once", async () => {
  const server = new Server();
  const { saver, pass, type } = await page(server);
  const save = server.save.bind(server);
  server.save = () => {
    throw new ApiError(0, { code: "offline", message: "" });
  };
  type("a", "mine");
  await pass();
  save(1, { put: [question("a", "theirs")] });
  for (let i = 0; i < 3; i++) saver.heard(server.version);
  await pass();
  server.save = save;
  saver.hurry();
  await pass();
  expect(texts(server.doc)).toEqual(["theirs", "mine", ""]);
});

test("what the server will never take is not sent for ever, and an undo mends it", async () => {
  const server = new Server();
  const { saver, pass, type } = await page(server);
  server.away = 413;
  type("a", "тым ұзын");
  await pass();
  expect(saver.state.value).toBe("refused");
  server.away = null;
  saver.undo();
  await pass();
  expect([saver.state.value, texts(server.doc)]).toEqual(["saved", ["", ""]]);
});

test("a bank that was deleted elsewhere is said to be gone, and what was typed stays", async () => {
  const [server, keep] = [new Server(), new Memory()];
  const { saver, pass, type } = await page(server, keep);
  server.away = 404;
  type("a", "қалды");
  await pass();
  expect(saver.state.value).toBe("gone");
  server.away = null;
  await saver.open();
  await pass();
  expect([saver.state.value, texts(server.doc)]).toEqual(["saved", ["қалды", ""]]);
});

test("what was left is a change that can be made again on what it was made on", async () => {
  const [server, keep] = [new Server(), new Memory()];
  const { type } = await page(server, keep);
  type("b", "x");
  expect(texts(apply(server.doc, keep.left!.change))).toEqual(["", "x"]);
});
