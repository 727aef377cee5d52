"""Writing graphs to an engine over HTTP: by the Graph Store Protocol, or by updates where there is none.

A graph goes whole, or in parts as large as the server bears, which are sent from the disk: one that is refused for its
length is halved. Every request may come twice without harm; blank nodes, which would be others each time, all go in the
first part, which replaces the graph.
Sources: SPARQL 1.1 Graph Store HTTP Protocol; SPARQL 1.1 Update; Oxigraph's server, no_transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from tempfile import TemporaryFile
from typing import IO

from ..base.errors import EndpointError
from ..stores.lines import in_batches
from .client import EngineClient, checked_address
from .graph_content import GraphContent, GraphDifference

#: The most triples of a part: a hundred megabytes, and what an update of Virtuoso has memory for.
PART, _UPDATE_PART = 1_000_000, 1_000
#: So many Virtuoso loads in one thread; of more, its threads may wait for each other for ever.
ONE_THREAD = 100_000
#: So many triples, some four megabytes, every engine takes. More of them Oxigraph loads without a transaction in a fifth
#: of the time, if it is asked to; Fuseki refuses what it does not know.
_FEW, _BULK = 40_000, "no_transaction"
_NOT_SO, _NOT_THERE, _TOO_LONG = 400, 404, 413
#: What an engine answers that is busy, or does not know who asks: it may take the same another time.
PASSING = (401, 403, 404, 429, 502, 503, 504)
_ANY, _TRIPLES = "?s ?p ?o", "application/n-triples"


class GraphUpload:
    """Writes to one engine: its updates, and its Graph Store where it has one. The default graph has the name ""."""

    def __init__(
        self,
        client: EngineClient,
        updates: str,
        graphs: str | None = None,
        hold: Callable[[str], None] = lambda done: None,
    ) -> None:
        """Takes their addresses, and what is told of a graph's parts that are done, and raises where no more may be written.

        Raises RequestError for no address.
        """
        self._client, self.updates, self._hold = client, checked_address(updates), hold
        self._graphs = None if graphs is None else checked_address(graphs)
        self._most = _UPDATE_PART if graphs is None else PART
        self._in_bulk = True

    def limit(self, most: int) -> None:
        """Sends no more triples at once."""
        self._most = min(self._most, most)

    def update(self, text: str) -> None:
        """Makes an update; raises EndpointError where it is refused."""
        headers = {"Content-Type": "application/sparql-update"}
        self._client.send("POST", self.updates, headers, data=text.encode())

    def tried(self, graph: str) -> Iterator[tuple[str, str, str]]:
        """Writes a triple to a new graph by each address; yields the option that names it, the address and the triple."""
        first, second = (f"<{graph}> <{graph}> <{graph}{way}> .\n" for way in ("", "/store"))
        self.update(f"INSERT DATA {{ {within(graph, first)} }}")
        yield "--update", self.updates, first
        if self._graphs is not None:
            headers = {"Content-Type": _TRIPLES}
            self._client.send("POST", self._graphs, headers, {"graph": graph}, second.encode())
            yield "--graph-store", self._graphs, second

    def untried(self, graph: str) -> Iterator[str]:
        """Drops a graph by each address, which may be of two stores; yields those at which that is refused."""
        try:
            if self._graphs is not None:
                self._client.send("DELETE", self._graphs, params={"graph": graph})
        except EndpointError as error:
            if error.status != _NOT_THERE:
                yield self._graphs or ""
        try:
            self.update(f"DROP SILENT GRAPH <{graph}>")
        except EndpointError:
            yield self.updates

    def replace(self, graph: str, content: GraphContent) -> None:
        """Makes a graph hold some triples and no others; raises EndpointError."""
        self._put(graph, content, is_new=True)

    def change(self, graph: str, difference: GraphDifference) -> None:
        """Makes a graph another in several requests, that may be made again from where they broke off; raises EndpointError."""
        for number, some in enumerate(in_batches(difference.gone.named(), _UPDATE_PART)):
            self._hold(part_done(number * _UPDATE_PART, difference.gone.size, "deleted from"))
            self.update(f"DELETE DATA {{ {within(graph, b''.join(some).decode())} }}")
        if difference.is_blank_gone:
            self._hold("")
            blank = f"{within(graph, _ANY)} FILTER(isBlank(?s) || isBlank(?o))"
            self.update(f"DELETE {{ {within(graph, _ANY)} }} WHERE {{ {blank} }}")
        self._put(graph, difference.new, is_new=False)

    def _put(self, graph: str, content: GraphContent, is_new: bool) -> None:
        """Sends the triples of a graph, those with blank nodes in the first part."""
        least, sent, lines = max(len(content.blank), 1), 0, content.lines()
        while left := content.size - sent:
            size = min(max(self._most, least), left)
            self._hold(part_done(sent, content.size, "sent to"))
            with TemporaryFile() as part:
                part.writelines(islice(lines, size))
                try:
                    self._send(graph, part, size, is_new and not sent)
                except EndpointError as error:
                    self._give_way(error, size, least)
                    lines = islice(content.lines(), sent, None)
                    continue
            sent, least = sent + size, 1

    def _send(self, graph: str, part: IO[bytes], size: int, is_first: bool) -> None:
        if self._graphs is not None:
            method, headers = "PUT" if is_first else "POST", {"Content-Type": _TRIPLES}
            place = {"graph": graph} if graph else {"default": ""}
            if size > _FEW and self._in_bulk:
                place[_BULK] = ""
            self._client.send(method, self._graphs, headers, place, part)
            return
        part.seek(0)
        cleared = f"DELETE WHERE {{ {within(graph, _ANY)} }} ;\n" if is_first else ""
        self.update(f"{cleared}INSERT DATA {{ {within(graph, part.read().decode())} }}")

    def _give_way(self, error: EndpointError, size: int, least: int) -> None:
        """Lets the next request be one that the server may take where it refused this one; raises the error where there is none."""
        if error.status == _NOT_SO and size > _FEW and self._in_bulk:
            self._in_bulk = False
        elif error.status == _TOO_LONG and size > least:
            self._most = size // 2
        elif error.status is not None and error.status not in PASSING and size > max(_FEW, least):
            self._most = _FEW
        else:
            raise error


def part_done(triples: int, size: int, what: str) -> str:
    """Says how much of a graph is done, or nothing at its beginning and end.

    >>> part_done(2_000_000, 10_986_360, "sent to"), part_done(0, 20, "sent to")
    ('2,000,000 of 10,986,360 triples sent to', '')
    """
    return f"{triples:,} of {size:,} triples {what}" if 0 < triples < size else ""


def within(graph: str, pattern: str) -> str:
    """Writes a pattern of a named graph, or of the default graph, whose name is empty."""
    return f"GRAPH <{graph}> {{\n{pattern} }}" if graph else pattern
