"""What an export holds: statements of the graph, chosen, joined by what a build adds, and written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import pyoxigraph as ox

from ..base.errors import RequestError
from ..base.namespaces import (
    ALL_GRAPH,
    CLASSING,
    COMPUTED_GRAPH,
    INFERRED_GRAPH,
    MEMO,
    ONTOLOGY_GRAPH,
    PREFIXES,
    SOURCE,
    VOID_GRAPH,
)
from ..base.terms import with_stable_blanks
from ..build.builds import DATASET, Build
from ..build.description import contents, describe_build
from ..build.index import Index
from ..results.formats import WITH_GRAPHS, format_named, formats_of
from ..results.statements import GraphText
from ..stores.embedded import EmbeddedStore
from ..stores.lines import sorted_lines
from ..stores.protocol import Pattern, Store
from .plain import ready_frame, write_plain
from .portal import published
from .preferred import with_preferred
from .selection import Find, about, names, of_class
from .serializing import write_quads

_LABEL = PREFIXES["rdfs"] + "label"
#: By engine what its default graph is called; None for one that has no name.
ENGINES: Mapping[str, str | None] = {"jena": None, "oxigraph": None, "virtuoso": ALL_GRAPH}


class Built:
    """A graph: its index, and its store, which all statements are from."""

    def __init__(self, index: Index, store: Store) -> None:
        self.index, self.store = index, store

    @property
    def files(self) -> Build | None:
        """The files of its build, None where these do not lie here."""
        build = None if self.index.folder is None else Build(self.index.folder)
        return build if isinstance(self.store, EmbeddedStore) and build and build.has(DATASET) else None

    def axioms(self) -> list[ox.Quad]:
        """Returns the quads of the ontology."""
        return with_stable_blanks(self.store.graph(ONTOLOGY_GRAPH))

    def described(self, is_served: bool = False) -> list[ox.Quad]:
        """Returns the description of the dataset as it is published, by a server where it `is_served`."""
        if self.files is not None:
            content: Iterable[ox.Quad] = self.files.quads(DATASET)
        else:
            content = contents(sorted_lines(self.store.asserted()), self.axioms())
        return published(content, self.index.questions.values(), is_served)


class ExportSelection(NamedTuple):
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


def write(
    built: Built, form: str, wanted: ExportSelection, frame: Mapping[str, Any] | str | None = None
) -> GraphText:
    """Writes what is wanted in a format, byte for byte the same each time.

    A frame that lies ready is named, and makes plain JSON-LD. Raises RequestError for a format that is not known or
    cannot hold what is wanted, and for a frame that there is not.
    """
    if isinstance(frame, str):
        frame, wanted = ready_frame(built.index.root, frame), wanted._replace(plain=True)
    form = format_named(form, formats_of("Statements"))
    if wanted.with_default_graph and form not in WITH_GRAPHS:
        raise RequestError(f"{form} has no graphs, so it cannot add the default graph", "use nquads or trig")
    if wanted.plain:
        if form != "jsonld" or wanted.with_default_graph:
            raise RequestError(
                "plain is JSON-LD with all graphs in one", "use the format jsonld, and no default graph"
            )
        return write_plain(built.index.root, gather(built, wanted), built.axioms(), built.index.labels, frame)
    return write_quads(built.index.root, form, gather(built, wanted, form in WITH_GRAPHS), frame)


def gather(built: Built, wanted: ExportSelection, described: bool = False) -> list[ox.Quad]:
    """Collects the quads that are wanted; a whole that is `described` carries its VoID description.

    With the default graph it does not, but says which build it is: it holds no more that a question could find, and
    names as questions find them, so that every engine answers alike. Else names that sources prefer are preferred ones.
    """
    if wanted.things or wanted.kind is not None:
        quads = _of_things(built, wanted)
    elif wanted.graphs:
        quads = [quad for graph in wanted.graphs for quad in _of_graph(built, graph)]
    else:
        quads = _of_all(built, wanted, described)
    if wanted.with_default_graph:
        if wanted.is_whole:  # what is published elsewhere says already which build it is
            void_quads = list(built.store.graph(VOID_GRAPH))
            quads += void_quads or describe_build(sorted_lines(quads), built.index.digest)
        graph = ox.NamedNode(wanted.default_graph) if wanted.default_graph else ox.DefaultGraph()
        return quads + list({ox.Quad(*quad.triple, graph) for quad in quads})
    return with_preferred(quads, _finder(built, ()))


def _of_all(built: Built, wanted: ExportSelection, described: bool) -> list[ox.Quad]:
    """Returns all quads of the graphs that are wanted."""
    quads, store = list(built.store.asserted()), built.store
    if not (wanted.with_inferred or wanted.with_default_graph or wanted.plain):
        labels = store.match_many([(None, ox.NamedNode(_LABEL), None)])
        quads += (quad for quad in labels if quad.graph_name.value == COMPUTED_GRAPH)
    void_quads = built.described() if described and not wanted.with_default_graph else []
    if wanted.with_inferred or wanted.with_default_graph:
        quads += [*store.graph(INFERRED_GRAPH), *store.graph(COMPUTED_GRAPH)]
    return [*quads, *void_quads, *(built.axioms() if wanted.with_default_graph else ())]


def _of_graph(built: Built, graph: str) -> Iterable[ox.Quad]:
    """Returns the quads of a graph, which for the description of the dataset are made."""
    if graph == VOID_GRAPH:
        return built.described()
    return built.axioms() if graph == ONTOLOGY_GRAPH else built.store.graph(graph)


def _of_things(built: Built, wanted: ExportSelection) -> list[ox.Quad]:
    """Returns the quads about the things that are wanted, with the names of what they lead to."""
    more = {*wanted.graphs}
    if wanted.with_inferred or wanted.with_default_graph:
        more |= {INFERRED_GRAPH, COMPUTED_GRAPH}
    if wanted.with_default_graph:
        more.add(ONTOLOGY_GRAPH)
    if wanted.kind is not None:
        built = _in_memory(built, more)
    find = _finder(built, more)
    things = set(wanted.things)
    if wanted.kind is not None:
        classed = find((None, ox.NamedNode(prop), None) for prop in CLASSING)
        things |= of_class(wanted.kind, built.axioms(), classed)
    chosen = about(things, find, naming=not wanted.graphs)
    if wanted.graphs:  # of which one may name nothing
        return [quad for quad in chosen if quad.graph_name.value in wanted.graphs]
    if wanted.plain:  # whose links have labels
        return chosen
    return chosen + names(chosen, _finder(built, {*more, COMPUTED_GRAPH}))


def _in_memory(built: Built, more: Iterable[str]) -> Built:
    """Reads what sources state, the ontology, all labels, and some more graphs: quicker where many things are looked for."""
    store = ox.Store()
    store.bulk_extend(built.store.asserted())
    store.bulk_extend(built.store.match_many([(None, ox.NamedNode(_LABEL), None)]))
    for graph in {ONTOLOGY_GRAPH, *more}:
        store.bulk_extend(built.store.graph(graph))
    return Built(built.index, EmbeddedStore(store))


def _finder(built: Built, more: Collection[str]) -> Find:
    """Returns what finds quads among those that passages and sources state, and in some more graphs."""

    def find(patterns: Iterable[Pattern]) -> Iterator[ox.Quad]:
        for quad in dict.fromkeys(built.store.match_many(patterns)):
            graph = quad.graph_name.value
            if graph.startswith((MEMO, SOURCE)) or graph in more:
                yield quad

    return find


def for_engine(wanted: ExportSelection, engine: str) -> ExportSelection:
    """Gives what an engine loads of what is wanted; raises RequestError for one that is not known."""
    if engine not in ENGINES:
        raise RequestError(
            f"there is no export for {engine[:40]!r} here", f"choose from: {', '.join(ENGINES)}"
        )
    return wanted._replace(with_default_graph=True, default_graph=ENGINES[engine])
