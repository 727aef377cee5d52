"""What the workers do: each job is a method that takes plain values and gives a whole reply."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

import pyoxigraph as ox

from ..base.errors import (
    QuerySyntaxError,
    RequestError,
    StoreError,
    ThbgraphError,
    UnknownEntity,
    UnknownQuestion,
)
from ..base.namespaces import BASE, PROLOGUE
from ..base.progress import Progress, silent
from ..build import homes
from ..build.opening import loaded
from ..endpoints.connecting import connected
from ..exports.portal import home_address
from ..exports.serializing import context
from ..graph import KnowledgeGraph
from ..results.render.rdf import written
from ..results.render.sparql_results import serialized
from ..site.querying import found_in
from ..sparql.limits import refuse_beyond_limits
from ..sparql.syntax_errors import behind
from ..stores.answer_parts import MOST_ROWS
from ..stores.embedded import EmbeddedStore
from ..stores.evaluation import Dataset
from ..stores.lines import SortedLines
from .api_jobs import Answers
from .assistance import Assistance
from .negotiation import GRAPHS, RESULTS
from .page_jobs import PageJobs
from .reconciliation import Reconciliation
from .service import describe_service
from .workers.replies import Reply, problem

#: What stands before every query, so that it may use our prefixes, and names relative to our base.
_BEFORE = f"BASE <{BASE}> {PROLOGUE}"
#: The status of an error, the first kind that fits.
_STATUS = ((UnknownQuestion, 404), (UnknownEntity, 404), (RequestError, 400), (StoreError, 503))
#: Queries that a new worker knows the way of already, since it opens no file to load a module. One finds a term of each
#: kind that a page leads on from, which the first triple of the store need not be.
_TRIED = (
    "ASK {}",
    "SELECT * { ?s ?p ?o } LIMIT 1",
    "SELECT * { VALUES ?x { id:nothing thb:Act dcterms:date 'x' 1 '2010-01-26'^^xsd:date } }",
    "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 1",
    "ASK {",
)


class GraphJobs:
    """The jobs over one graph."""

    def __init__(self, graph: KnowledgeGraph, store: EmbeddedStore) -> None:
        self.graph, self._store = graph, store
        self._context = context(graph.index.root)
        pages, answers = PageJobs(graph, store), Answers(graph, self._context)
        self.page, self.place, self.data = pages.page, pages.place, pages.data
        self.changes = pages.changes
        self._querying = pages.querying
        self.dataset, self.examples, self.dump = pages.dataset, pages.examples, pages.dump
        self.sitemap, self.file = pages.sitemap, pages.file
        self.ask, self.read, self.report = answers.ask, answers.read, answers.report
        self.catalogue, self.reports, self.openapi = answers.catalogue, answers.reports, answers.openapi
        matching = Reconciliation(graph)
        self.manifest, self.reconcile, self.extend = matching.manifest, matching.reconcile, matching.extend
        self.suggest, self.propose = matching.suggest, matching.propose
        self.flyout, self.preview = matching.flyout, matching.preview
        self._assistance = Assistance(graph, seconds=None)
        self._description = pages.description
        store.add(self._description)
        self.warm = pages.warm
        for text, results, graphs in product(_TRIED, RESULTS, GRAPHS):
            try:
                self.sparql(text, results, graphs)
            except QuerySyntaxError as error:
                self.failed(error)
        for text in _TRIED:
            self.sparql_page(text)

    def about(self) -> Mapping[str, Any]:
        """Returns what the server is told of the graph."""
        index = self.graph.index
        return {"digest": index.digest, "version": index.version, "triples": index.triples}

    def failed(self, error: ThbgraphError) -> Reply:
        """Returns the reply for an error, with the names that may be meant."""
        status = next((status for kind, status in _STATUS if isinstance(error, kind)), 500)
        place = {name: getattr(error, name, None) for name in ("line", "column", "candidates")}
        names = [self.graph.index.label(one) for one in place["candidates"] or ()]
        return problem(status, error.code, error.what, error.advice, names=names, **place)

    def sparql(
        self,
        query: str,
        results: str | None,
        graphs: str | None,
        dataset: Sequence[Sequence[str]] | None = None,
    ) -> Reply:
        """Answers a query of a stranger, in the media type of results or of graphs that the query's form asks for.

        None is for a client that takes none of them. `dataset` names the graphs of the default graph, and the named.
        """
        refuse_beyond_limits(query)

        def read(found: Any) -> Reply:
            is_graph = isinstance(found, ox.QueryTriples)
            if is_graph and graphs is not None:
                return self._graph(found, graphs)
            if not is_graph and results is not None:
                return Reply(200, results, serialized(found, RESULTS[results]))
            known = ", ".join(GRAPHS if is_graph else RESULTS)
            return problem(406, "not-acceptable", f"the answer comes as {known}", "accept one of these")

        try:
            return self._store.read(_BEFORE + query, read, _dataset(dataset))
        except QuerySyntaxError as error:
            raise behind(_BEFORE, error) from None

    def sparql_page(self, query: str, dataset: Sequence[Sequence[str]] | None = None) -> Reply:
        """Answers a query of a stranger with a page: its rows, or what is wrong with it."""
        try:
            refuse_beyond_limits(query)
            found = self._store.read(_BEFORE + query, found_in, _dataset(dataset))
            return Reply(200, "text/html", self._querying.answer(query, found).encode())
        except QuerySyntaxError as error:
            wrong: RequestError = behind(_BEFORE, error)
        except RequestError as error:
            wrong = error
        return Reply(400, "text/html", self._querying.wrong(query, wrong).encode())

    def service(self, media_type: str) -> Reply:
        """Describes the endpoint, and what is asked of it."""
        graphs = sorted(name.value for name in self._store.graphs())
        service = describe_service(f"{home_address()}sparql", graphs, self.graph.index.triples)
        return self._graph([*service, *(quad.triple for quad in self._description)], media_type)

    def assist(self, tool: str, given: Mapping[str, Any]) -> Reply:
        """Answers an assistant by one of its tools."""
        found = getattr(self._assistance, tool)(**given)
        return Reply(200, "application/json", json.dumps(found, ensure_ascii=False).encode())

    def _graph(self, statements: Iterable[ox.Triple | ox.Quad], media_type: str) -> Reply:
        """Makes the reply that holds statements."""
        return Reply(200, media_type, written(statements, GRAPHS[media_type], self._context).encode())


def load(progress: Progress = silent) -> GraphJobs:
    """Loads the graph into memory, without a thread of the engine's, which what forks must not have; raises StoreError.

    It is that of the endpoint that $THBGRAPH_ENDPOINT names, or that of this machine, built first where that must be.
    """
    url, root = os.environ.get("THBGRAPH_ENDPOINT"), homes.home()
    if url:
        far, index = connected(url, root, progress)
        steps = index.triples // MOST_ROWS + 1

        def read() -> Iterator[bytes]:
            doing = f"reading the graph at {url}"
            progress(1, steps, doing)  # a large one is counted for minutes before the first statement comes
            for number, quad in enumerate(far.quads(), 1):
                yield f"{quad} .\n".encode()
                if number % MOST_ROWS == 0:
                    step = number // MOST_ROWS + 1
                    progress(step, max(step, steps), doing)

        lines = SortedLines(read())
        far.hold_same()
        store = EmbeddedStore.loading([lines])
    else:
        store, index = loaded(root, progress)
    return GraphJobs(KnowledgeGraph(store, index._replace(root=root)), store)


def _dataset(graphs: Sequence[Sequence[str]] | None) -> Dataset | None:
    if graphs is None:
        return None
    try:
        return Dataset(*([ox.NamedNode(iri) for iri in iris] for iris in graphs))
    except ValueError as error:
        raise RequestError(f"a graph is named by an IRI in full ({error})", "write it so") from None
