// A place on the page with style sheets of its own, for another page's parts: a phone's or the class screen's. It can be
// looked at, and operated where that is wanted. Owns that wall; knows nothing of what is behind it.
import { useSignal } from "@preact/signals";
import { render, type ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

interface Props {
  class: string;
  sheets: readonly string[];
  live?: boolean;
  children: ComponentChildren;
}

export function Shadow({ class: name, sheets, live = false, children }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const inside = useRef<HTMLElement | null>(null);
  const styled = useSignal(false);
  useLayoutEffect(() => {
    if (!host.current || host.current.shadowRoot) return;
    const root = host.current.attachShadow({ mode: "open" });
    const links = sheets.map((href) => Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
    // The phone's style sheet speaks of "body", and that it is.
    const body = document.createElement("body");
    inside.current = body;
    // Sizes are measured: not before the style sheets are here.
    const loaded = links.map((link) => new Promise((done) => ((link.onload = done), (link.onerror = done))));
    root.append(...links, body);
    void Promise.all(loaded).then(() => (styled.value = true));
    return () => render(null, body);
  }, []);
  const dressed = styled.value; // read here, so that the page is drawn again when they have come
  useLayoutEffect(() => {
    if (inside.current && dressed) render(<>{children}</>, inside.current);
  });
  return <div class={name} ref={host} inert={!live} aria-hidden={live ? undefined : "true"} />;
}
