"""Asking an engine over HTTP: a query as text goes out, its result comes back in standard forms."""

from __future__ import annotations

from functools import cached_property

import pyoxigraph as ox

from ..base.errors import EndpointError
from ..base.namespaces import BASE
from ..base.tokens import tokens
from ..stores.evaluation import Form, Result, Solutions
from ..stores.text_store import TextStore
from .client import EngineClient, checked_address
from .rewriting import compared, ordered, over, split

_RESULTS = "application/sparql-results"
#: XML first: of JSON some engines write an older form.
_ROWS = f"{_RESULTS}+xml, {_RESULTS}+json;q=0.5"
_ACCEPTED = {"SELECT": _ROWS, "ASK": _ROWS, "CONSTRUCT": "application/n-triples, text/turtle;q=0.8"}
_FORMATS = {f"{_RESULTS}+xml": ox.QueryResultsFormat.XML, f"{_RESULTS}+json": ox.QueryResultsFormat.JSON}
_GRAPHS = {"application/n-triples": ox.RdfFormat.N_TRIPLES, "text/turtle": ox.RdfFormat.TURTLE}
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

    def store(self) -> TextStore:
        """Returns the store that asks this endpoint."""
        return TextStore(self.ask, self.url, self.client.close)

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
        try:
            return self._read(media_type, body, form)
        except (SyntaxError, ValueError) as error:
            raise EndpointError(
                f"{self.url} sends results that are cut or damaged ({error}); ask again", url=self.url
            ) from None

    def rows(self, text: str, is_named: bool = False) -> Solutions:
        """Returns the solutions of a SELECT query, as `ask` does."""
        found = self.ask(text, "SELECT", is_named)
        assert isinstance(found, Solutions)
        return found

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
            # What Virtuoso calls a blank node is no label of one.
            body = body.replace(b"<bnode>nodeID://", b"<bnode>")
            found = ox.parse_query_results(body, format=_FORMATS[media_type])
            if isinstance(found, ox.QuerySolutions) and form == "SELECT":
                return Solutions(found.variables, list(found))
            if isinstance(found, ox.QueryBoolean) and form == "ASK":
                return bool(found)
        raise EndpointError(
            f"{self.url} answers with {media_type or 'what has no media type'} where results of SPARQL were expected; "
            "is it the address of a page?",
            url=self.url,
        )


def _asks_graphs(text: str) -> bool:
    return any(token.kind == "name" and token.text.upper() == "GRAPH" for token in tokens(text))
