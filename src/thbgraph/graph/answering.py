"""Answering: runs a query on the store and makes an answer of its rows, with their evidence where asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import pyoxigraph as ox

from ..answers.answers import Answer
from ..answers.rows import Citation, Entity, Row, value_of
from ..building.builds import plans_folder
from ..building.index import Index
from ..sparql.syntax_errors import behind
from ..stores.evaluation import Result, Solutions
from ..stores.lookup import Lookup
from ..stores.protocol import Store
from ..stores.text import TextStore
from ..words.errors import QuerySyntaxError, RequestError
from ..words.namespaces import ONTOLOGY_GRAPH, PREFIXES
from ..words.progress import Progress
from ..words.terms import Term
from . import on_demand

if TYPE_CHECKING:
    from ..evidence.cite import Finder

_PAGE, _NOTE = ox.NamedNode(PREFIXES["foaf"] + "page"), ox.NamedNode(PREFIXES["skos"] + "note")
#: Whether an answer is cited, and told in full, and whether its evidence is then shrunk to what no row can do without.
Citing: TypeAlias = Literal[False, True, "full", "minimal"]


class Answering:
    """Answers the queries to one graph."""

    def __init__(self, store: Store, index: Index, lookup: Lookup) -> None:
        self._lookup = lookup
        self._store, self._index = store, index

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

    def answer(
        self,
        text: str,
        prologue: str = "",
        cite: Citing = False,
        progress: Progress | None = None,
        services: Sequence[str] = (),
    ) -> Answer:
        """Answers a SELECT query; raises RequestError for another way to cite, or what evidence does not cover."""
        if cite not in (False, True, "full", "minimal"):
            raise RequestError(f"cite takes False, True, 'full' or 'minimal', got {cite!r}")
        if cite:
            return self._cited(text, prologue, cite, progress, services)
        return self.read(_solutions(self.run(text, prologue, services)))

    def read(self, solutions: Solutions) -> Answer:
        """Makes an answer of what a SELECT query found."""
        columns = tuple(variable.value for variable in solutions.variables)
        return self._made(columns, map(tuple, solutions), repeat(None))

    def _cited(
        self, text: str, prologue: str, cite: Citing, progress: Progress | None, services: Sequence[str]
    ) -> Answer:
        # The engine needs no interpreter while it runs a query.
        with on_demand.ThreadPoolExecutor(1) as beside:
            finder = beside.submit(self._finder, prologue + text)
            solutions = _solutions(self.run(text, prologue, services))
            columns = tuple(variable.value for variable in solutions.variables)
            rows = list(map(tuple, solutions))
        keys = [tuple("" if term is None else str(term) for term in row) for row in rows]
        found = finder.result()
        cited = found.cite(columns, keys, progress)
        self._keep_proven(found, prologue + text)
        if cite == "minimal":
            ontology = self._store.graph(ONTOLOGY_GRAPH)
            cited = on_demand.minimal(prologue + text, columns, cited, ontology, found.plan, progress)
        return self._made(columns, rows, map(cited.get, keys)).replace(full=cite is not True)

    def _made(
        self, columns: tuple[str, ...], found: Iterable[tuple[Any, ...]], cited: Iterable[Citation | None]
    ) -> Answer:
        labels = self._index.labels
        rows = [
            Row(columns, tuple(value_of(term, labels) for term in terms), citation, terms)
            for terms, citation in zip(found, cited, strict=False)
        ]
        codes = self._index.codes
        things = {value.iri for row in rows for value in row.values if isinstance(value, Entity)}
        answer = Answer(columns, rows, codes={iri: codes[iri] for iri in things if iri in codes})
        return self._with_sources(answer) if answer.is_cited else answer

    def _with_sources(self, answer: Answer) -> Answer:
        """Returns a cited answer with what its evidence mentions and where it stands."""
        evidence = [row.citation for row in answer if row.citation is not None]
        whole = Citation(*(tuple(dict.fromkeys(chain(*parts))) for parts in zip(*evidence, strict=True)))
        pages, caveats = self._remarks(whole, _PAGE, _NOTE)
        return answer.replace(
            labels=self._index.called(on_demand.things_of(whole)),
            sources=self._index.described(on_demand.graphs_of(whole)),
            pages=pages,
            caveats=caveats,
            origins=on_demand.origins(self._store, whole),
        )

    def _remarks(self, evidence: Citation, *props: ox.NamedNode) -> list[dict[str, list[tuple[str, str]]]]:
        """Returns, by property and source, the things that evidence is about with what the source remarks on them."""
        cited = {(quad.subject, quad.graph_name) for quad in evidence.statements}
        subjects = {subject for subject, _ in cited if isinstance(subject, ox.NamedNode)}
        self._lookup.load_about(subjects)
        remarks: dict[Term, dict[str, list[tuple[str, str]]]] = {prop: {} for prop in props}
        for quad in chain(*map(self._lookup.about, subjects)):
            of_prop = remarks.get(quad.predicate)
            if of_prop is not None and (quad.subject, quad.graph_name) in cited:
                of_prop.setdefault(quad.graph_name.value, []).append((quad.subject.value, quad.object.value))
        return [{graph: sorted(found) for graph, found in of.items()} for of in remarks.values()]

    def _finder(self, text: str) -> Finder:
        plan = on_demand.plan_of(text, plans_folder(self._index.digest))
        return on_demand.Finder(text, self._store, plan, lookup=self._lookup)

    def _keep_proven(self, finder: Finder, text: str) -> None:
        """Notes that each row was given again, which holds as long as the build: the next time it need not be shown."""
        if finder.plan.nonmonotonic and finder.is_proven:
            plan = finder.plan._replace(nonmonotonic=False)
            on_demand.keep_plan(plan, text, plans_folder(self._index.digest))


def _solutions(result: Result) -> Solutions:
    if not isinstance(result, Solutions):
        raise RequestError("only the rows of a SELECT query can be cited; leave out --cite")
    return result
