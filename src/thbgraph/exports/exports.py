"""What an export holds: statements read from the sources, chosen, joined by what a build adds, and written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox

from ..answers.formats import format_named, formats_of
from ..answers.statements import GraphText
from ..building import sources
from ..words.errors import RequestError
from ..words.namespaces import COMPUTED_GRAPH, INFERRED_GRAPH, ONTOLOGY_GRAPH, VOID_GRAPH
from ..words.version import __version__
from .description import describe
from .selection import about, of_class
from .writing import write_quads

#: Formats that say in which graph a statement stands.
_WITH_GRAPHS = ("trig", "nquads", "jsonld")
#: Gives the quads of a named graph of the build.
Contents = Callable[[str], Iterable[ox.Quad]]


class Wanted(NamedTuple):
    """What is to be exported: all that the sources assert, unless something is chosen.

    `things` and `graphs` are IRIs, as is `kind`, a class; a thing comes with the acts, reports, memberships and
    statements that join it. `with_default_graph` makes what other engines query: with the ontology and what is
    inferred and computed, without which they answer wrongly, and every distinct triple once without a graph.
    """

    things: Collection[str] = ()
    kind: str | None = None
    graphs: Collection[str] = ()
    with_inferred: bool = False
    with_default_graph: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing is chosen."""
        return not self.things and self.kind is None and not self.graphs


def write(
    root: Path, contents: Contents, form: str, wanted: Wanted, frame: Mapping[str, Any] | None = None
) -> GraphText:
    """Writes what is wanted in a format, byte for byte the same each time, lexical forms of sources kept.

    Raises RequestError for a format that is not known or cannot hold what is wanted.
    """
    form = format_named(form, formats_of("Statements"))
    if wanted.with_default_graph and form not in _WITH_GRAPHS:
        raise RequestError(f"{form} has no graphs, so it cannot add the default graph; use nquads or trig")
    return write_quads(root, form, gather(root, contents, wanted, form in _WITH_GRAPHS), frame)


def gather(root: Path, contents: Contents, wanted: Wanted, described: bool = False) -> list[ox.Quad]:
    """Collects the quads that are wanted; a whole that is `described` carries its VoID description.

    With the default graph it does not: that is what a build holds, so that every engine answers alike.
    """
    asserted = sources.read_quads(root)
    quads = list(asserted)
    for graph in (INFERRED_GRAPH, COMPUTED_GRAPH):
        if wanted.with_inferred or wanted.with_default_graph or graph in wanted.graphs:
            quads += contents(graph)
    if wanted.with_default_graph or ONTOLOGY_GRAPH in wanted.graphs:
        quads += (statement.quad for statement in sources.read_ontology(root))
    if VOID_GRAPH in wanted.graphs or (wanted.is_whole and described and not wanted.with_default_graph):
        quads += describe(asserted, __version__)
    if wanted.things or wanted.kind is not None:
        quads = about(_things(root, wanted, quads), quads)
    if wanted.graphs:
        quads = [quad for quad in quads if quad.graph_name.value in wanted.graphs]
    if wanted.with_default_graph:
        quads += {ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads}
    return quads


def _things(root: Path, wanted: Wanted, quads: Iterable[ox.Quad]) -> set[str]:
    things = set(wanted.things)
    if wanted.kind is not None:
        ontology = [statement.quad for statement in sources.read_ontology(root)]
        things |= of_class(wanted.kind, ontology, quads)
    return things
