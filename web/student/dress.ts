// Styles of a part that comes after the first load. Owns nothing but the wait for them.

/** Resolves once the sheet is here, or cannot be had: then the part is plain, and works. */
export function dress(href: string): Promise<void> {
  return new Promise((done) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    link.onload = link.onerror = () => done();
    document.head.append(link);
  });
}
