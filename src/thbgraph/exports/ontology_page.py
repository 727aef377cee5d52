"""The ontology as a page for people: one HTML file without scripts, fonts or images from elsewhere.

Classes and properties with their definitions, places and examples, the shapes in words, and the classes drawn
as a tree. What stands in the page comes from the ontology and its shapes; nothing is written twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

import pyoxigraph as ox

from ..answers import html_page
from ..words.namespaces import ONTOLOGY_GRAPH, PREFIXES, RDF_TYPE, THB
from ..words.terms import Term, curie, short
from .class_tree import draw

_DCTERMS, _OWL, _RDF, _RDFS, _SKOS = (PREFIXES[name] for name in ("dcterms", "owl", "rdf", "rdfs", "skos"))
_SH = "http://www.w3.org/ns/shacl#"
#: A message of a shape says what must be, and what to write.
_WRITE = "; write for example: "


class Rule(NamedTuple):
    """What a shape asks for: of the things of which classes, or that have which property; and in words."""

    classes: Sequence[str]
    properties: Sequence[str]
    message: str


class _Facts:
    """Statements by subject and predicate, with the lists among them read out."""

    def __init__(self, triples: Iterable[ox.Triple | ox.Quad]) -> None:
        self._said: dict[Term, dict[str, list[Term]]] = {}
        for triple in triples:
            said = self._said.setdefault(triple.subject, {})
            said.setdefault(triple.predicate.value, []).append(triple.object)

    def subjects(self) -> Iterable[Term]:
        return self._said

    def of(self, subject: Term, predicate: str) -> list[Term]:
        return self._said.get(subject, {}).get(predicate, [])

    def texts(self, subject: Term, predicate: str) -> list[str]:
        return sorted(thing.value for thing in self.of(subject, predicate))

    def text(self, subject: Term, predicate: str) -> str:
        return " ".join(self.texts(subject, predicate))

    def items(self, head: Term) -> list[str]:
        found: list[str] = []
        while self.of(head, _RDF + "first"):
            found.append(self.of(head, _RDF + "first")[0].value)
            head = self.of(head, _RDF + "rest")[0]
        return found

    def of_kind(self, kind: str) -> list[str]:
        node = ox.NamedNode(kind)
        found = [
            term.value
            for term in self._said
            if isinstance(term, ox.NamedNode) and node in self.of(term, RDF_TYPE)
        ]
        return sorted(found, key=lambda iri: (short(iri).partition(":")[2].lower(), iri))


def page(ontology: Sequence[ox.Quad], shapes: Iterable[ox.Triple], version: str) -> str:
    """Makes the page of an ontology and its shapes."""
    facts, rules = _Facts(ontology), list(_rules(_Facts(shapes)))
    classes = facts.of_kind(_OWL + "Class")
    links, things = facts.of_kind(_OWL + "ObjectProperty"), facts.of_kind(_OWL + "DatatypeProperty")
    known = {*classes, *links, *things}
    individuals = [
        term.value
        for term in facts.subjects()
        if isinstance(term, ox.NamedNode) and term.value not in known and facts.of(term, _SKOS + "definition")
    ]
    title = facts.text(ox.NamedNode(ONTOLOGY_GRAPH), _DCTERMS + "title") or "Ontology"
    parts = [
        *_head(title, facts, version),
        f'<h2 id="tree">Classes as a tree</h2>\n<div class="tree">\n{_tree(classes, facts)}\n</div>',
        '<h2 id="classes">Classes</h2>',
        *(_class(iri, facts, rules, [*links, *things]) for iri in classes),
        '<h2 id="links">Properties between things</h2>',
        *(_property(iri, facts, rules) for iri in links),
        '<h2 id="values">Properties with values</h2>',
        *(_property(iri, facts, rules) for iri in things),
        '<h2 id="individuals">Individuals</h2>',
        *(_individual(iri, facts) for iri in sorted(individuals, key=short)),
    ]
    return html_page.page(title, "\n".join(parts) + "\n")


def _head(title: str, facts: _Facts, version: str) -> Iterator[str]:
    node = ox.NamedNode(ONTOLOGY_GRAPH)
    yield f"<h1>{escape(title)}</h1>\n<p>{escape(facts.text(node, _DCTERMS + 'description'))}</p>"
    licences = ", ".join(
        f'<a href="{escape(iri)}">{escape(iri)}</a>' for iri in facts.texts(node, _DCTERMS + "license")
    )
    yield (
        f"<dl><dt>Address</dt><dd><code>{ONTOLOGY_GRAPH}</code></dd>"
        f"<dt>Namespace</dt><dd><code>@prefix thb: &lt;{THB}&gt; .</code></dd>"
        f"<dt>Version</dt><dd>{escape(facts.text(node, _OWL + 'versionInfo') or version)}, OWL 2 RL</dd>"
        f"<dt>Licence</dt><dd>{licences}</dd></dl>"
    )
    yield (
        '<p><a href="#tree">Tree</a> · <a href="#classes">Classes</a> · '
        '<a href="#links">Properties between things</a> · <a href="#values">Properties with values</a> · '
        '<a href="#individuals">Individuals</a></p>\n'
        "<p>Terms of other vocabularies are reused by name; their axioms are not imported. "
        "Under each term stand the rules that data is checked against, in the words in which "
        "<code>thbgraph check</code> says that one is broken.</p>"
    )
    yield "<h2>Prefixes</h2>\n<table>"
    used = {(curie(term.value) or "").partition(":")[0] for term in facts.subjects()}
    for prefix, namespace in PREFIXES.items():
        if prefix in used:
            yield f"<tr><td><code>{prefix}:</code></td><td><code>{escape(namespace)}</code></td></tr>"
    yield "</table>"


def _tree(classes: Sequence[str], facts: _Facts) -> str:
    parents = {
        short(iri): [short(parent) for parent in facts.texts(ox.NamedNode(iri), _RDFS + "subClassOf")]
        for iri in classes
    }
    return draw(parents, {short(iri): "#" + anchor(iri) for iri in classes})


def _class(iri: str, facts: _Facts, rules: Sequence[Rule], properties: Sequence[str]) -> str:
    node = ox.NamedNode(iri)
    below = [other.value for other in facts.subjects() if node in facts.of(other, _RDFS + "subClassOf")]
    rows = {
        "a kind of": facts.texts(node, _RDFS + "subClassOf"),
        "kinds": sorted(below, key=short),
        "said of it": [name for name in properties if node in facts.of(ox.NamedNode(name), _RDFS + "domain")],
        "leads to it": [name for name in properties if node in facts.of(ox.NamedNode(name), _RDFS + "range")],
    }
    return _entry(iri, facts, rows, [rule.message for rule in rules if iri in rule.classes])


def _property(iri: str, facts: _Facts, rules: Sequence[Rule]) -> str:
    node = ox.NamedNode(iri)
    inverses = {other.value for other in facts.of(node, _OWL + "inverseOf")}
    inverses |= {other.value for other in facts.subjects() if node in facts.of(other, _OWL + "inverseOf")}
    rows = {
        "said of": facts.texts(node, _RDFS + "domain"),
        "leads to": facts.texts(node, _RDFS + "range"),
        "inverse": sorted(inverses),
        "follows to": facts.texts(node, _RDFS + "subPropertyOf"),
    }
    for head in facts.of(node, _OWL + "propertyChainAxiom"):
        rows["follows from, in turn"] = facts.items(head)
    if ox.NamedNode(_OWL + "SymmetricProperty") in facts.of(node, RDF_TYPE):
        rows["inverse"] = [iri]
    return _entry(iri, facts, rows, [rule.message for rule in rules if iri in rule.properties])


def _individual(iri: str, facts: _Facts) -> str:
    return _entry(iri, facts, {"a": facts.texts(ox.NamedNode(iri), RDF_TYPE)}, [])


def _entry(iri: str, facts: _Facts, rows: Mapping[str, Sequence[str]], messages: Sequence[str]) -> str:
    node = ox.NamedNode(iri)
    label = facts.text(node, _RDFS + "label")
    parts = [
        f'<section id="{escape(anchor(iri))}">\n<h3><code>{escape(short(iri))}</code> <small>{escape(label)}'
        f"</small></h3>\n<p>{escape(facts.text(node, _SKOS + 'definition'))}</p>"
    ]
    shown = "".join(
        f"<dt>{name}</dt><dd>{', '.join(_link(other, facts) for other in others)}</dd>"
        for name, others in rows.items()
        if others
    )
    parts += [f"<dl>{shown}</dl>"] if shown else []
    parts += [f"<pre>{escape(example)}</pre>" for example in facts.texts(node, _SKOS + "example")]
    if messages:
        items = "".join(f"<li>{_words(message)}</li>" for message in dict.fromkeys(messages))
        parts.append(f"<details><summary>Rules ({len(set(messages))})</summary>\n<ul>{items}</ul></details>")
    return "\n".join([*parts, "</section>"])


def anchor(iri: str) -> str:
    """Gives the name of a term's place in the page: what follows `#` in the ontology's own addresses.

    >>> anchor("https://w3id.org/thbgraph/ontology#Body"), anchor("http://www.w3.org/ns/org#Membership")
    ('Body', 'org-Membership')
    """
    return iri.removeprefix(THB) if iri.startswith(THB) else re.sub(r"[^\w-]+", "-", curie(iri) or iri)


def _link(iri: str, facts: _Facts) -> str:
    name = f"<code>{escape(short(iri))}</code>"
    known = facts.of(ox.NamedNode(iri), _SKOS + "definition")
    return f'<a href="#{escape(anchor(iri))}">{name}</a>' if known else name


def _words(message: str) -> str:
    rule, found, example = message.partition(_WRITE)
    return escape(rule) + (f"; write for example: <code>{escape(example)}</code>" if found else "")


def _rules(shapes: _Facts) -> Iterator[Rule]:
    """Reads the shapes that have a target, with the messages of all that they ask for, in words."""
    for shape in sorted(shapes.subjects(), key=str):
        classes = shapes.texts(shape, _SH + "targetClass")
        targets = shapes.texts(shape, _SH + "targetSubjectsOf")
        if not classes and not targets:
            continue
        for path, message in sorted(_messages(shape, shapes)):
            yield Rule(classes, sorted({*targets, path}), message)


def _messages(shape: Term, shapes: _Facts) -> Iterator[tuple[str, str]]:
    for asked in (shape, *shapes.of(shape, _SH + "property")):
        path = shapes.text(asked, _SH + "path")
        for message in shapes.texts(asked, _SH + "message"):
            yield path, message
