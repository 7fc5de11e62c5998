// Builds the pages that the server sends: `--mode student` and `--mode staff` are two separate passes, so that
// no chunk is ever shared and the student page cannot grow by staff code. Owns names and sizes of what is
// built; knows nothing of what the pages do.
import { readFileSync, renameSync, rmdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const here = dirname(fileURLToPath(import.meta.url));
const PASSES: Record<string, string[]> = { student: ["student"], staff: ["staff", "remote"] };
const TEXT = /\.(html|js|css|svg|json|txt|webmanifest)$/;

/** student/index.html becomes student.html, and every text file gets a .gz beside it for the server to send. */
function finishFiles(): Plugin {
  return {
    name: "saual-finish-files",
    writeBundle(options, bundle) {
      const out = options.dir ?? "";
      for (const written of Object.keys(bundle)) {
        let name = written;
        if (basename(written) === "index.html") {
          name = `${dirname(written)}.html`;
          renameSync(join(out, written), join(out, name));
          rmdirSync(join(out, dirname(written)));
        }
        if (TEXT.test(name)) {
          const file = join(out, name);
          writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
        }
      }
    },
  };
}

/** Vite's loader of chunks waits for style sheets that a chunk may bring. The student's bring none: 1 KB less. */
function plainImports(): Plugin {
  const name = "\0saual-plain-imports";
  return {
    name: "saual-plain-imports",
    enforce: "pre",
    resolveId: (id) => (id.includes("vite/preload-helper") ? name : undefined),
    load: (id) => (id === name ? "export const __vitePreload = (load) => load();" : undefined),
  };
}

/** The student's page must fit the first flight of a slow network: small stand-ins for the parts it uses. */
const DIET = [
  { find: /^preact(\/jsx-runtime)?$/, replacement: join(here, "student/diet/view.ts") },
  { find: /^@preact\/signals-core$/, replacement: join(here, "student/diet/signals.ts") },
];

/** All that the first load of the student's page needs, in one piece: pieces that later parts share with it pack worse. */
const FIRST =
  /student\/(main|app|game|join|play|seat|says|diet\/\w+)\.tsx?|shared\/(i18n|line|clock|countdown|Sign|signs|LangSwitch|words)\.tsx?|kinds\/(student|single\.student)\.tsx?/;

export default defineConfig(({ command, mode }) => {
  const pages = PASSES[mode];
  if (command === "build" && !pages) {
    throw new Error(`Build with --mode ${Object.keys(PASSES).join(" or ")}: "npm run build" does both.`);
  }
  return {
    root: here,
    base: "/",
    publicDir: false,
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
      outDir: join(here, "../server/saual/static"),
      emptyOutDir: mode === "student", // the first pass
      // Cheap phones: what these cannot run is rewritten, in scripts and in styles.
      target: ["es2020", "chrome80", "safari14"],
      cssTarget: ["chrome80", "safari14"],
      // The CSP allows only files of our own: nothing inline, no data: addresses.
      assetsInlineLimit: 0,
      modulePreload: false,
      rollupOptions: {
        input: Object.fromEntries((pages ?? []).map((page) => [page, join(here, page, "index.html")])),
        // What both passes build alike (the editor shows the phone's inputs) is still a file of its own in each.
        output: mode === "student" ? { codeSplitting: { groups: [{ name: "first", test: FIRST }] } } : { chunkFileNames: "assets/[name]-t[hash].js", assetFileNames: "assets/[name]-t[hash][extname]" },
      },
    },
    resolve: { alias: command === "build" && mode === "student" ? DIET : [] },
    plugins: [finishFiles(), ...(mode === "student" ? [plainImports()] : [])],
    test: { include: ["**/*.test.{ts,tsx}"], passWithNoTests: true },
  };
});
