"""The page of the ontology: its classes and properties, each with its definition, its relations and an example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.namespaces import ONTOLOGY, ONTOLOGY_GRAPH, PREFIXES, RDF_TYPE, THB
from ..base.terms import local, short
from ..base.triples import Facts, node_name
from ..base.values import Entity
from ..results.document import Cell, Cells, Section, items, section
from .page_views import PageViews

_OWL, _RDFS, _SKOS = PREFIXES["owl"], PREFIXES["rdfs"], PREFIXES["skos"]
_DEFINITION = _SKOS + "definition"
_PARTS = (
    ("Classes", _OWL + "Class"),
    ("Properties between things", _OWL + "ObjectProperty"),
    ("Properties with text, numbers and days", _OWL + "DatatypeProperty"),
)
_RELATIONS = (
    ("narrower than", _RDFS + "subClassOf"),
    ("narrower than", _RDFS + "subPropertyOf"),
    ("of", _RDFS + "domain"),
    ("leads to", _RDFS + "range"),
    ("read backwards", thb.inverseLabel),
    ("verb in a sentence", thb.verb),
    ("verb read backwards", thb.inverseVerb),
    ("called", thb.noun),
    ("called, where its name says so", thb.nameNoun),
)


#: The modules of the ontology, each a file of this name.
MODULES = ("core", "status", "sources")


class Terms(PageViews):
    """The page of the ontology."""

    @cached_property
    def modules(self) -> dict[str, frozenset[str]]:
        """The terms of each module of the ontology, by its name."""
        files = {name: self.graph.index.root / "ontology" / f"{name}.ttl" for name in MODULES}
        return {
            name: frozenset(node_name(one.subject) for one in ox.parse(path=str(file)))
            for name, file in files.items()
            if file.is_file()
        }

    def ontology(self, module: str = "") -> str:
        """Returns the ontology, or a module of it, as one page."""
        facts = Facts(
            quad for quad in self.graph.statements(graph=ONTOLOGY_GRAPH) if isinstance(quad, ox.Quad)
        )
        shown = set[str]()
        parts: list[tuple[str, list[tuple[Section, str]]]] = []
        for heading, kind in _PARTS:
            shown |= (
                things := {one.thing for one in facts.with_property(RDF_TYPE) if one.text == kind} - shown
            )
            defined = (one for one in things if facts.texts(one, _DEFINITION))
            parts.append((heading, self._entries(defined, facts, module)))
        others = (one for one in facts.things - shown if one.startswith(THB))
        parts.append(("Concepts, by which things are told apart", self._entries(others, facts, module)))
        title = facts.text(ONTOLOGY, PREFIXES["dcterms"] + "title")
        return self.drawn(
            "ontology",
            f"{module.capitalize()} terms of the ontology" if module else title or "The ontology",
            kind="Ontology",
            module=module,
            modules=self.modules,
            lead=facts.text(ONTOLOGY, PREFIXES["dcterms"] + "description") or "",
            parts=parts,
            iri=ONTOLOGY_GRAPH,
            data=self.data(ONTOLOGY_GRAPH),
        )

    def _entries(self, terms: Iterable[str], facts: Facts, module: str) -> list[tuple[Section, str]]:
        """Returns some terms, of a module where one is named, laid out in order of their names, each with its example."""
        found = (iri for iri in terms if not module or iri in self.modules[module])
        return [self._term(iri, facts) for iri in sorted(found, key=lambda one: (local(one).lower(), one))]

    def _term(self, iri: str, facts: Facts) -> tuple[Section, str]:
        definition = " ".join(facts.texts(iri, _DEFINITION))
        label = " / ".join(facts.texts(iri, _RDFS + "label", _SKOS + "prefLabel"))
        relations = ((words, tuple(_related(iri, prop, facts))) for words, prop in _RELATIONS)
        (laid_out,) = section(
            short(iri),
            Cell(definition or label),
            items(Cells(words, cells) for words, cells in relations if cells),
            about=iri if iri.startswith(THB) else "",
        )
        return laid_out, "\n".join(facts.texts(iri, _SKOS + "example"))


def _related(iri: str, prop: str, facts: Facts) -> Iterator[Cell]:
    """Yields what is said of a term: its words together, other terms by their CURIEs."""
    found = facts.of(iri, prop)
    if words := [fact.text for fact in found if isinstance(fact.value, ox.Literal)]:
        yield Cell("; ".join(words))
    yield from (
        Cell(Entity(one.text, short(one.text))) for one in found if not isinstance(one.value, ox.Literal)
    )
