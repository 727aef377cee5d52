"""The pages and files that are generated from the sources of a home: terms, entities, questions, tables, context.

`thbgraph check` loads this file in a checkout, to tell which of them are not current.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from thbgraph.building import homes
from thbgraph.building.sources import Statement
from thbgraph.checking.listed import missing_terms
from thbgraph.files.questions import Question
from thbgraph.words import vocabulary as thb
from thbgraph.words.facts import Facts
from thbgraph.words.licences import LICENCES, NO_LICENCE
from thbgraph.words.namespaces import EDITORS, ID, PREFIXES, RDF_TYPE, THB
from thbgraph.words.terms import short

_DCTERMS, _OWL, _RDFS, _SKOS = (PREFIXES[name] for name in ("dcterms", "owl", "rdfs", "skos"))


_KINDS = (
    ("Classes", {_OWL + "Class"}),
    ("Properties between things", {_OWL + "ObjectProperty"}),
    ("Properties with values", {_OWL + "DatatypeProperty"}),
)


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
        "Terms of acts, statuses, statements and sources: terms that this page or model.md names",
        {term: facts for term, facts in defined.items() if short(term) in named},
    )
    listed = {term: facts for term, facts in said.items() if _SKOS + "inScheme" in facts}
    lines += ["## Kinds", "", "| of | kinds |", "|---|---|"]
    for scheme in sorted({facts[_SKOS + "inScheme"][0] for facts in listed.values()}):
        members = [short(term) for term, facts in listed.items() if facts[_SKOS + "inScheme"] == [scheme]]
        lines.append(f"| `{scheme}` | {', '.join(f'`{member}`' for member in sorted(members))} |")
    return between(text, "terms", "\n".join(lines) + "\n")


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
        "given to another thing nor, once released, deleted; one that is no longer used gets `owl:deprecated true` and",
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
        "`thbgraph ask NAME name=value ... [--cite]`; its golden answer is in `queries/answers/`, and its",
        "header says what every answer must hold ([question-headers.md](question-headers.md)).",
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


def between(text: str, name: str, made: str) -> str:
    before, begin, rest = text.partition(f"<!-- {name}: written by make docs -->\n")
    _, end, after = rest.partition(f"<!-- /{name} -->")
    return f"{before}{begin}{made}{end}{after}"


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
    organization, role, start = (
        PREFIXES["org"] + "organization", PREFIXES["org"] + "role", PREFIXES["schema"] + "startDate",
    )  # fmt: skip
    facts = Facts(data, {organization, role, start, _SKOS + "altLabel", _SKOS + "prefLabel"})
    dated: dict[str, bool] = {}
    for fact in facts.with_property(organization):
        is_member = THB + "Member" in facts.texts(fact.thing, role)
        if is_member:
            dated[fact.text] = dated.get(fact.text, False) or bool(facts.about(fact.thing).get(start))
    names = sorted(_short_name(facts, group) for group, is_dated in dated.items() if not is_dated)
    before, begin, rest = text.partition("<!-- undated: written by make docs -->")
    _, end, after = rest.partition("<!-- /undated -->")
    listed = " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
    return f"{before}{begin}Members of {listed} have no dates in the lists that name them{end}{after}"


#: The terms of tables that name no licence, by the words with which their metadata begin.
_RIGHTS = {
    NO_LICENCE: (
        "Facts from public pages and datasets that state no licence, or a share-alike or GPL one of which only facts "
        "were taken; nothing is licensed here"
    ),
    "© European Union": "Names from tables of the European Union, reuse under Commission Decision 2011/833/EU",
}


def _terms(rights: str) -> str:
    """Returns in full under which terms a table stands, by what its metadata say."""
    if rights in LICENCES:
        return f"{LICENCES[rights].title} (SPDX: {LICENCES[rights].spdx})"
    return next((terms for said, terms in _RIGHTS.items() if rights.startswith(said)), rights)


def licence(text: str, root: Path) -> str:
    """Returns the licence of the data with the tables listed by the terms that their metadata state."""
    tables: dict[str, list[str]] = {_terms(rights): [] for rights in (*_RIGHTS, *LICENCES)}
    for path in sorted((root / "data/tables").glob("*.csv-metadata.json")):
        tables.setdefault(_terms(_rights(path)), []).append(path.name.removesuffix(".csv-metadata.json"))
    before, start, rest = text.partition("which their sources in the graph name too:\n\n")
    _, end, after = rest.partition("\nThe licence follows.")
    listed = "".join(
        f"{textwrap.fill(terms + ':', 112)}\n"
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


def pages_of(
    root: Path, ontology: Sequence[Statement], data: Sequence[ox.Quad], saved: Iterable[Question]
) -> dict[str, str]:
    """Gives what is generated from what a home states and asks, by path."""

    def text(name: str) -> str:
        return homes.read_text(root, name)

    axioms = [one.quad for one in ontology]
    keys = context(text("ontology/context.jsonld"), axioms)
    return {
        "LICENSE-DATA": licence(text("LICENSE-DATA"), root),
        "ontology/context.jsonld": keys,
        "ontology/plain.jsonld": plain_context(keys),
        "docs/limits.md": limits(text("docs/limits.md"), data),
        "docs/core.md": core(
            text("docs/core.md"),
            text("docs/model.md"),
            (one.quad for one in ontology if one.path == "ontology/core.ttl"),
            (one.quad for one in ontology if one.path != "ontology/core.ttl"),
        ),
        "docs/questions.md": questions(saved),
        "docs/vocabulary.md": vocabulary(axioms),
        "docs/slugs.md": slugs(data),
    }
