// SPARQL and the saved questions, answered in the browser by the engine in a worker.
import { readNames } from "./names.js";

const base = new URL(".", import.meta.url);
const DEADLINE = 10_000;
let worker;

// Answers a query within ten seconds; the first also loads the graph.
function ask(query, tell) {
  worker ??= new Worker(new URL("engine.js", base), { type: "module" });
  return new Promise((resolve, reject) => {
    let late;
    worker.onmessage = ({ data }) => {
      if (data.isReady) {
        tell("Asking…");
        late = setTimeout(() => {
          worker.terminate();
          worker = undefined;
          reject(new Error("The query was stopped after ten seconds. Ask for less, or bind more."));
        }, DEADLINE);
        return;
      }
      clearTimeout(late);
      if (data.error) reject(new Error(data.error));
      else resolve(data);
    };
    worker.onerror = (event) => reject(new Error(event.message || "The engine could not be loaded."));
    tell("Loading the graph, once…");
    worker.postMessage({ query });
  });
}

const element = (name, ...content) => {
  const made = document.createElement(name);
  made.append(...content);
  return made;
};

// Draws a result: a table whose things lead to their pages, a truth value, or triples.
function drawn({ found, labels }) {
  if (found.triples !== undefined) return [element("pre", found.triples || "No triples.")];
  if (found.boolean !== undefined) return [element("p", found.boolean ? "yes" : "no")];
  const columns = found.head.vars.filter((name) => found.results.bindings.some((row) => row[name]));
  const table = element("table", element("thead", element("tr", ...columns.map((name) => Object.assign(element("th", spaced(name)), { scope: "col" })))));
  table.className = "rows";
  const rows = found.results.bindings.map((row) =>
    element("tr", ...columns.map((name) => {
      const cell = element("td", ...(row[name] ? [value(row[name], labels)] : []));
      cell.dataset.name = spaced(name);
      return cell;
    })),
  );
  table.append(element("tbody", ...rows));
  const wide = element("div", table);
  Object.assign(wide, { className: "wide", tabIndex: 0 });
  wide.setAttribute("role", "region");
  wide.setAttribute("aria-label", "Answer");
  return [...(rows.length > 0 ? [wide] : []), note(`${rows.length || "No"} ${rows.length === 1 ? "row" : "rows"}`)];
}

function value(term, labels) {
  if (term.type !== "uri") return term.datatype?.endsWith("#date") ? inWords(term.value) : term.value;
  const link = element("a", labels[term.value] ?? term.value.split(/[/#]/).at(-1));
  link.href = address(term.value);
  return link;
}

// What the site has a page of leads there; acts and the like lead by the page that says where they stand.
function address(iri) {
  const home = document.querySelector("[data-iris]").dataset.iris;
  if (!/^https?:/.test(iri)) return "";
  return iri.startsWith(home) ? new URL(iri.slice(home.length), base).href : iri;
}

function inWords(day) {
  const date = new Date(day);
  return isNaN(date) ? day : date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

const spaced = (name) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const note = (text) => Object.assign(element("p", text), { className: "note" });

// Runs what a form asks and draws the answer in its place.
async function run(form, query, remarks) {
  const place = document.querySelector("[data-answer]");
  const tell = (text) => place.replaceChildren(note(text));
  try {
    const asked = await query();
    const result = await ask(asked, tell);
    place.replaceChildren(...drawn(result), ...remarks);
    document.querySelectorAll("[data-default]").forEach((one) => (one.hidden = true));
  } catch (error) {
    place.replaceChildren(Object.assign(element("p", told(error.message)), { className: "open" }));
  }
}

// Says where a query does not parse, without what the engine's grammar has there; the prologue is the first line.
function told(message) {
  const [, line, column] = /^error at (\d+):(\d+)/.exec(message) ?? [];
  return line ? `The query does not parse: line ${line - 1}, column ${column}.` : message;
}

// Binds the parameters of a question: the terms of its blocks `VALUES ?name { ... }` are replaced by others.
async function bound(form) {
  const [names, taken] = await Promise.all([readNames(base), options]);
  let query = document.getElementById("query").textContent;
  for (const field of form.querySelectorAll("input[data-takes]")) {
    const given = field.value.trim();
    if (!given) continue;
    const block = new RegExp(`(VALUES\\s+\\?${field.name}\\s*\\{)([^{}]*)\\}`, "gi");
    const isOpen = block.exec(query)?.[2].trim() === "UNDEF"; // and stays so
    if (isOpen && given.toLowerCase() === "any") continue;
    const term = read(field, given, names, new Set(taken[field.dataset.kind]), form.dataset.iris);
    query = query.replace(block, (_, start) => `${start} ${term} }`);
  }
  return query;
}

function read(field, given, names, taken, home) {
  const said = field.labels[0].firstChild.textContent.trim();
  if (field.dataset.takes === "day") {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(given)) throw new Error(`${said}: expected a day such as 2005-05-03, got ${given}.`);
    return `"${given}"^^<http://www.w3.org/2001/XMLSchema#date>`;
  }
  const fits = (one) => one.path.startsWith("id/") && (field.dataset.takes === "members" || taken.has(one.label));
  const found = names.called(given).filter(fits);
  if (found.length === 1) return `<${home}${(field.dataset.takes === "members" && found[0].group) || found[0].path}>`;
  const near = (found.length > 1 ? found : names.find(given).filter(fits)).slice(0, 3).map((one) => one.label).join("; ");
  const what = found.length > 1 ? "may be any of" : "is not a name that this question takes; did you mean";
  throw new Error(`${said}: ${given} ${near ? `${what} ${near}?` : "is not a name that this question takes."}`);
}

const query = document.querySelector("form[data-sparql]");
const question = document.querySelector("form[data-question]");
// The labels of what questions take, by class.
const options = question && fetch(new URL("options.json", base)).then((answer) => answer.json());
const form = query ?? question;
const text = () => (query ? `${query.dataset.prologue}\n${query.elements.query.value}` : bound(question));
const without = note("Answered in this browser, without the sources of each row; the command line and Python name them.");
const start = () => run(form, async () => text(), [without]);

// Has a field suggest what it takes.
async function suggest(field) {
  const list = element("datalist", ...((await options)[field.dataset.kind] ?? []).map((label) => new Option(label)));
  list.id = `${field.name}-values`;
  field.after(list);
  field.setAttribute("list", list.id);
}

question?.querySelectorAll("input[data-kind]:not([data-kind=''])").forEach(suggest);
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const given = new URLSearchParams(new FormData(form));
  history.replaceState(null, "", `?${given}`);
  start();
});
if (form && location.search.length > 1) {
  for (const [name, given] of new URLSearchParams(location.search)) if (form.elements[name]) form.elements[name].value = given;
  start();
}
