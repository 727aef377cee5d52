"""Handing a graph on: its statements as text or in parts, and the build published to another engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypedDict

import pyoxigraph as ox

from ..base.errors import RequestError
from ..base.namespaces import BASE, COMPUTED_GRAPH, INFERRED_GRAPH, MEMO, ONTOLOGY_GRAPH, SOURCE, VOID_GRAPH
from ..base.progress import Progress, silent
from ..exports.exports import Built, ExportSelection, for_engine, gather, write
from ..exports.portal import write_questions
from ..exports.schema import write_ontology, write_shapes
from ..exports.streaming import STREAMED, streamed
from ..names.arguments import ArgumentValue, as_text
from ..names.names import Names
from ..names.term_names import find_class
from ..results.statements import GraphText
from ..stores.lines import Lines, sorted_lines

if TYPE_CHECKING:
    from typing import Unpack

    from ..endpoints.publishing import Publication

#: What may be chosen of a whole graph.
_OF_WHOLE = {"with_inferred", "with_default_graph", "for_engine"}


class ExportOptions(TypedDict, total=False):
    """What is exported, and how.

    `part` is `ontology`, `shapes` or `questions` in the place of `statements`. Of these, `kind` chooses the things of a
    class, `graphs` some graphs; `with_inferred` adds what follows and what is computed; `with_default_graph` makes what
    another engine loads, and `for_engine` ("jena", "oxigraph", "virtuoso") does so in the way of that engine. `plain` makes
    `jsonld` for who knows JSON alone; a JSON-LD `frame`, of your own or by the name of one that lies ready, nests it.
    """

    part: Literal["statements", "ontology", "shapes", "questions"]
    kind: str | None
    graphs: Sequence[str]
    with_inferred: bool
    with_default_graph: bool
    for_engine: str | None
    plain: bool
    frame: Mapping[str, object] | str | None


class Exporting:
    """Hands one graph on; `names` are those of its things, and `find` gives the IRI of what goes by one, or without one."""

    def __init__(self, built: Built, names: Names, find: Callable[[str], str]) -> None:
        self._built, self._names, self._find = built, names, find

    def text(self, form: str = "trig", *things: ArgumentValue, **chosen: Unpack[ExportOptions]) -> GraphText:
        """Writes statements as `turtle`, `trig`, `ntriples`, `nquads`, `rdfxml` or `jsonld`, byte for byte stable.

        Written is all that is asserted, what is said about some things, or what else is `chosen`. Raises UnknownEntity for a
        name that nothing has, RequestError for what does not go together.

        >>> graph.exports.text("turtle", "GRETA").startswith("@prefix")
        True
        >>> graph.exports.text("turtle", part="ontology").form
        'turtle'
        """
        frame, index = chosen.get("frame"), self._built.index
        match chosen.get("part", "statements"):
            case "ontology":
                return write_ontology(index.root, form, None if isinstance(frame, str) else frame)
            case "shapes":
                return write_shapes(index.root, form)
            case "questions":
                return write_questions(index.root, index.questions.values(), form)
        return write(self._built, form, self._wanted(things, chosen), frame)

    def parts(
        self, form: str = "trig", *things: ArgumentValue, **chosen: Unpack[ExportOptions]
    ) -> Iterator[bytes]:
        """Yields what `text` writes as UTF-8 in parts: a whole graph as `trig` or `nquads` a few statements at a time.

        Raises what `text` raises.

        >>> b"".join(graph.exports.parts("nquads", "GRETA")).decode() == graph.exports.text("nquads", "GRETA")
        True
        """
        is_whole = not things and {name for name, value in chosen.items() if value} <= _OF_WHOLE
        if is_whole and form in STREAMED and self._built.files is not None:
            questions = self._built.index.questions.values()
            yield from streamed(self._built.files, form, self._wanted((), chosen), questions)
        else:
            yield self.text(form, *things, **chosen).encode()

    def _wanted(self, things: Iterable[ArgumentValue], chosen: ExportOptions) -> ExportSelection:
        """Reads what of a graph is to be exported."""
        kind, engine = chosen.get("kind"), chosen.get("for_engine")
        wanted = ExportSelection(
            {self._find(as_text(one)) for one in things},
            None if kind is None else find_class(kind, self._names),
            set(map(self._graph_named, chosen.get("graphs", ()))),
            chosen.get("with_inferred", False),
            chosen.get("with_default_graph", False),
            chosen.get("plain", False),
        )
        return wanted if engine is None else for_engine(wanted, engine)

    def _graph_named(self, name: str) -> str:
        iri = name if name.startswith(BASE) else BASE + name
        if iri in (ONTOLOGY_GRAPH, INFERRED_GRAPH, COMPUTED_GRAPH, VOID_GRAPH):
            return iri
        iri = self._find(name)
        if not iri.startswith((MEMO, SOURCE)):
            raise RequestError(
                f"{self._built.index.label(iri)} is not a graph",
                "graphs are passages (memo:2-14), sources "
                "(source:editors), ontology, inferred, computed and void",
            )
        return iri

    def publish(
        self,
        endpoint: str,
        updates: str | None = None,
        graph_store: str | None = None,
        *,
        dry_run: bool = False,
        progress: Progress = silent,
    ) -> Publication:
        """Publishes the build to an engine, where it is asked as this one is: see `thbgraph.connect`.

        `endpoint` is the address of its query service, `updates` that of its updates, by default `update` beside the
        query service, or below the dataset, and `graph_store` that of its Graph Store; without one, all is written by
        updates. Only what differs is written, and what readers see changes in one last request where the engine takes
        that. With `dry_run` nothing is written but a triple by each address, which is removed again. Raises
        EndpointError, and RequestError for an engine whose default graph holds what is not ours.
        """
        from ..endpoints.publishing import Publisher  # which needs a library that exports do without

        publisher, files = Publisher(endpoint, updates, graph_store), self._built.files
        if files is None:
            quads = gather(self._built, ExportSelection(with_default_graph=True))
            named = sorted_lines(quad for quad in quads if isinstance(quad.graph_name, ox.NamedNode))
            parts: list[Lines] = [lambda: named]
        else:
            parts = files.parts(described=True)
        return publisher.publish(parts, self._built.index.digest, progress, dry_run)
