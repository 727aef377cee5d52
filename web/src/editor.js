// The editor of queries: highlighting, completion of prefixes, terms and things, errors at their place. The text field stays
// what is sent. It lies in a shadow tree, whose style sheets need no leave to stand in the page.
import { autocompletion } from "@codemirror/autocomplete";
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { setDiagnostics } from "@codemirror/lint";
import { Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { basicSetup } from "codemirror";
import { readNames } from "./names.js";

const field = document.getElementById("query");
const base = new URL(".", import.meta.url);
const options = (id) =>
  [...(document.getElementById(id)?.options ?? [])].map(({ value, label }) => ({ label: value, detail: label === value ? "" : label }));
const prefixes = options("prefixes");
const terms = options("terms");
let names;

// Offers prefixes and terms of the ontology, and behind `id:` things by what they are called.
async function complete(context) {
  const word = context.matchBefore(/[\w-]+:?[\w-]*/);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  if (!word.text.startsWith("id:")) return { from: word.from, options: [...prefixes, ...terms], validFor: /^[\w-]*:?[\w-]*$/ };
  const known = await (names ??= readNames(base).catch(() => (names = undefined)));
  const things = known?.find(word.text.slice(3).replaceAll("-", " "), 30) ?? [];
  const found = things.filter(({ path }) => path.startsWith("id/")).map(({ path, label }) => ({ label: `id:${path.slice(3)}`, detail: label }));
  return { from: word.from, options: found, filter: false };
}

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--link)", fontWeight: "600" },
  { tag: tags.variableName, color: "var(--amber)" },
  { tag: [tags.atom, tags.string, tags.literal, tags.namespace, tags.propertyName, tags.meta], color: "var(--name)" },
  { tag: tags.comment, color: "var(--soft)" },
]);
const look = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--paper)", border: "1px solid var(--edge)", borderRadius: "0 0 6px 6px", fontSize: ".9rem" },
  "&.cm-focused": { outline: "3px solid var(--focus)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5" },
  ".cm-content, .cm-gutter": { minHeight: "7rem" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--tint)", color: "var(--soft)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--signed) !important" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--edge)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--sure)", color: "var(--on-sure)" },
  ".cm-completionDetail": { fontFamily: "var(--sans)", fontStyle: "normal", opacity: ".8" },
});

const host = document.createElement("div");
const root = host.attachShadow({ mode: "open" });
const language = StreamLanguage.define(sparql);
const run = () => {
  field.form.requestSubmit();
  return true;
};
field.before(host);
const view = new EditorView({
  doc: field.value,
  root,
  parent: root,
  extensions: [
    Prec.highest(keymap.of([{ key: "Mod-Enter", run }])),
    basicSetup,
    language,
    autocompletion({ override: [complete] }),
    syntaxHighlighting(colours),
    look,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": "Query" }),
    EditorView.updateListener.of((update) => (field.value = update.state.doc.toString())),
  ],
});
field.hidden = true;
document.querySelector(`label[for="${field.id}"]`)?.addEventListener("click", () => view.focus());

const { line, column, wrong } = field.dataset;
if (line) {
  const at = view.state.doc.line(Math.min(Number(line), view.state.doc.lines));
  const from = Math.min(at.from + Number(column) - 1, at.to);
  view.dispatch(setDiagnostics(view.state, [{ from, to: Math.max(from, at.to), severity: "error", message: wrong }]));
}

const write = (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
for (const button of document.querySelectorAll("[data-editor]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    if (button.dataset.editor === "copy") navigator.clipboard?.writeText(view.state.doc.toString());
    else write("");
    view.focus();
  });
}
// In a site of files a saved question fills the editor; on a server its link does.
for (const text of document.querySelectorAll("details > pre.query")) {
  const fill = Object.assign(document.createElement("button"), { type: "button", textContent: "Put into the editor" });
  fill.addEventListener("click", () => {
    write(text.textContent);
    host.scrollIntoView({ block: "center" });
    view.focus();
  });
  text.after(fill);
}
