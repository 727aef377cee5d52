"""What a row of an answer rests on: statements with the graphs that say them, rules, and what is not there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from ..base.namespaces import EDITORS, MEMO, ONTOLOGY_GRAPH
from ..base.terms import Term, expand, local
from ..base.values import Description, Value, plain
from .source_ranks import SourceSite
from .sources import Origin


class Absence(NamedTuple):
    """Something that a row rests on not being there.

    `form` is what in the query asks for it: OPTIONAL, MINUS, NOT EXISTS, LIMIT, MIN, MAX or COUNT. `pattern`
    says in SPARQL what is not there. `grounds` are the status reports, and the statements of what a source
    covers completely, that speak of it; without any, no source claims to be complete. `is_computed` says that it
    is lacking of something that the build computes: that it is lacking was then computed, too.
    """

    form: str
    pattern: str
    grounds: tuple[ox.Quad, ...] = ()
    is_computed: bool = False


class Citation(NamedTuple):
    """What a row rests on: statements as quads in written form, each with the IRI of its graph.

    `rules` names the rules of inference by which leaves became what the pattern asked for, `axioms` are the
    statements of the ontology that these rules needed, and `absences` what must not be there.
    """

    statements: tuple[ox.Quad, ...]
    rules: tuple[str, ...] = ()
    axioms: tuple[ox.Quad, ...] = ()
    absences: tuple[Absence, ...] = ()

    @property
    def graphs(self) -> tuple[str, ...]:
        """The IRIs of the passages and sources, each once, in order of first use."""
        return tuple(dict.fromkeys(quad.graph_name.value for quad in self.statements))

    @property
    def leaves(self) -> tuple[ox.Quad, ...]:
        """The statements; where none but those of the ontology are behind a row, these."""
        return self.statements or self.axioms

    def __repr__(self) -> str:
        return f"Citation({len(self.statements)} statements of {len(self.graphs)} passages and sources)"


#: What a query found for the columns of a row, and the same in written form.
Terms: TypeAlias = "Sequence[Term | ox.Triple | None]"
Key: TypeAlias = tuple[str, ...]


def key_of(terms: Terms) -> Key:
    """Returns the terms of a row in written form, by which its citation is found."""
    return tuple("" if term is None else str(term) for term in terms)


class CitedSource(NamedTuple):
    """A passage or source as evidence has it: what it is, and whose.

    `pages` are the things that it dates or reports, each with the address of a page that says so, and `caveats` in the same way
    what it remarks on them; `text` is that of a passage, where a copy of the memo was given.
    """

    description: Description
    origin: Origin = Origin()
    pages: tuple[tuple[str, str], ...] = ()
    caveats: tuple[tuple[str, str], ...] = ()
    text: str | None = None


class Evidence(NamedTuple):
    """What the citations of an answer are read by: passages and sources by IRI, what things are called, and whose pages are.

    In `full` people are told every statement behind a row, too.
    """

    sources: Mapping[str, CitedSource] = {}
    labels: Mapping[str, str] = {}
    sites: Mapping[str, SourceSite] = {}
    full: bool = False

    def source(self, iri: str) -> CitedSource:
        """Returns a passage or source; of one that is not described, its IRI."""
        return self.sources.get(iri) or CitedSource(Description(iri))

    def caveats_of(self, citation: Citation) -> list[str]:
        """Returns what sources remark on the things that a citation is about, each remark once."""
        cited = {(quad.graph_name.value, quad.subject.value) for quad in citation.statements}
        remarks = ((iri, *caveat) for iri, source in self.sources.items() for caveat in source.caveats)
        return list(dict.fromkeys(remark for graph, thing, remark in remarks if (graph, thing) in cited))

    def quoting(self, texts: Mapping[str, str]) -> Evidence:
        """Returns the evidence with the texts of some passages, by IRI."""
        quoted = {iri: self.source(iri)._replace(text=text) for iri, text in texts.items()}
        return self._replace(sources={**self.sources, **quoted})

    @property
    def named_sources(self) -> tuple[str, ...]:
        """What the passages and sources that say it are called, but not the editors' reading, or what words mean."""
        return tuple(
            self.called(iri) for iri in self.sources if not iri.startswith((EDITORS, ONTOLOGY_GRAPH))
        )

    def called(self, iri: str) -> str:
        """Returns what readers call a passage, its place in the memo, or a source, its title."""
        return self.source(iri).description.called(iri)

    @property
    def has_caveats(self) -> bool:
        """Whether any source remarks something."""
        return any(source.caveats for source in self.sources.values())


def stated_in(values: Iterable[Value], quads: Iterable[ox.Quad]) -> dict[str, list[int]]:
    """Returns, by values as machines write them, the places of the statements that hold each; none for what is worked out."""
    found: dict[str, list[int]] = {plain(value): [] for value in values if value is not None}
    for place, quad in enumerate(quads):
        for text in {getattr(term, "value", "") for term in quad}:
            if text in found:
                found[text].append(place)
    return found


def place_of(subject: str, graph: str) -> str:
    """Returns the address of a statement: its place on the page of the passage that makes it, else on that of its subject.

    >>> place_of("https://w3id.org/thbgraph/id/greta", "https://w3id.org/thbgraph/memo/2-17")
    'https://w3id.org/thbgraph/memo/2-17#greta'
    """
    return f"{graph}#{local(subject)}" if graph.startswith(MEMO) and subject != graph else subject


#: A CURIE in the pattern of what is not there.
CURIE = re.compile(r"(?<![\w?\"'<:/])[a-z]+:[\w-]+")


def graphs_of(citation: Citation) -> Iterator[str]:
    """Yields the IRIs of the passages and sources that the evidence of a row is in."""
    for quad in _quads(citation):
        yield quad.graph_name.value


def things_of(citation: Citation) -> Iterator[str]:
    """Yields the IRIs of the things that the evidence of a row mentions."""
    for quad in _quads(citation):
        yield from (term.value for term in quad.triple if isinstance(term, ox.NamedNode))
    for absence in citation.absences:
        yield from filter(None, map(expand, CURIE.findall(absence.pattern)))


def _quads(citation: Citation) -> Iterator[ox.Quad]:
    return chain(citation.statements, citation.axioms, *(absence.grounds for absence in citation.absences))
