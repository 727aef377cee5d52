"""Asking an engine over HTTP: a query as text goes out, its result comes back in standard forms."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import IO

import pyoxigraph as ox

from ..base.errors import EndpointError
from ..base.namespaces import BASE
from ..base.tokens import tokens
from ..stores.evaluation import Form, Result, Solutions
from ..stores.lines import Stream
from ..stores.text_store import TextStore
from .client import AGAIN, EngineClient, checked_address
from .rewriting import compared, ordered, over, split

_RESULTS = "application/sparql-results"
#: XML first: of JSON some engines write an older form.
_ROWS = f"{_RESULTS}+xml, {_RESULTS}+json;q=0.5"
_ACCEPTED = {"SELECT": _ROWS, "ASK": _ROWS, "CONSTRUCT": "application/n-triples, text/turtle;q=0.8"}
_FORMATS = {f"{_RESULTS}+xml": ox.QueryResultsFormat.XML, f"{_RESULTS}+json": ox.QueryResultsFormat.JSON}
_GRAPHS = {"application/n-triples": ox.RdfFormat.N_TRIPLES, "text/turtle": ox.RdfFormat.TURTLE}
#: So many bytes of results are read at once.
_PIECE = 1 << 13
#: A longer address is refused by many servers.
_LONGEST_ADDRESS = 2_000


class Endpoint:
    """The query service of an engine. Where the engine has no default graph of its own, `default_graph` names ours."""

    def __init__(
        self, url: str, client: EngineClient | None = None, default_graph: str | None = None
    ) -> None:
        """Takes its address; raises RequestError where it is none."""
        self.url, self.client, self.default_graph = (
            checked_address(url),
            client or EngineClient(),
            default_graph,
        )

    def store(self, hold_same: Callable[[], None] | None = None) -> TextStore:
        """Returns the store that asks this endpoint, with what raises where its graph is another by now."""
        return TextStore(self.ask, self.url, self.client.close, hold_same, self.streamed)

    def ask(self, text: str, form: Form, is_named: bool = False) -> Result:
        """Returns the result of a query of a form; raises EndpointError where it does not come whole.

        Where our default graph has a name, it is named, and so are the named graphs if the query asks these, too; one
        that `is_named` asks nothing but named graphs.
        """
        if self.default_graph is not None and not is_named:
            text = over(
                split(compared(ordered(text))),
                [f"FROM <{self.default_graph}>", *(self._named if _asks_graphs(text) else ())],
            )
        fields, headers = {"query": text}, {"Accept": _ACCEPTED[form]}
        if len(self.url) + len(text.encode()) < _LONGEST_ADDRESS // 2:  # escaped it may be twice as long
            media_type, body = self.client.send("GET", self.url, headers, params=fields)
        else:
            media_type, body = self.client.send("POST", self.url, headers, data=fields)
        with self._telling_damage():
            return self._read(media_type, body, form)

    def rows(self, text: str, is_named: bool = False) -> Solutions:
        """Returns the solutions of a SELECT query, as `ask` does."""
        found = self.ask(text, "SELECT", is_named)
        assert isinstance(found, Solutions)
        return found

    def streamed(self, text: str) -> Iterator[ox.QuerySolution]:
        """Yields the solutions of a SELECT query of named graphs, of which there may be more than memory holds, once all came."""
        with tempfile.TemporaryFile() as file:
            fields, headers = {"query": text}, {"Accept": _ROWS}
            media_type = self.client.receive(file, "POST", self.url, headers, data=fields)
            file.seek(0)
            with self._telling_damage():
                if media_type not in _FORMATS:
                    raise self._of_another_kind(media_type)
                read = io.BufferedReader(Stream(_pieces(file)))
                found = ox.parse_query_results(read, format=_FORMATS[media_type])
                assert isinstance(found, ox.QuerySolutions)
                yield from found

    @cached_property
    def _named(self) -> list[str]:
        """The clauses that name our graphs, which do not change while a build is there."""
        ours = f'STRSTARTS(STR(?g), "{BASE}") && ?g != <{self.default_graph}>'
        found = self.rows(f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER({ours}) }}", True)
        return [f"FROM NAMED {row['g']}" for row in found]

    def _read(self, media_type: str, body: bytes, form: Form) -> Result:
        if form == "CONSTRUCT" and media_type in _GRAPHS:
            return [quad.triple for quad in ox.parse(body, format=_GRAPHS[media_type], base_iri=self.url)]
        if form != "CONSTRUCT" and media_type in _FORMATS:
            found = ox.parse_query_results(_relabelled(body), format=_FORMATS[media_type])
            if isinstance(found, ox.QuerySolutions) and form == "SELECT":
                return Solutions(found.variables, list(found))
            if isinstance(found, ox.QueryBoolean) and form == "ASK":
                return bool(found)
        raise self._of_another_kind(media_type)

    def _of_another_kind(self, media_type: str) -> EndpointError:
        kind = media_type or "what has no media type"
        return EndpointError(
            f"{self.url} answers with {kind} where results of SPARQL were expected",
            "is it the address of a page?",
            url=self.url,
        )

    @contextmanager
    def _telling_damage(self) -> Iterator[None]:
        try:
            yield
        except (SyntaxError, ValueError) as error:
            raise EndpointError(
                f"{self.url} sends results that are cut or damaged ({error})", AGAIN, url=self.url
            ) from None


def _relabelled(text: bytes) -> bytes:
    """Relabels blank nodes in results: what Virtuoso calls one is no label."""
    return text.replace(b"<bnode>nodeID://", b"<bnode>")


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    """Yields results from a file, of which no piece ends within a label."""
    rest = b""
    while some := file.read(_PIECE):
        before, sign, behind = (rest + some).rpartition(b"<")
        yield _relabelled(before)
        rest = sign + behind
    yield _relabelled(rest)


def _asks_graphs(text: str) -> bool:
    return any(token.kind == "name" and token.text.upper() == "GRAPH" for token in tokens(text))
