// The styles of a part that comes later. Owns how they are fetched; knows no part.
const AGAIN_MS = 1_000;

/** Resolves when the style sheet is here; also when it cannot be had yet, for words without styles can still be read. It
 *  is asked for until it has come: the line may be down. */
export function dressed(href: string): Promise<void> {
  return new Promise((done) => {
    const fetch = (): void => {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = href;
      link.onload = () => done();
      link.onerror = () => {
        done();
        link.remove();
        setTimeout(fetch, AGAIN_MS);
      };
      document.head.append(link);
    };
    fetch();
  });
}
