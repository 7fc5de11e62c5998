// The small stand-in for Preact, on a document just big enough for it. (The whole page runs on it in the browser tests.)
import { beforeEach, expect, test, vi } from "vitest";
import { Fragment, jsx, render } from "./view";

class FakeNode {
  parent: FakeElement | null = null;
  remove(): void {
    const rest = this.parent?.kids;
    if (rest) rest.splice(rest.indexOf(this), 1);
    this.parent = null;
  }
}
class FakeText extends FakeNode {
  data = "";
  get html(): string {
    return this.data;
  }
}
class FakeElement extends FakeNode {
  kids: FakeNode[] = [];
  attributes = new Map<string, string>();
  value = "";
  disabled = false;
  onclick: unknown;
  constructor(
    readonly namespaceURI: string,
    readonly name: string,
  ) {
    super();
  }
  set textContent(_: string) {
    this.kids = [];
  }
  insertBefore(node: FakeNode, next: FakeNode | null): void {
    node.parent = this;
    this.kids.splice(next ? this.kids.indexOf(next) : this.kids.length, 0, node);
  }
  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }
  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }
  closest(): FakeElement | null {
    return this.namespaceURI.endsWith("svg") ? this : null;
  }
  get html(): string {
    const dress = [...this.attributes].map(([name, value]) => ` ${name}=${value}`).join("");
    return `<${this.name}${dress}>${this.inner}</${this.name}>`;
  }
  get inner(): string {
    return this.kids.map((kid) => (kid as FakeText).html).join("");
  }
}

let root: FakeElement;
type Tree = Parameters<typeof render>[0];
const show = (tree: Tree) => {
  render(tree, root as unknown as Element);
  return root.inner;
};
const first = () => root.kids[0] as FakeElement;
const h = (type: string, props: object = {}, ...children: Tree[]) => jsx(type, { ...props, children });

beforeEach(() => {
  root = new FakeElement("html", "div");
  vi.stubGlobal("document", {
    createTextNode: () => new FakeText(),
    createElementNS: (space: string, name: string) => new FakeElement(space, name),
  });
  return () => vi.unstubAllGlobals();
});

test("what stood in the page before makes room", () => {
  root.insertBefore(new FakeElement("html", "noscript"), null);
  expect(show(h("p", {}, "a"))).toBe("<p>a</p>");
});

test("elements, texts, numbers, lists and fragments are drawn in their order", () => {
  const Part = () => jsx(Fragment as never, { children: [h("i"), "x", 0] });
  expect(show(h("p", {}, "a", [h("b", {}, "b"), null, false], jsx(Part, {}), "z"))).toBe("<p>a<b>b</b><i></i>x0z</p>");
});

test("the same element stays, with new text, attributes and handlers", () => {
  show(h("p", { class: "a", id: "x", onClick: 1 }, "one"));
  const before = first();
  expect(show(h("p", { class: "b", "aria-pressed": false, onClick: 2 }, "two"))).toBe(
    "<p class=b aria-pressed=false>two</p>",
  );
  expect(first()).toBe(before);
  expect(before.onclick).toBe(2);
});

test("another key or another name makes a new element", () => {
  show(h("p"));
  const before = first();
  show(jsx("p", {}, "k"));
  expect(first()).not.toBe(before);
  expect(show(h("b"))).toBe("<b></b>");
});

test("a component's key holds for what it draws", () => {
  const Part = () => h("p");
  show(jsx(Part, {}, 1));
  const before = first();
  show(jsx(Part, {}, 1));
  expect(first()).toBe(before);
  show(jsx(Part, {}, 2));
  expect(first()).not.toBe(before);
});

test("an empty place keeps its neighbours where and what they are", () => {
  const tree = (middle: Tree) => h("p", {}, h("a"), middle, h("c"));
  show(tree(null));
  const [a, c] = first().kids;
  expect(show(tree(h("b")))).toBe("<p><a></a><b></b><c></c></p>");
  expect([first().kids[0], first().kids[2]]).toEqual([a, c]);
  expect(show(tree(false))).toBe("<p><a></a><c></c></p>");
});

test("what is no longer wanted goes", () => {
  show(h("p", {}, ...["a", "b", "c"].map((name) => h(name))));
  expect(show(h("p", {}, h("a")))).toBe("<p><a></a></p>");
});

test("a field shows the value it is given, whatever was typed meanwhile", () => {
  show(h("input", { value: "1", disabled: true }));
  first().value = "12";
  show(h("input", { value: "1", disabled: false }));
  expect([first().value, first().disabled]).toEqual(["1", false]);
});

test("what is inside an svg is svg, and takes attributes only", () => {
  show(h("svg", { viewBox: "0 0 24 24" }, h("path", { d: "M0 0" })));
  expect((first().kids[0] as FakeElement).namespaceURI).toBe("http://www.w3.org/2000/svg");
  expect(show(h("svg", { value: "x" }))).toBe("<svg value=x></svg>");
});

test("a ref is told once, when its element is in place", () => {
  const told: string[] = [];
  const tree = () => h("p", {}, h("i", { ref: () => told.push(root.inner) }), "after");
  show(tree());
  show(tree());
  expect(told).toEqual(["<p><i></i>after</p>"]);
});
