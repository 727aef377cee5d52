"""Writing graphs to an engine over HTTP: by the Graph Store Protocol, or by updates where there is none.

A graph goes in parts as large as the server bears: one that is refused for its length is halved. Every request may come
twice without harm; blank nodes, which would be others each time, all go in the first part, which replaces the graph.
Sources: SPARQL 1.1 Graph Store HTTP Protocol; SPARQL 1.1 Update.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

import pyoxigraph as ox

from ..words.errors import EndpointError
from .client import Client, checked_address

#: The most triples of a part: some four megabytes, and what an update of Virtuoso has memory for.
_PART, _UPDATE_PART = 40_000, 1_000
_TOO_LONG = 413


class Content:
    """The triples of a graph as sorted lines of N-Triples, those with blank nodes first; these have the labels of RDFC-1.0."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        """Takes the triples in any order."""
        named, blank = set[str](), list[ox.Quad]()
        for triple in triples:
            if isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode):
                blank.append(ox.Quad(*triple))
            else:
                named.add(f"{triple} .\n")
        dataset = ox.Dataset(blank)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        labelled = sorted(f"{quad.triple} .\n" for quad in dataset)
        self.lines, self.blank = [*labelled, *sorted(named)], len(labelled)

    def digest(self) -> str:
        """Returns the hash of the graph."""
        return sha256("".join(self.lines).encode()).hexdigest()


class Writer:
    """Writes to one engine: its updates, and its Graph Store where it has one."""

    def __init__(self, client: Client, updates: str, graphs: str | None = None) -> None:
        """Takes their addresses; raises RequestError for what is none."""
        self._client, self._updates = client, checked_address(updates)
        self._graphs = None if graphs is None else checked_address(graphs)
        self._most = _UPDATE_PART if graphs is None else _PART

    def update(self, text: str) -> None:
        """Makes an update; raises EndpointError where it is refused."""
        headers = {"Content-Type": "application/sparql-update"}
        self._client.send("POST", self._updates, headers, data=text.encode())

    def replace(self, graph: str, content: Content) -> None:
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
