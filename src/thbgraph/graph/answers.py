"""Queries: each is run on the store and made an answer of its rows, with their evidence, whose its sources are, and texts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.errors import QuerySyntaxError, RequestError
from ..base.namespaces import EDITORS, MEMO, MEMO_SOURCE, PREFIXES, SOURCE
from ..base.progress import Progress
from ..base.terms import Term
from ..base.triples import Facts
from ..base.values import Entity, grouped, shown, value_of, values_of
from ..build.index import Index
from ..results.answer import Answer, Citation, CitedSource, Evidence, Row, graphs_of, key_of
from ..results.source_ranks import Sites
from ..results.sources import Origin, Source, origin_of, source_of
from ..sparql.syntax_errors import behind
from ..stores.evaluation import Result, Solutions
from ..stores.lookup import Lookup
from ..stores.protocol import Queries, Store
from ..stores.text_store import TextStore
from . import on_demand

if TYPE_CHECKING:
    from ..evidence.plan import Plans

_PAGE, _NOTE = ox.NamedNode(PREFIXES["foaf"] + "page"), ox.NamedNode(PREFIXES["skos"] + "note")
_PART_OF, _URL = ox.NamedNode(PREFIXES["dcterms"] + "isPartOf"), ox.NamedNode(PREFIXES["schema"] + "url")
_INSTRUMENT = ox.NamedNode(thb.instrument)
_CHECKSUM = ox.NamedNode(PREFIXES["schema"] + "sha256")
#: Sources that are from nowhere else.
_OWN = (EDITORS, MEMO_SOURCE)
#: Whether an answer is cited, and told in full.
Citing: TypeAlias = Literal[False, True, "full"]


class CitedQueries:
    """Answers the queries to one graph."""

    def __init__(self, store: Queries, index: Index, lookup: Lookup) -> None:
        self._lookup = lookup
        self._store, self._index = store, index

    @cached_property
    def _plans(self) -> Plans:
        return on_demand.Plans()

    @cached_property
    def _sites(self) -> Sites:
        return Sites(self._lookup.about)

    @property
    def is_remote(self) -> bool:
        """Whether the store is asked by SPARQL text, as one at an endpoint is."""
        return isinstance(self._store, TextStore)

    def run(self, text: str, prologue: str = "", services: Sequence[str] = ()) -> Result:
        """Runs a query of any form behind a prologue of one line; raises QuerySyntaxError as of its own text."""
        try:
            result: Result = self._store.query(prologue + text, services)
            return result
        except QuerySyntaxError as error:
            raise behind(prologue, error) from None

    def select(self, text: str) -> Solutions:
        """Runs a SELECT query of the program's own."""
        found = self.run(text)
        assert isinstance(found, Solutions)
        return found

    def answer(
        self,
        text: str,
        prologue: str = "",
        cite: Citing = False,
        progress: Progress | None = None,
        services: Sequence[str] = (),
    ) -> Answer:
        """Answers a SELECT query, with evidence where it is to be cited; raises RequestError for another way to cite.

        What evidence does not cover is answered without, and `uncited` says why. Raises RequestError, too, where no
        evidence is found for a row.
        """
        if cite not in (False, True, "full"):
            raise RequestError(f"cite takes False, True or 'full', got {cite!r}")
        answer = self._answer(text, prologue, cite, progress, services)
        if isinstance(self._store, TextStore):
            self._store.hold_same()
        return answer

    def _answer(
        self, text: str, prologue: str, cite: Citing, progress: Progress | None, services: Sequence[str]
    ) -> Answer:
        if not cite:
            return self.read(_solutions(self.run(text, prologue, services)))
        try:
            plan = self._plans.of(prologue + text)
        except on_demand.Uncitable as reason:
            solutions = _solutions(self.run(text, prologue, services))
            return self.read(solutions).replace(uncited=reason.message)
        witnesses = on_demand.Witnesses(plan, self._store, self._index.grounds, self._lookup)
        try:
            rows = witnesses.rows()
            if rows is None:
                rows = [*map(tuple, _solutions(self.run(text, prologue, services)))]
        except QuerySyntaxError:
            self.run(text, prologue, services)  # which tells it as of its own text
            raise
        cited = witnesses.cite(rows, progress)
        return self._made(tuple(plan.columns), rows, map(cited.get, map(key_of, rows))).replace(
            full=cite == "full"
        )

    def read(self, solutions: Solutions) -> Answer:
        """Makes an answer of what a SELECT query found."""
        columns = tuple(variable.value for variable in solutions.variables)
        return self._made(columns, map(tuple, solutions), repeat(None))

    def _made(
        self, columns: tuple[str, ...], found: Iterable[tuple[Any, ...]], cited: Iterable[Citation | None]
    ) -> Answer:
        labels = self._index.labels
        rows = [
            Row(columns, values_of(terms, labels), citation, terms)
            for terms, citation in zip(found, cited, strict=False)
        ]
        codes = self._index.codes
        things = {value.iri for row in rows for value in row.values if isinstance(value, Entity)}
        answer = Answer(columns, rows, codes={iri: codes[iri] for iri in things if iri in codes})
        return self.with_sources(answer)

    def with_sources(self, answer: Answer) -> Answer:
        """Returns an answer, if it is cited with what its evidence mentions and where it stands."""
        cited = [row.citation for row in answer if row.citation is not None]
        return answer.replace(evidence=self._evidence_of(cited)) if cited else answer

    def _evidence_of(self, citations: Iterable[Citation]) -> Evidence:
        """Returns what citations are read by."""
        whole = Citation(*(tuple(dict.fromkeys(chain(*parts))) for parts in zip(*citations, strict=True)))
        pages, caveats = self._remarks(whole, _PAGE, _NOTE)
        self._add_pages_around(whole, pages)
        origins = _origins(self._lookup, whole)
        sources = {
            graph: CitedSource(
                self._index.description(graph),
                origins.get(graph, Origin()),
                tuple(pages.get(graph, ())),
                tuple(caveats.get(graph, ())),
            )
            for graph in dict.fromkeys(graphs_of(whole))
        }
        return Evidence(
            sources, self._index.labels, self._sites.of(page for of in pages.values() for _, page in of)
        )

    def sources_of(self, stated: Mapping[str, Collection[str]]) -> dict[str, tuple[Source, ...]]:
        """Returns the passages and sources that state something of some things, with the pages that they name for these.

        `stated` has those wanted of each thing, all by their IRIs; one that states nothing of its thing stands by its title.
        """
        about = grouped(
            (quad.subject.value, quad)
            for quad in self._lookup.about(*map(ox.NamedNode, stated))
            if quad.graph_name.value in stated[quad.subject.value]
        )
        citations = {thing: Citation(tuple(about.get(thing, ()))) for thing in stated}
        evidence = self._evidence_of([Citation(()), *citations.values()])
        cited, found = on_demand.LineSources(evidence), dict[str, tuple[Source, ...]]()
        for thing, graphs in stated.items():
            known = {source.iri: source for source in cited.of([Row((), (), citations[thing])])}
            listed = ((graph, self._index.description(graph).listed(graph)) for graph in graphs)
            found[thing] = tuple(known.get(graph) or source_of(graph, one) for graph, one in listed)
        return found

    def _add_pages_around(self, evidence: Citation, pages: dict[str, list[tuple[str, str]]]) -> None:
        """Adds, where a source names no page for a thing, those of the list that it is from, else that of its treaty."""
        with_page = {graph: {thing for thing, _ in of} for graph, of in pages.items()}
        cited = dict.fromkeys((quad.subject, quad.graph_name) for quad in evidence.statements)
        without = [
            (subject, graph)
            for subject, graph in cited
            if isinstance(subject, ox.NamedNode)
            and graph.value.startswith(SOURCE)
            and subject.value not in with_page.get(graph.value, ())
        ]
        subjects, graphs = (
            (dict.fromkeys(nodes) for nodes in zip(*without, strict=True)) if without else ({}, {})
        )
        joined = [(subject, prop, None) for subject in subjects for prop in (_PART_OF, _INSTRUMENT)]
        self._lookup.load([*joined, *((graph, _PAGE, None) for graph in graphs)])
        around = dict.fromkeys(quad.object for pattern in joined for quad in self._lookup.match(*pattern))
        self._lookup.load([(one, prop, None) for one in around for prop in (_PAGE, _URL)])
        for subject, graph in without:
            of_source = self._values_of(graph, _PAGE)
            lists = (one for one in self._values_of(subject, _PART_OF) if one != graph)
            treaties = self._values_of(subject, _INSTRUMENT)
            found = [page for one in lists for page in self._values_of(one, _PAGE)] or [
                page for one in treaties for page in self._values_of(one, _URL) if page in of_source
            ]
            pages.setdefault(graph.value, []).extend((subject.value, page.value) for page in found)

    def _values_of(self, thing: Term, prop: ox.NamedNode) -> list[Term]:
        """Returns the values of a property of a thing, each once."""
        return [*dict.fromkeys(quad.object for quad in self._lookup.match(thing, prop, None))]

    def _remarks(self, evidence: Citation, *props: ox.NamedNode) -> list[dict[str, list[tuple[str, str]]]]:
        """Returns, by property and source, the things that evidence is about with what the source remarks on them."""
        cited = {(quad.subject, quad.graph_name) for quad in evidence.statements}
        subjects = {subject for subject, _ in cited if isinstance(subject, ox.NamedNode)}
        self._lookup.load([(subject, prop, None) for subject in subjects for prop in props])
        remarks = []
        for prop in props:
            quads = chain.from_iterable(self._lookup.match(subject, prop, None) for subject in subjects)
            of_prop = grouped(
                (quad.graph_name.value, (quad.subject.value, quad.object.value))
                for quad in quads
                if (quad.subject, quad.graph_name) in cited
            )
            remarks.append({graph: sorted(found) for graph, found in of_prop.items()})
        return remarks


def _solutions(result: Result) -> Solutions:
    if not isinstance(result, Solutions):
        raise RequestError("only the rows of a SELECT query can be cited", "leave out --cite")
    return result


def _origins(lookup: Lookup, evidence: Citation) -> dict[str, Origin]:
    """Returns, by IRI, whose the datasets are in which evidence is, and under which rights."""
    graphs = {quad.graph_name.value for quad in evidence.statements}
    datasets = sorted(graph for graph in graphs if graph.startswith(SOURCE) and graph not in _OWN)
    facts = Facts(lookup.about(*map(ox.NamedNode, datasets)))
    return {source: origin_of(source, facts) for source in datasets}


def cited_texts(
    answer: Answer, memo: str, store: Store, names_of: Callable[[str], Iterable[str]]
) -> dict[str, str]:
    """Returns, by IRI, the sentences of passages that an answer cites, out of a copy of the memo.

    Passages are known by their checksums, sentences by the names and words of what is cited there. Raises RequestError
    for a copy that has none of them.
    """
    known = on_demand.paragraphs(memo)
    passages = [ox.NamedNode(iri) for iri in answer.evidence.sources if iri.startswith(MEMO)]
    checksums = store.match_many([(passage, _CHECKSUM, None) for passage in passages])
    found = {q.subject.value: known[q.object.value] for q in checksums if q.object.value in known}
    if passages and not found:
        raise RequestError(
            "no paragraph of the copy has the checksum of a cited passage", "is it the same memo?"
        )
    by_passage = grouped(
        (quad.graph_name.value, (_names(quad.subject, names_of), _names(quad.object, names_of)))
        for quad in dict.fromkeys(quad for row in answer if row.citation for quad in row.citation.leaves)
    )
    return {iri: on_demand.sentences_with(text, by_passage.get(iri, ())) for iri, text in found.items()}


def _names(term: Term, names_of: Callable[[str], Iterable[str]]) -> list[str]:
    """Returns the words for what a statement is about, or says."""
    if isinstance(term, ox.Literal):
        return [shown(value_of(term, {}))]
    return [*names_of(term.value)] if isinstance(term, ox.NamedNode) else []
