"""Writes what is generated from what it describes: pages of docs/, the JSON-LD context, the head of LICENSE-DATA.

python docs/generate.py            write them
python docs/generate.py --check    exit 1 when one is not current
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import textwrap
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox

import rooms
from thbgraph.answers.formats import FORMATS
from thbgraph.building import homes, sources
from thbgraph.building.questions import read_question_file
from thbgraph.checking.listed import missing_terms
from thbgraph.doors.cli.commands import parser
from thbgraph.files.questions import Question
from thbgraph.words import vocabulary as thb
from thbgraph.words.errors import DataError
from thbgraph.words.facts import Facts
from thbgraph.words.namespaces import EDITORS, ID, PREFIXES, RDF_TYPE, THB
from thbgraph.words.terms import short

_DCTERMS, _OWL, _RDFS, _SKOS = (PREFIXES[name] for name in ("dcterms", "owl", "rdfs", "skos"))
_KINDS = (
    ("Classes", {_OWL + "Class"}),
    ("Properties between things", {_OWL + "ObjectProperty"}),
    ("Properties with values", {_OWL + "DatatypeProperty"}),
)


#: argparse lays out help in another way from version to version.
LAID_OUT_BY = (3, 11)


def vocabulary(ontology: Iterable[ox.Quad]) -> str:
    """Lists every term with its definition, its place among the terms, and an example."""
    said = _said(ontology)
    known = {name for _, names in _KINDS for name in names}
    lines = [
        "# Vocabulary",
        "",
        "Every term that the data uses, generated from `ontology/` (`make docs`). Terms of other",
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


def core(text: str, model: str, ontology: Iterable[ox.Quad], others: Iterable[ox.Quad]) -> str:
    """Returns the page on the core with its tables of terms made anew.

    They hold the terms of the core, and those of the other modules that the page or that on the model names.
    """
    said, lines = _said(ontology), list[str]()
    for title, kinds in _KINDS:
        lines += _table(title, {term: facts for term, facts in said.items() if kinds & set(_iris(facts))})
    named = set(re.findall(r"\b[a-z]+:[A-Za-z_]+", text.partition("<!-- terms")[0] + model))
    defined = {term: facts for term, facts in _said(others).items() if _SKOS + "definition" in facts}
    lines += _table(
        "From the other two files: terms that this page or model.md names",
        {term: facts for term, facts in defined.items() if short(term) in named},
    )
    listed = {term: facts for term, facts in said.items() if _SKOS + "inScheme" in facts}
    lines += ["## Kinds", "", "| of | kinds |", "|---|---|"]
    for scheme in sorted({facts[_SKOS + "inScheme"][0] for facts in listed.values()}):
        members = [short(term) for term, facts in listed.items() if facts[_SKOS + "inScheme"] == [scheme]]
        lines.append(f"| `{scheme}` | {', '.join(f'`{member}`' for member in sorted(members))} |")
    return _between(text, "terms", "\n".join(lines) + "\n")


def _said(ontology: Iterable[ox.Quad]) -> dict[str, dict[str, list[str]]]:
    """Gives what the ontology says of each term, by property, with IRIs written short."""
    said: dict[str, dict[str, list[str]]] = {}
    for quad in ontology:
        thing = quad.object
        value = short(thing.value) if isinstance(thing, ox.NamedNode) else thing.value
        said.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(value)
    return said


def _table(title: str, terms: Mapping[str, Mapping[str, list[str]]]) -> list[str]:
    rows = [
        f"| `{short(term)}` | {''.join(terms[term].get(thb.inverseLabel, []))} | {terms[term][_SKOS + 'definition'][0]} |"
        for term in sorted(terms, key=lambda iri: short(iri).lower())
    ]
    return [f"## {title}", "", "| term | backwards | means |", "|---|---|---|", *rows, ""]


def slugs(data: Iterable[ox.Quad]) -> str:
    """Lists every entity that the editors have declared: slug, class and label."""
    classes: dict[str, str] = {}
    labels: dict[str, str] = {}
    for quad in data:
        if quad.graph_name.value == EDITORS and quad.subject.value.startswith(ID):
            if quad.predicate.value == RDF_TYPE and quad.object.value != thb.Entity:
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


def questions(saved: Iterable[Question]) -> str:
    """Lists every question with its parameters, defaults and columns."""
    lines = [
        "# Questions",
        "",
        "Every saved question, generated from `queries/` (`make docs`). Ask one with",
        "`thbgraph ask NAME name=value ... [--cite]`; its golden answer lies in `queries/answers/`, and what",
        "every answer must hold stands in its header ([question-headers.md](question-headers.md)).",
        "",
    ]
    for question in sorted(saved, key=lambda one: one.name):
        lines += [f"## {question.name}", "", question.summary, ""]
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


def formats(text: str) -> str:
    """Returns the page on formats with its table made anew."""
    rows = ["| format | other names | media types | endings |", "|---|---|---|---|"]
    for one in FORMATS.values():
        cells = (
            ", ".join(f"`{name}`" for name in names) for names in (one.also, one.media_types, one.endings)
        )
        rows.append(f"| `{one.name}` | {' | '.join(cells)} |")
    return _between(text, "formats", "\n".join(rows) + "\n")


def _between(text: str, name: str, made: str) -> str:
    before, begin, rest = text.partition(f"<!-- {name}: written by make docs -->\n")
    _, end, after = rest.partition(f"<!-- /{name} -->")
    return f"{before}{begin}{made}{end}{after}"


def architecture(text: str) -> str:
    """Returns the page on the architecture with its drawing made anew."""
    return _between(text, "rooms", f"{rooms.drawing()}\n")


def context(text: str, ontology: Iterable[ox.Quad]) -> str:
    """Returns the JSON-LD context with a key for each class and property of the ontology, and none for terms that went.

    A key that is there stays as somebody wrote it; a new one has the local name of its term.
    """
    stated = list(ontology)
    known = {short(quad.subject.value) for quad in stated if quad.predicate.value == _SKOS + "definition"}
    keys = json.loads(text)["@context"]
    meanings = {key: meaning if isinstance(meaning, str) else meaning["@id"] for key, meaning in keys.items()}
    kept = {key: keys[key] for key, name in meanings.items() if not name.startswith("thb:") or name in known}
    # What prov:Entity would be called is the key of thb:Entity.
    missing = {short(q.subject.value): q.object.value for q in missing_terms(keys, stated)}
    for name, kind in sorted(missing.items()):
        if name != "prov:Entity":
            is_link = kind == _OWL + "ObjectProperty"
            prefix, _, key = name.partition(":")
            key = key if key not in kept else prefix + key[0].upper() + key[1:]
            kept[key] = {"@id": name, "@type": "@id"} if is_link else name
    return _context_file(kept)


def plain_context(text: str) -> str:
    """Returns the context of plain JSON-LD, made of that of all JSON-LD.

    Texts are maps by language, dates have one key whatever their precision, and links are objects, which have labels.
    """
    keys = json.loads(text)["@context"]
    made: dict[str, object] = {"id": "@id", "type": "@type", "label": keys["label"]}
    for key, meaning in keys.items():
        given = {"@id": meaning} if isinstance(meaning, str) else dict(meaning)
        if given.get("@type") in ("xsd:gYearMonth", "xsd:gYear"):
            continue
        if given.get("@type") in ("@id", "@vocab") and "@container" not in given:
            del given["@type"]
        if given.pop("@language", None):
            given["@container"] = "@language"
        if key not in ("id", "label"):  # the prefix id is not needed: addresses are written in full
            made["kind" if key == "type" else key] = given["@id"] if len(given) == 1 else given
    return _context_file(made)


def _context_file(keys: Mapping[str, object]) -> str:
    lines = (f"    {json.dumps(key)}: {json.dumps(meaning)}" for key, meaning in keys.items())
    return '{\n  "@context": {\n' + ",\n".join(lines) + "\n  }\n}\n"


def _short_name(facts: Facts, thing: str) -> str:
    """Returns the shortest English name of a thing."""
    names = (fact.value for fact in facts.of(thing, _SKOS + "altLabel", _SKOS + "prefLabel"))
    english = [name.value for name in names if isinstance(name, ox.Literal) and name.language == "en"]
    return min(english, key=len, default=short(thing))


def limits(text: str, data: Iterable[ox.Quad]) -> str:
    """Returns the page on limits with the groups named of which no membership has a first day."""
    facts = Facts(data)
    organization, start = PREFIXES["org"] + "organization", PREFIXES["schema"] + "startDate"
    dated: dict[str, bool] = {}
    for fact in facts.with_property(organization):
        is_member = THB + "Member" in facts.texts(fact.thing, PREFIXES["org"] + "role")
        if is_member:
            dated[fact.text] = dated.get(fact.text, False) or bool(facts.about(fact.thing).get(start))
    names = sorted(_short_name(facts, group) for group, is_dated in dated.items() if not is_dated)
    before, begin, rest = text.partition("<!-- undated: written by make docs -->")
    _, end, after = rest.partition("<!-- /undated -->")
    listed = " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
    return f"{before}{begin}Members of {listed} have no dates in the lists that name them{end}{after}"


#: The terms under which tables stand, by what their metadata say.
_TERMS = {
    "facts; no licence stated": (
        "Facts from public pages and datasets that state no licence, or a share-alike or GPL one of which only facts "
        "were taken; nothing is licensed here"
    ),
    "© European Union": "Names from tables of the European Union, reuse under Commission Decision 2011/833/EU",
    "https://opendatacommons.org/licenses/pddl/1-0/": (
        "Open Data Commons Public Domain Dedication and License 1.0 (SPDX: PDDL-1.0)"
    ),
    "https://creativecommons.org/licenses/by/4.0/": (
        "Creative Commons Attribution 4.0 International, by the publishers that the tables name (SPDX: CC-BY-4.0)"
    ),
    "https://opensource.org/license/mit": "The MIT License, after facts in the public domain (SPDX: MIT)",
}


def licence(text: str, root: Path) -> str:
    """Returns the licence of the data with the tables listed by the terms that their metadata state."""
    tables: dict[str, list[str]] = {terms: [] for terms in _TERMS}
    for path in sorted((root / "data/tables").glob("*.csv-metadata.json")):
        rights = _rights(path)
        terms = next((terms for terms in _TERMS if rights.startswith(terms)), None)
        if terms is None:
            raise SystemExit(f"{path.name}: docs/generate.py knows no terms such as {rights!r}; add them")
        tables[terms].append(path.name.removesuffix(".csv-metadata.json"))
    before, start, rest = text.partition("which their sources in the graph name too:\n\n")
    _, end, after = rest.partition("\nThe licence follows.")
    listed = "".join(
        f"{textwrap.fill(_TERMS[terms] + ':', 112)}\n"
        f"{textwrap.fill(' '.join(names), 112, initial_indent='  ', subsequent_indent='  ', break_on_hyphens=False)}\n"
        for terms, names in tables.items()
        if names
    )
    return f"{before}{start}{listed}{end}{after}"


def _rights(metadata: Path) -> str:
    """Returns the licence or rights that a table's metadata state."""
    said = json.loads(metadata.read_text(encoding="utf-8"))
    licence, rights = (said.get(_DCTERMS + name, {}) for name in ("license", "rights"))
    return str(licence.get("@id") or rights.get("@value", ""))


def pages(root: Path) -> dict[str, str]:
    """Gives the generated pages by path; that of the commands only from the Python that wrote it."""
    made = {"docs/commands.md": commands()} if sys.version_info[:2] == LAID_OUT_BY else {}
    keys = context(
        (root / "ontology/context.jsonld").read_text(encoding="utf-8"),
        (s.quad for s in sources.read_ontology(root)),
    )
    return made | {
        "LICENSE-DATA": licence((root / "LICENSE-DATA").read_text(encoding="utf-8"), root),
        "ontology/context.jsonld": keys,
        "ontology/plain.jsonld": plain_context(keys),
        "docs/architecture.md": architecture((root / "docs/architecture.md").read_text(encoding="utf-8")),
        "docs/formats.md": formats((root / "docs/formats.md").read_text(encoding="utf-8")),
        "docs/limits.md": limits(
            (root / "docs/limits.md").read_text(encoding="utf-8"), sources.read_quads(root)
        ),
        "docs/core.md": core(
            (root / "docs/core.md").read_text(encoding="utf-8"),
            (root / "docs/model.md").read_text(encoding="utf-8"),
            (s.quad for s in sources.read_ontology(root) if s.path == "ontology/core.ttl"),
            (s.quad for s in sources.read_ontology(root) if s.path != "ontology/core.ttl"),
        ),
        "docs/questions.md": questions(read_question_file(root, path) for path in homes.question_files(root)),
        "docs/vocabulary.md": vocabulary(s.quad for s in sources.read_ontology(root)),
        "docs/slugs.md": slugs(s.quad for s in sources.read_data(root)),
    }


def main() -> int:
    """Writes the pages that are not current, or with --check only names them (exit 1)."""
    root = Path(__file__).resolve().parents[1]
    try:
        stale = {name: text for name, text in pages(root).items() if not _is_current(root / name, text)}
    except DataError as error:
        raise SystemExit(f"{error}; nothing is written") from None
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
