// Search as people type, in the form of each page, and the page of results of a site of files.
import { readNames } from "./names.js";

const base = new URL(".", import.meta.url);
let names;
// Names that could not be read are asked for again at the next key.
const known = () =>
  (names ??= readNames(base).catch((error) => {
    names = undefined;
    throw error;
  }));

// Offers what a text may mean below the field, as a combobox (WAI-ARIA Authoring Practices, 3.6).
function offer(field) {
  const list = document.createElement("ul");
  list.id = "found";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Found");
  field.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-controls", "found"], ["aria-expanded", "false"], ["aria-autocomplete", "list"]])
    field.setAttribute(name, value);
  field.autocomplete = "off";
  const options = () => [...list.children];
  const chosen = () => list.querySelector("[aria-selected=true]");

  function show(found) {
    list.replaceChildren(...found.map(option));
    list.hidden = found.length === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
    field.removeAttribute("aria-activedescendant");
  }
  function choose(one) {
    chosen()?.setAttribute("aria-selected", "false");
    one.setAttribute("aria-selected", "true");
    one.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", one.id);
  }
  field.addEventListener("input", async () => {
    const text = field.value;
    const found = text.trim() ? await known().then((all) => all.find(text, 8), () => []) : [];
    if (field.value === text) show(found);
  });
  field.addEventListener("keydown", (event) => {
    const at = options().indexOf(chosen());
    if (event.key === "ArrowDown" && !list.hidden) choose(options()[(at + 1) % options().length]);
    else if (event.key === "ArrowUp" && !list.hidden) choose(options().at(at < 1 ? -1 : at - 1));
    else if (event.key === "Enter" && at >= 0) location.href = chosen().dataset.address;
    else if (event.key === "Escape" && !list.hidden) show([]);
    else return;
    event.preventDefault();
  });
  field.addEventListener("blur", () => show([]));
}

function option(one, number) {
  const line = document.createElement("li");
  line.id = `found-${number}`;
  line.setAttribute("role", "option");
  line.setAttribute("aria-selected", "false");
  line.dataset.address = new URL(one.path, base).href;
  line.append(one.label, kind(one));
  line.addEventListener("mousedown", (event) => {
    event.preventDefault();
    location.href = line.dataset.address;
  });
  return line;
}

function kind(one) {
  const small = document.createElement("small");
  small.textContent = ` ${one.kind}`;
  return small;
}

// Lists what the text of the address finds, on the page that has a place for it.
async function results(place) {
  const text = new URLSearchParams(location.search).get("q")?.trim();
  if (!text) return;
  document.querySelector("form[role=search] input").value = text;
  const found = (await known()).find(text);
  const list = document.createElement("ul");
  list.className = "links";
  list.append(
    ...found.map((one) => {
      const line = document.createElement("li");
      const link = Object.assign(document.createElement("a"), { href: new URL(one.path, base).href, textContent: one.label });
      line.append(link, kind(one));
      return line;
    }),
  );
  place.replaceChildren(found.length > 0 ? list : `Nothing is called “${text}”. Try fewer words, or another spelling.`);
}

document.querySelectorAll("form[role=search] input").forEach(offer);
const place = document.querySelector("[data-results]");
if (place) results(place).catch((error) => (place.textContent = String(error.message)));
