"""Publishing a build to an engine: staged beside what readers see, verified there, and switched to in one request.

Every graph is written under another name first. What is staged already, after a run that was ended, is not written
again. When all is there, triple by triple, one update copies all graphs to their places and empties those that are no
more; an engine that makes an update whole or not at all shows its readers the old build or the new one. An engine whose
default graph is that of all graphs together gets ours under a name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from secrets import token_hex
from typing import NamedTuple

import pyoxigraph as ox

from ..base.errors import EndpointError, RequestError
from ..base.namespaces import ALL_GRAPH, BASE, BUILD, VOID_GRAPH
from ..base.progress import Progress, silent
from .client import EngineClient
from .endpoint import Endpoint
from .probe import identified
from .upload import GraphContent, GraphUpload

#: What every graph is called that is not in its place yet; no query of ours finds such names.
STAGED = "urn:thbgraph:staged:"
_ANY = "?s ?p ?o"
#: So many triples are read back at once, in some 200 MB.
_READ = 500_000


class Publication(NamedTuple):
    """What was published, or would be: a build by digest, how many graphs and triples, how many graphs had to be written, and what was there before."""

    url: str
    digest: str
    graphs: int
    triples: int
    written: int
    before: str


class Publisher:
    """Publishes builds to one engine, whose query service, updates and Graph Store have addresses of their own."""

    def __init__(
        self,
        url: str,
        updates: str | None = None,
        graphs: str | None = None,
        client: EngineClient | None = None,
    ) -> None:
        """Takes the addresses; that of updates is by default beside the query service. Raises RequestError for none."""
        self._endpoint = Endpoint(url, client)
        self._writer = GraphUpload(self._endpoint.client, updates or _beside(url), graphs)

    def publish(
        self, quads: Iterable[ox.Quad], digest: str, progress: Progress = silent, dry_run: bool = False
    ) -> Publication:
        """Publishes all quads of a build, in their named graphs and the default graph; with `dry_run` only says what it would do.

        Raises RequestError where the default graph holds what is not ours, EndpointError where the engine fails; what
        readers see is then as before.
        """
        contents = _contents(quads)
        before, there = identified(self._endpoint), self._sizes()
        prefix = f"{STAGED}{digest[:12]}:"
        staged = {name: prefix + name.removeprefix(BASE) for name in contents}
        lacking = [name for name in contents if there.get(staged[name]) != len(contents[name].lines)]
        told = Publication(
            self._endpoint.url,
            digest,
            len(contents),
            sum(len(content.lines) for content in contents.values()),
            len(lacking),
            "" if before is None else before.digest,
        )
        if before is None:
            self._refuse_others()
        if dry_run:
            return told
        for number, name in enumerate(lacking, 1):
            progress(number, len(lacking), f"writing {name}")
            self._writer.replace(staged[name], contents[name])
        self._endpoint.default_graph = None
        is_union = self._takes_all_together(prefix)
        for number, (name, content) in enumerate(contents.items(), 1):
            progress(number, len(contents), f"verifying {name}")
            self._verify(staged[name], content)
        progress(1, 1, "switching")
        self._switch(contents, staged, there, is_union, digest)
        self._writer.update(_dropping(name for name in self._sizes() if name.startswith(STAGED)))
        return told

    def _switch(
        self,
        contents: Mapping[str, GraphContent],
        staged: Mapping[str, str],
        there: Collection[str],
        is_union: bool,
        digest: str,
    ) -> None:
        """Takes out of our places what is not staged for them, and puts in what is and is not there, in one update.

        What stays is not touched: Virtuoso's log loses what a transaction both takes out and puts in. An update that
        comes late, when nothing is staged any more, does nothing. Raises EndpointError.
        """
        sources = dict(staged)
        lies_there = f"GRAPH <{staged[VOID_GRAPH]}> {{ <{BUILD}> a ?kind }}"
        gone = [name for name in there if not name.startswith(STAGED) and name not in staged]
        updates = [_emptying(gone, lies_there)] * bool(gone)  # Virtuoso takes no VALUES without a row
        if not is_union:
            new = f"GRAPH <{sources.pop(ALL_GRAPH)}> {{ {_ANY} }}"
            updates += [
                f"DELETE {{ {_ANY} }} WHERE {{ {_ANY} FILTER NOT EXISTS {{ {new} }} {lies_there} }}",
                f"INSERT {{ {_ANY} }} WHERE {{ {new} FILTER NOT EXISTS {{ {_ANY} }} }}",
            ]
        pairs = " ".join(f"(<{source}> <{place}>)" for place, source in sources.items())
        old, new, both = (
            f"GRAPH ?g {{ {_ANY} }}",
            f"GRAPH ?from {{ {_ANY} }}",
            f"VALUES (?from ?g) {{ {pairs} }}",
        )
        updates += [
            f"DELETE {{ {old} }} WHERE {{ {both} {old} FILTER NOT EXISTS {{ {new} }} {lies_there} }}",
            f"INSERT {{ {old} }} WHERE {{ {both} {new} FILTER NOT EXISTS {{ {old} }} }}",
        ]
        try:
            self._writer.update(" ;\n".join(updates))
        except EndpointError:  # perhaps of the answer alone, and the update was made
            if not self._holds(contents, is_union, digest):
                raise
        if not self._holds(contents, is_union, digest):
            raise EndpointError(
                f"{self._endpoint.url} did not switch to the new build as a whole; run the same command again",
                url=self._endpoint.url,
            )

    def unpublish(self, staged_only: bool = False) -> int:
        """Drops what was published, or only what runs that were ended have left; returns how many graphs.

        Raises EndpointError.
        """
        published = identified(self._endpoint)
        names = [name for name in self._sizes() if name.startswith(STAGED) or not staged_only]
        has_default = published is not None and not staged_only and self._endpoint.default_graph is None
        updates = [_dropping(names)] * bool(names) + ["DELETE WHERE { ?s ?p ?o }"] * has_default
        if updates:
            self._writer.update(" ;\n".join(updates))
        return len(names) + has_default

    def _sizes(self) -> dict[str, int]:
        """Returns how many triples each graph has that is ours, in its place or not."""
        rows = self._endpoint.rows("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g", True)
        sizes = {str(row["g"].value): int(row["n"].value) for row in rows}
        return {name: size for name, size in sizes.items() if name.startswith((BASE, STAGED))}

    def _refuse_others(self) -> None:
        """Refuses an engine whose default graph, if it has one of its own, holds what is not ours."""
        alone = "SELECT ?s { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } } LIMIT 1"
        if [*self._endpoint.rows(alone)]:
            raise RequestError(
                f"the default graph of {self._endpoint.url} holds what thbgraph did not put there, and would lose it; "
                "publish to a dataset of its own"
            )

    def _takes_all_together(self, prefix: str) -> bool:
        """Says whether the engine's default graph is that of all graphs together: whether it finds a triple of one."""
        mark = ox.Triple(ox.NamedNode(f"{STAGED}{token_hex(8)}"), ox.NamedNode(BASE), ox.Literal("mark"))
        self._writer.replace(prefix + "mark", GraphContent([mark]))
        found = self._endpoint.ask(f"ASK {{ {mark} }}", "ASK")
        self._writer.update(_dropping([prefix + "mark"]))
        return found is True

    def _verify(self, graph: str, content: GraphContent) -> None:
        """Holds a graph that was written, and has as many triples, against what it should be."""
        found = GraphContent(
            ox.Triple(row["s"], row["p"], row["o"])
            for part in content.parts(_READ)
            for row in self._endpoint.rows(
                f"SELECT ?s ?p ?o {{ {part} GRAPH <{graph}> {{ ?s ?p ?o }} }}", True
            )
        )
        if found.digest() != content.digest():
            differing = sorted(set(content.lines) ^ set(found.lines))
            raise EndpointError(
                f"{self._endpoint.url} holds {len(found.lines)} triples in <{graph}> where {len(content.lines)} were "
                f"written, or others, such as {differing[0].strip()[:200]}; readers see what they saw; try again",
                url=self._endpoint.url,
            )

    def _holds(self, contents: Mapping[str, GraphContent], is_union: bool, digest: str) -> bool:
        """Says whether what readers see now is the whole build, by digest and by the number of triples of each graph."""
        found = identified(self._endpoint)
        sizes = {name: size for name, size in self._sizes().items() if not name.startswith(STAGED)}
        if not is_union:
            (count,) = self._endpoint.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
            sizes[ALL_GRAPH] = int(count["n"].value)
        wanted = {name: len(content.lines) for name, content in contents.items()}
        return found is not None and found.digest == digest and sizes == wanted


def _contents(quads: Iterable[ox.Quad]) -> dict[str, GraphContent]:
    """Returns the contents of graphs by name; the default graph has every triple once."""
    contents: dict[str, GraphContent] = {}
    for quad in quads:
        if not isinstance(quad.graph_name, ox.DefaultGraph):
            triple, line = quad.triple, f"{quad.triple} .\n"
            for name in (quad.graph_name.value, ALL_GRAPH):
                contents.setdefault(name, GraphContent()).add(triple, line)
    return dict(sorted(contents.items()))


def _emptying(names: Iterable[str], condition: str = "") -> str:
    """Writes what empties graphs where a pattern has a solution; Virtuoso takes some 3 ms a triple over CLEAR."""
    graphs = " ".join(f"<{name}>" for name in names)
    return f"DELETE {{ GRAPH ?g {{ ?s ?p ?o }} }} WHERE {{ VALUES ?g {{ {graphs} }} GRAPH ?g {{ ?s ?p ?o }} {condition} }}"


def _dropping(names: Iterable[str]) -> str:
    """Writes what empties graphs and forgets their names."""
    all_names = sorted(names)
    return " ;\n".join([_emptying(all_names), *(f"DROP SILENT GRAPH <{name}>" for name in all_names)])


def _beside(url: str) -> str:
    """Returns the address of updates where only that of queries is known, as Fuseki and Oxigraph have it."""
    return url.rstrip("/").rpartition("/")[0] + "/update"
