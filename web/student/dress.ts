// The styles of a part that comes later. Owns how they are fetched; knows no part.

/** Resolves when the style sheet is here; also when it cannot be had, for words without styles can still be read. */
export function dressed(href: string): Promise<void> {
  return new Promise((done) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    link.onload = link.onerror = () => done();
    document.head.append(link);
  });
}
