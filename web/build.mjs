// Bundles the scripts and the type of the site into a folder: node build.mjs [FOLDER]. Needs `npm ci` before.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const folder = process.argv[2] ?? "dist";
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
await build({
  entryPoints: ["search.js", "tools.js", "editor.js", "asking.js", "engine.js", "fonts.css"].map((name) => `src/${name}`),
  outdir: folder,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  loader: { ".woff2": "file" },
  assetNames: "[name]",
  legalComments: "none",
});
// Hosts of files compress WebAssembly seldom; a browser unpacks it (DecompressionStream).
const wasm = await readFile("node_modules/oxigraph/web_bg.wasm");
await writeFile(`${folder}/oxigraph.wasm.gz`, gzipSync(wasm, { level: 9 }));

const { dependencies } = JSON.parse(await readFile("package.json", "utf8"));
const said = await Promise.all(
  Object.keys(dependencies).map(async (name) => {
    const folder = `node_modules/${name}`;
    const { version, license, repository } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
    const file = (await readdir(folder)).find((one) => one.startsWith("LICENSE"));
    const text = file ? `\n${await readFile(`${folder}/${file}`, "utf8")}\n` : "";
    return `${name} ${version}, ${license}, ${repository.url ?? repository}\n${text}`;
  }),
);
await writeFile(`${folder}/licenses.txt`, said.join(""));
