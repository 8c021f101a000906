// Bundle the page's TypeScript into one classic script and one style sheet, and run its tests.

import { fileURLToPath } from "node:url";
import { build, defineConfig, type Plugin } from "vite";

const source = fileURLToPath(new URL("../geoincidents/render/page", import.meta.url));
const tests = fileURLToPath(new URL("../tests/page/unit", import.meta.url));
const module = (name: string) => fileURLToPath(new URL(`node_modules/${name}`, import.meta.url));
const alias = ["d3-array", "d3-scale", "d3-time"].map((name) => ({ find: name, replacement: module(name) }));

// The worker travels as text inside the one script: a page from a file cannot fetch a second one.
function inlineWorker(): Plugin {
  return {
    name: "inline-worker",
    resolveId: (id) => (id === "virtual:worker" ? "\0virtual:worker" : null),
    async load(id) {
      if (id !== "\0virtual:worker") return null;
      const made = await build({
        configFile: false,
        logLevel: "warn",
        resolve: { alias, extensions: [".ts", ".mjs", ".js", ".json"] },
        build: {
          write: false,
          target: "es2022",
          lib: { entry: `${source}/worker.ts`, formats: ["iife"], name: "worker" },
        },
      });
      const [first] = Array.isArray(made) ? made : [made];
      if (!first || !("output" in first)) throw new Error("the worker gave no bundle");
      return `export default ${JSON.stringify(first.output[0].code)};`;
    },
  };
}

export default defineConfig({
  plugins: [inlineWorker()],
  resolve: { alias, extensions: [".ts", ".mjs", ".js", ".json"] },
  build: {
    target: "es2022",
    outDir: process.env["PAGE_OUT"] ?? "dist",
    emptyOutDir: true,
    reportCompressedSize: false,
    // No source map: browsers would ask for it.
    sourcemap: false,
    lib: {
      entry: `${source}/main.ts`,
      formats: ["iife"],
      name: "geoincidentsPage",
      fileName: () => "page.js",
      cssFileName: "page",
    },
  },
  test: { globals: true, include: [`${tests}/**/*.test.ts`], root: tests },
});
