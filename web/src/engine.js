// The engine: Oxigraph in WebAssembly over the graph of the site. As a worker it answers messages; else it is a module.
import initialize, { Store } from "oxigraph";

// Starts the engine from the bytes of its WebAssembly.
export async function start(wasm) {
  await initialize({ module_or_path: wasm });
}

// Makes a store of TriG in which a graph begins and ends with a line of its own: in its default graph each triple once, and
// with `withGraphs` in those, too. Blank nodes are the same in both, since one text is read.
export function open(trig, withGraphs) {
  const store = new Store();
  const triples = trig.replace(/^(?:\S+ \{|\})$/gm, "");
  store.load(withGraphs ? `${triples}\n${trig}` : triples, { format: "application/trig", lenient: true });
  return store;
}

// Answers a query: SPARQL results in JSON, or N-Triples for CONSTRUCT and DESCRIBE.
export function answer(store, query) {
  const found = JSON.parse(store.query(query, { results_format: "json" }));
  return Array.isArray(found) ? { triples: store.query(query).map((quad) => `${quad} .\n`).join("") } : found; // JSON-LD
}

// Adds what the things in rows are called, by IRI.
function labels(store, { results }) {
  const things = new Set((results?.bindings ?? []).flatMap(Object.values).filter(({ type }) => type === "uri").map(({ value }) => `<${value}>`));
  const named = store.query(`SELECT ?thing ?label { VALUES ?thing { ${[...things].join(" ")} }
    ?thing <http://www.w3.org/2000/01/rdf-schema#label>|<http://www.w3.org/2004/02/skos/core#prefLabel> ?label }`);
  return Object.fromEntries(named.map((row) => [row.get("thing").value, row.get("label").value]));
}

async function unpacked(name) {
  const answer = await fetch(new URL(name, import.meta.url));
  if (!answer.ok) throw new Error(`${name} cannot be read (${answer.status})`);
  // A host may unpack it on the way, and say so.
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}

if (typeof WorkerGlobalScope !== "undefined" && self instanceof WorkerGlobalScope) {
  let graph;
  const stores = {};
  const read = async () => {
    const [wasm, text] = await Promise.all(["oxigraph.wasm.gz", "graph.trig.gz"].map(unpacked));
    await start(wasm);
    return new TextDecoder().decode(text);
  };
  self.onmessage = async ({ data: { query } }) => {
    try {
      const text = await (graph ??= read());
      const withGraphs = /\b(graph|from)\b/i.test(query);
      const store = stores.true ?? (stores[withGraphs] ??= open(text, withGraphs));
      self.postMessage({ isReady: true });
      const found = answer(store, query);
      self.postMessage({ found, labels: labels(store, found) });
    } catch (error) {
      self.postMessage({ error: String(error.message ?? error) });
    }
  };
}
