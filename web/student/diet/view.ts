// The part of Preact that the student's page uses, in a fifth of its size: the build puts this in Preact's place,
// so that the page fits the first flight of a slow network. Knows elements, attributes, handlers, functions as
// components, fragments, keys, and function refs (called once, in place). It has no hooks, no classes, and does not
// move keyed children. Under test and in other pages the same code runs on Preact itself.

type Props = Record<string, unknown> & { children?: Child; ref?: (element: Element) => void };
interface Node {
  type: string | ((props: Props) => Child);
  props: Props;
  key: unknown;
}
type Child = Node | string | number | boolean | null | undefined | Child[];

/** What stands in one place of the document. A place may be empty: its neighbours keep theirs. */
interface Slot {
  dom: Element | Text;
  type: string;
  key: unknown;
  props: Props;
  slots: Slots;
}
type Slots = (Slot | null)[];

export function jsx(type: Node["type"], props: Props, key?: unknown): Node {
  return { type, props, key };
}
export { jsx as jsxs };

export function Fragment({ children }: Props): Child {
  return children;
}

const roots = new WeakMap<Element, Slots>();
let fresh: (() => void)[] = [];

export function render(child: Child, root: Element): void {
  if (!roots.has(root)) root.textContent = "";
  roots.set(root, patch(root, roots.get(root) ?? [], child));
  const now = fresh;
  fresh = [];
  now.forEach((ref) => ref());
}

/** Components called, fragments opened: only elements, texts and empty places are left. */
function flat(child: Child, key: unknown, into: (Node | string | null)[]): typeof into {
  if (Array.isArray(child)) child.forEach((one) => flat(one, undefined, into));
  else if (child == null || typeof child === "boolean") into.push(null);
  else if (typeof child !== "object") into.push(`${child}`);
  else if (typeof child.type === "function") flat(child.type(child.props), child.key ?? key, into);
  else into.push({ ...child, key: child.key ?? key });
  return into;
}

function patch(parent: Element, old: Slots, child: Child): Slots {
  const wanted = flat(child, undefined, []);
  const slots: Slots = [];
  old.slice(wanted.length).forEach((slot) => slot?.dom.remove());
  let next: ChildNode | null = null;
  for (let i = wanted.length - 1; i >= 0; i--) {
    const node = wanted[i] ?? null;
    const slot: Slot | null = (slots[i] = place(parent, old[i] ?? null, node, next));
    next = slot?.dom ?? next;
  }
  return slots;
}

function place(parent: Element, old: Slot | null, node: Node | string | null, next: ChildNode | null): Slot | null {
  const text = typeof node === "string";
  const type = text ? "" : (node?.type as string);
  const key = text ? undefined : node?.key;
  let slot: Slot | null = old;
  if (!node || old?.type !== type || old.key !== key) {
    old?.dom.remove();
    if (node === null) return null;
    const dom: Element | Text = text
      ? document.createTextNode("")
      : document.createElementNS(type === "svg" ? "http://www.w3.org/2000/svg" : parent.namespaceURI, type);
    slot = { dom, type, key, props: {}, slots: [] };
    parent.insertBefore(dom, next);
    const ref = !text && node.props.ref;
    if (ref) fresh.push(() => ref(dom as Element));
  }
  if (text) (slot!.dom as Text).data = node;
  else if (node) dress(slot!, node.props);
  return slot;
}

function dress(slot: Slot, props: Props): void {
  const element = slot.dom as Element & Record<string, unknown>;
  slot.slots = patch(element, slot.slots, props.children);
  for (const name in { ...slot.props, ...props }) {
    const value = props[name];
    if (name === "children" || name === "ref" || (value === slot.props[name] && name !== "value")) continue;
    if (name.startsWith("on")) element[name.toLowerCase()] = value;
    else if (name in element && value != null && !element.closest("svg")) {
      if (element[name] !== value) element[name] = value;
    } else if (value == null) element.removeAttribute(name);
    else element.setAttribute(name, String(value));
  }
  slot.props = props;
}
