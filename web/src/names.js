// Finds things and questions by their names, in the file `search.json` that the site's writer makes.
import MiniSearch from "minisearch";
import { fold } from "./fold.js";

const OPTIONS = {
  fields: ["names"],
  tokenize: (text) => text.split(/\s+/),
  processTerm: (word) => word,
  searchOptions: {
    prefix: (word) => word.length > 1,
    fuzzy: (word) => (word.length > 3 ? 0.25 : false),
    weights: { fuzzy: 0.3, prefix: 0.7 },
  },
};

export class Names {
  // Takes entries of label, kind, path, folded names and, of a group without members of its own, the path of whose it has.
  constructor(entries) {
    this.entries = entries.map(([label, kind, path, names, group]) => ({ label, kind, path, names, group }));
    this.index = new MiniSearch(OPTIONS);
    this.index.addAll(this.entries.map((one, id) => ({ id, names: one.names.join(" ") })));
  }

  // Returns the entries that have exactly a name, or are at a path.
  called(text) {
    const folded = fold(text);
    return this.entries.filter((one) => one.names.includes(folded) || one.path === text);
  }

  // Returns what a text may mean, the best first: whole names, beginnings, then names with most of the words.
  find(text, most = 20) {
    const folded = fold(text);
    if (!folded) return [];
    const begun = this.entries
      .map((one) => [Math.min(...one.names.filter((name) => name.startsWith(folded)).map((name) => name.length)), one])
      .filter(([length]) => length < Infinity)
      .sort(([one], [other]) => one - other)
      .map(([, one]) => one);
    const all = this.index.search(folded, { combineWith: "AND" });
    const found = all.length > 0 ? all : this.index.search(folded);
    return [...new Set([...this.called(text), ...begun, ...found.map(({ id }) => this.entries[id])])].slice(0, most);
  }
}

// Reads the names of a site, whose scripts lie at its base.
export async function readNames(base) {
  const answer = await fetch(new URL("search.json", base));
  if (!answer.ok) throw new Error(`search.json cannot be read (${answer.status})`);
  return new Names(await answer.json());
}
