"""Writes the generated pages of docs/ (architecture, vocabulary, slugs, questions, commands) from what they describe.

python docs/generate.py            write them
python docs/generate.py --check    exit 1 when one is not current
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox

import rooms
from thbgraph.building import build, sources
from thbgraph.doors.cli.commands import parser
from thbgraph.files.questions import Question
from thbgraph.words.namespaces import EDITORS, ID, PREFIXES, RDF_TYPE
from thbgraph.words.terms import short

_OWL, _RDFS, _SKOS = PREFIXES["owl"], PREFIXES["rdfs"], PREFIXES["skos"]
_KINDS = (
    ("Classes", {_OWL + "Class"}),
    ("Properties between things", {_OWL + "ObjectProperty"}),
    ("Properties with values", {_OWL + "DatatypeProperty"}),
)


#: argparse lays out help in another way from version to version.
LAID_OUT_BY = (3, 11)


def vocabulary(ontology: Iterable[ox.Quad]) -> str:
    """Lists every term with its definition, its place among the terms, and an example."""
    said: dict[str, dict[str, list[str]]] = {}
    for quad in ontology:
        thing = quad.object
        value = short(thing.value) if isinstance(thing, ox.NamedNode) else thing.value
        said.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(value)
    known = {name for _, names in _KINDS for name in names}
    lines = [
        "# Vocabulary",
        "",
        "Every term that the data uses, generated from `ontology/thb.ttl` (`make docs`). Terms of other",
        "vocabularies are reused by name; nothing is imported from them.",
        "",
    ]
    rest = [
        term
        for term, facts in said.items()
        if _SKOS + "definition" in facts
        and not {_OWL + "Ontology"} & set(_iris(facts))
        and not known & set(_iris(facts))
    ]
    for title, kinds in _KINDS:
        terms = [term for term, facts in said.items() if kinds & set(_iris(facts))]
        lines += [f"## {title}", "", *_entries(terms, said)]
    lines += ["## Individuals", "", *_entries(rest, said)]
    return "\n".join(lines)


def _iris(facts: dict[str, list[str]]) -> list[str]:
    names = facts.get(RDF_TYPE, [])
    return [PREFIXES[name.partition(":")[0]] + name.partition(":")[2] for name in names if ":" in name]


def _entries(terms: list[str], said: dict[str, dict[str, list[str]]]) -> list[str]:
    lines = []
    for term in sorted(terms, key=lambda iri: short(iri).lower()):
        facts = said[term]
        lines += [f"### {short(term)}", "", " ".join(facts[_SKOS + "definition"])]
        relations = [
            (_RDFS + "subClassOf", "a kind of"),
            (_RDFS + "subPropertyOf", "follows to"),
            (_RDFS + "domain", "said of"),
            (_RDFS + "range", "points to"),
            (_OWL + "inverseOf", "inverse"),
        ]
        parts = [f"{words}: {', '.join(sorted(facts[iri]))}" for iri, words in relations if iri in facts]
        if parts:
            lines += ["", "; ".join(parts) + "."]
        lines += [line for example in facts.get(_SKOS + "example", []) for line in ("", f"    {example}")]
        lines.append("")
    return lines


def slugs(data: Iterable[ox.Quad]) -> str:
    """Lists every entity that the editors have declared: slug, class and label."""
    classes: dict[str, str] = {}
    labels: dict[str, str] = {}
    for quad in data:
        if quad.graph_name.value == EDITORS and quad.subject.value.startswith(ID):
            if quad.predicate.value == RDF_TYPE:
                classes[quad.subject.value] = short(quad.object.value)
            elif quad.predicate.value == _SKOS + "prefLabel":
                labels[quad.subject.value] = quad.object.value
    lines = [
        "# Register of slugs",
        "",
        f"The {len(labels)} entities that have a name in the graph, generated from `data/entities/` (`make docs`).",
        "Look here before you coin a slug: the same thing in two passages is one entity. A slug is never",
        "given to another thing, nor deleted; one that is no longer used gets `owl:deprecated true` and",
        "`dcterms:isReplacedBy`.",
        "",
        "| slug | class | label |",
        "|---|---|---|",
    ]
    rows = [f"| {iri.removeprefix(ID)} | {classes[iri]} | {labels[iri]} |" for iri in sorted(labels)]
    return "\n".join([*lines, *rows]) + "\n"


def questions(saved: Mapping[str, Question]) -> str:
    """Lists every question with its parameters, defaults and columns."""
    lines = [
        "# Questions",
        "",
        "Every saved question, generated from `queries/` (`make docs`). Ask one with",
        "`thbgraph ask NAME name=value ... [--cite]`; its golden answer lies in `queries/answers/`, and what",
        "every answer must hold stands in its header ([question-headers.md](question-headers.md)).",
        "",
    ]
    for name, question in saved.items():
        lines += [f"## {name}", "", question.summary, ""]
        if question.description:
            lines += [question.description.strip(), ""]
        if question.params:
            lines += ["| parameter | default | takes |", "|---|---|---|"]
        for param in question.params:
            kind = short(param.wants_class or param.datatype or "")
            default = param.default.replace("UNDEF", "any").replace("|", "\\|")
            lines.append(f"| {param.name} | `{default}` | {kind}: {param.description} |")
        lines += [""] if question.params else []
        lines += ["| column | holds |", "|---|---|"]
        lines += [f"| {column} | {text} |" for column, text in question.columns.items()]
        lines.append("")
    return "\n".join(lines)


def commands() -> str:
    """Gives the help of every command."""
    os.environ["COLUMNS"] = "100"
    top = parser()
    lines = [
        "# Commands",
        "",
        "Generated from the program (`make docs`). Exit codes are listed in [errors.md](errors.md).",
        "",
        *_help("thbgraph", top),
    ]
    for name, command in top._subparsers._group_actions[0].choices.items():  # type: ignore[union-attr]
        lines += _help(f"thbgraph {name}", command)
    return "\n".join(lines)


def _help(name: str, command: argparse.ArgumentParser) -> list[str]:
    lines = [f"## {name}", "", "```text", command.format_help().rstrip(), "```", ""]
    if name != "thbgraph" and command._subparsers is not None:
        for action, parser in command._subparsers._group_actions[0].choices.items():  # type: ignore[union-attr]
            lines += _help(f"{name} {action}", parser)
    return lines


def architecture(text: str) -> str:
    """Returns the page on the architecture with its drawing made anew."""
    before, begin, rest = text.partition("<!-- rooms: written by make docs -->\n")
    _, end, after = rest.partition("<!-- /rooms -->")
    return f"{before}{begin}{rooms.drawing()}\n{end}{after}"


def pages(root: Path) -> dict[str, str]:
    """Gives the generated pages by path; that of the commands only from the Python that wrote it."""
    made = {"docs/commands.md": commands()} if sys.version_info[:2] == LAID_OUT_BY else {}
    return made | {
        "docs/architecture.md": architecture((root / "docs/architecture.md").read_text(encoding="utf-8")),
        "docs/questions.md": questions(build.read_questions(root)),
        "docs/vocabulary.md": vocabulary(s.quad for s in sources.read_ontology(root)),
        "docs/slugs.md": slugs(s.quad for s in sources.read_data(root)),
    }


def main() -> int:
    """Writes the pages that are not current, or with --check only names them (exit 1)."""
    root = Path(__file__).resolve().parents[1]
    stale = {name: text for name, text in pages(root).items() if not _is_current(root / name, text)}
    for name, text in stale.items():
        if "--check" in sys.argv:
            print(f"{name}: not current; run: make docs")
        else:
            (root / name).write_text(text, encoding="utf-8", newline="\n")
            print(f"{name}: written")
    return 1 if stale and "--check" in sys.argv else 0


def _is_current(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    raise SystemExit(main())
