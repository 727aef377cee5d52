"""What an export holds: statements read from the sources, chosen, joined by what a build adds, and written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox

from ..answers.formats import format_named, formats_of
from ..answers.statements import GraphText
from ..building import sources
from ..stores.protocol import Store
from ..words.errors import RequestError
from ..words.namespaces import ALL_GRAPH, COMPUTED_GRAPH, INFERRED_GRAPH, ONTOLOGY_GRAPH, PREFIXES, VOID_GRAPH
from ..words.version import __version__
from .description import describe, describe_build
from .plain import ready_frame, write_plain
from .preferred import with_preferred
from .selection import about, names, of_class
from .writing import write_quads

_LABEL = PREFIXES["rdfs"] + "label"
#: By engine what its default graph is called; None for one that has no name.
ENGINES: Mapping[str, str | None] = {"jena": None, "oxigraph": None, "virtuoso": ALL_GRAPH}
#: Formats that say in which graph a statement stands.
_WITH_GRAPHS = ("trig", "nquads", "jsonld")


class Built(NamedTuple):
    """A home, and a graph with the digest of its sources, labels by IRI, and its store.

    What the sources state is read from those of the home, lexical forms kept, where the graph `is_of_home`.
    """

    root: Path
    digest: str
    labels: Mapping[str, str]
    store: Store
    is_of_home: bool = True

    def asserted(self) -> Iterable[ox.Quad]:
        """Gives the quads that passages and sources state."""
        return sources.read_quads(self.root) if self.is_of_home else self.store.asserted()

    def axioms(self) -> Iterable[ox.Quad]:
        """Gives the quads of the ontology."""
        if not self.is_of_home:
            return self.store.graph(ONTOLOGY_GRAPH)
        return (statement.quad for statement in sources.read_ontology(self.root))


class Wanted(NamedTuple):
    """What is to be exported: all that the sources assert, with the labels of a build, unless something is chosen.

    `things` and `graphs` are IRIs, as is `kind`, a class; a thing comes with the acts, reports, memberships and
    statements that join it. `with_default_graph` makes what other engines query: with the ontology and what is
    inferred and computed, without which they answer wrongly, and every distinct triple once without a graph; a whole
    then says which build it is; `default_graph` names it where an engine needs that. `plain` makes JSON-LD for who knows JSON alone.
    """

    things: Collection[str] = ()
    kind: str | None = None
    graphs: Collection[str] = ()
    with_inferred: bool = False
    with_default_graph: bool = False
    plain: bool = False
    default_graph: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is chosen."""
        return not self.things and self.kind is None and not self.graphs


def write(built: Built, form: str, wanted: Wanted, frame: Mapping[str, Any] | str | None = None) -> GraphText:
    """Writes what is wanted in a format, byte for byte the same each time, lexical forms of sources kept.

    A frame that lies ready is named, and makes plain JSON-LD. Raises RequestError for a format that is not known or
    cannot hold what is wanted, and for a frame that there is not.
    """
    if isinstance(frame, str):
        frame, wanted = ready_frame(built.root, frame), wanted._replace(plain=True)
    form = format_named(form, formats_of("Statements"))
    if wanted.with_default_graph and form not in _WITH_GRAPHS:
        raise RequestError(f"{form} has no graphs, so it cannot add the default graph; use nquads or trig")
    if wanted.plain:
        if form != "jsonld" or wanted.with_default_graph:
            raise RequestError(
                "plain is JSON-LD with all graphs in one; use the format jsonld, and no default graph"
            )
        return write_plain(built.root, gather(built, wanted), built.labels, frame)
    return write_quads(built.root, form, gather(built, wanted, form in _WITH_GRAPHS), frame)


def gather(built: Built, wanted: Wanted, described: bool = False) -> list[ox.Quad]:
    """Collects the quads that are wanted; a whole that is `described` carries its VoID description.

    With the default graph it does not, but says which build it is: it holds no more that a question could find, and
    names as questions find them, so that every engine answers alike. Else names that sources prefer are preferred ones.
    """
    asserted = list(built.asserted())
    if wanted.is_whole and not (wanted.with_inferred or wanted.with_default_graph or wanted.plain):
        asserted += _computed_labels(built)
    quads = list(asserted)
    for graph in (INFERRED_GRAPH, COMPUTED_GRAPH):
        if wanted.with_inferred or wanted.with_default_graph or graph in wanted.graphs:
            quads += built.store.graph(graph)
    if wanted.with_default_graph or ONTOLOGY_GRAPH in wanted.graphs:
        quads += built.axioms()
    if VOID_GRAPH in wanted.graphs or (wanted.is_whole and described and not wanted.with_default_graph):
        quads += describe(asserted, list(built.axioms()), __version__)
    if wanted.things or wanted.kind is not None:
        chosen = about(_things(built, wanted, quads), quads, naming=not wanted.graphs)
        is_named = wanted.plain or wanted.graphs  # plain links have labels, and a graph may name nothing
        quads = chosen if is_named else chosen + names(chosen, [*quads, *_computed_labels(built)])
    if wanted.graphs:
        quads = [quad for quad in quads if quad.graph_name.value in wanted.graphs]
    if wanted.with_default_graph:
        if wanted.is_whole:  # what is published elsewhere says already which build it is
            said = list(built.store.graph(VOID_GRAPH))
            quads += said or describe_build(built.store, built.digest, __version__)
        graph = ox.NamedNode(wanted.default_graph) if wanted.default_graph else ox.DefaultGraph()
        return quads + list({ox.Quad(*quad.triple, graph) for quad in quads})
    return with_preferred(quads, asserted)


def for_engine(wanted: Wanted, engine: str) -> Wanted:
    """Gives what an engine loads of what is wanted; raises RequestError for one that is not known."""
    if engine not in ENGINES:
        raise RequestError(f"there is no export for {engine[:40]!r} here; choose from: {', '.join(ENGINES)}")
    return wanted._replace(with_default_graph=True, default_graph=ENGINES[engine])


def _computed_labels(built: Built) -> Iterator[ox.Quad]:
    """Yields what acts, reports and other nodes without a name of their own are called."""
    labels = built.store.match_many([(None, ox.NamedNode(_LABEL), None)])
    return (quad for quad in labels if quad.graph_name.value == COMPUTED_GRAPH)


def _things(built: Built, wanted: Wanted, quads: Iterable[ox.Quad]) -> set[str]:
    things = set(wanted.things)
    if wanted.kind is not None:
        things |= of_class(wanted.kind, built.axioms(), quads)
    return things
