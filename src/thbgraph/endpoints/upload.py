"""Writing graphs to an engine over HTTP: by the Graph Store Protocol, or by updates where there is none.

A graph goes in parts as large as the server bears: one that is refused for its length is halved. Every request may come
twice without harm; blank nodes, which would be others each time, all go in the first part, which replaces the graph.
Sources: SPARQL 1.1 Graph Store HTTP Protocol; SPARQL 1.1 Update.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from hashlib import sha256

import pyoxigraph as ox

from ..base.errors import EndpointError
from .client import EngineClient, checked_address

#: The most triples of a part: some four megabytes, and what an update of Virtuoso has memory for.
_PART, _UPDATE_PART = 40_000, 1_000
_TOO_LONG = 413


class GraphContent:
    """The triples of a graph: as sorted lines of N-Triples, those with blank nodes first, which have the labels of RDFC-1.0."""

    def __init__(self, triples: Iterable[ox.Triple] = ()) -> None:
        """Takes triples in any order."""
        self._named, self._blank = set[str](), set[ox.Quad]()
        for triple in triples:
            self.add(triple, f"{triple} .\n")

    def add(self, triple: ox.Triple, line: str) -> None:
        """Takes a triple with its line."""
        if isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode):
            self._blank.add(ox.Quad(*triple))
        else:
            self._named.add(line)

    @property
    def blank(self) -> int:
        """How many of the lines have blank nodes."""
        return len(self._blank)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of all triples."""
        dataset = ox.Dataset(self._blank)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        return [*sorted(f"{quad.triple} .\n" for quad in dataset), *sorted(self._named)]

    def digest(self) -> str:
        """Returns the hash of the graph."""
        summed = sha256()
        for line in self.lines:
            summed.update(line.encode())
        return summed.hexdigest()

    def parts(self, most: int) -> Iterator[str]:
        """Yields patterns that part the triples by predicate, with at most so many in each where no predicate alone has more."""
        if len(self.lines) <= most:
            yield ""
            return
        names, size = list[str](), 0
        for name, count in Counter(line.split(" ", 2)[1] for line in self.lines).most_common():
            if names and size + count > most:
                yield f"VALUES ?p {{ {' '.join(names)} }}"
                names, size = [], 0
            names.append(name)
            size += count
        yield f"VALUES ?p {{ {' '.join(names)} }}"


class GraphUpload:
    """Writes to one engine: its updates, and its Graph Store where it has one."""

    def __init__(self, client: EngineClient, updates: str, graphs: str | None = None) -> None:
        """Takes their addresses; raises RequestError for what is none."""
        self._client, self._updates = client, checked_address(updates)
        self._graphs = None if graphs is None else checked_address(graphs)
        self._most = _UPDATE_PART if graphs is None else _PART

    def update(self, text: str) -> None:
        """Makes an update; raises EndpointError where it is refused."""
        headers = {"Content-Type": "application/sparql-update"}
        self._client.send("POST", self._updates, headers, data=text.encode())

    def replace(self, graph: str, content: GraphContent) -> None:
        """Makes a graph hold some triples and no others; raises EndpointError."""
        start = 0
        while start == 0 or start < len(content.lines):
            least = max(content.blank, 1) if start == 0 else 1
            end = min(start + max(self._most, least), len(content.lines))
            try:
                self._send(graph, "".join(content.lines[start:end]), start == 0)
            except EndpointError as error:
                if error.status != _TOO_LONG or end - start <= least:
                    raise
                self._most = (end - start) // 2
                continue
            start = end

    def _send(self, graph: str, text: str, is_first: bool) -> None:
        if self._graphs is not None:
            method, headers = "PUT" if is_first else "POST", {"Content-Type": "application/n-triples"}
            self._client.send(method, self._graphs, headers, {"graph": graph}, text.encode())
            return
        cleared = f"DELETE WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} ;\n" if is_first else ""
        self.update(f"{cleared}INSERT DATA {{ GRAPH <{graph}> {{\n{text}}} }}")
