"""Exporting: statements, the ontology and what else is published of a graph, as text in a format of RDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..base.progress import Progress, silent
from ..results.statements import GraphText
from ..stores.embedded import EmbeddedStore
from . import on_demand
from .directory import Directory

if TYPE_CHECKING:
    from ..build.builds import Build
    from ..endpoints.publishing import Publication
    from ..exports.exports import Built


class Exporting(Directory):
    """What a graph is published as."""

    def export(
        self,
        form: str = "trig",
        *entities: str,
        kind: str | None = None,
        graphs: Sequence[str] = (),
        with_inferred: bool = False,
        with_default_graph: bool = False,
        for_engine: str | None = None,
        plain: bool = False,
        frame: Mapping[str, object] | str | None = None,
    ) -> GraphText:
        """Writes statements as `turtle`, `trig`, `ntriples`, `nquads`, `rdfxml` or `jsonld`, byte for byte stable.

        Taken from the graph: all that is asserted, or what is said about some entities, the things of a class, or in
        some graphs. `with_inferred` adds what follows and what is
        computed; `with_default_graph` makes what another engine loads, inferred and computed statements too, and
        `for_engine` ("jena", "oxigraph", "virtuoso") does so in the way of that engine.
        `plain` makes `jsonld` for who knows JSON alone; a JSON-LD `frame`, of your own or by the name of one that
        lies ready, nests it. Raises UnknownEntity for a name that nothing has, RequestError for what does not go
        together.
        """
        things, named = set(map(self.find, entities)), set(map(self._graph_named, graphs))
        of_kind = None if kind is None else self.find_class(kind)
        wanted = on_demand.Wanted(things, of_kind, named, with_inferred, with_default_graph, plain)
        if for_engine is not None:
            wanted = on_demand.for_engine(wanted, for_engine)
        return on_demand.write(self._built, form, wanted, frame)

    def export_parts(
        self,
        form: str = "trig",
        *entities: str,
        kind: str | None = None,
        graphs: Sequence[str] = (),
        with_inferred: bool = False,
        with_default_graph: bool = False,
        for_engine: str | None = None,
        plain: bool = False,
        frame: Mapping[str, object] | str | None = None,
    ) -> Iterator[bytes]:
        """Yields what `export` writes as UTF-8 in parts: a whole graph as `trig` or `nquads` a few statements at a time.

        Raises what `export` raises.
        """
        chosen = entities or kind is not None or graphs or plain or frame
        files = self._files
        if chosen or form not in on_demand.STREAMED or files is None:
            yield self.export(
                form,
                *entities,
                kind=kind,
                graphs=graphs,
                with_inferred=with_inferred,
                with_default_graph=with_default_graph,
                for_engine=for_engine,
                plain=plain,
                frame=frame,
            ).encode()
            return
        wanted = on_demand.Wanted((), None, (), with_inferred, with_default_graph)
        if for_engine is not None:
            wanted = on_demand.for_engine(wanted, for_engine)
        yield from on_demand.streamed(files, form, wanted)

    @property
    def _files(self) -> Build | None:
        """The files of the build, None where these do not lie here."""
        if self.index.folder is None or not isinstance(self._store, EmbeddedStore):
            return None
        return on_demand.Build(self.index.folder)

    @property
    def _built(self) -> Built:
        return on_demand.Built(self.root, self.index.digest, self.index.labels, self._store)

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

        `endpoint` is the address of its query service, `updates` that of its updates, by default `update` beside it,
        and `graph_store` that of its Graph Store; without one, all is written by updates. What readers see changes in
        one last request. With `dry_run` nothing is written. Raises EndpointError, and RequestError for an engine
        whose default graph holds what is not ours.
        """
        publisher = on_demand.Publisher(endpoint, updates, graph_store)
        files = self._files
        if files is None:
            wanted = on_demand.Wanted(with_default_graph=True)
            quads: Iterable[ox.Quad] = on_demand.gather(self._built, wanted)
        else:
            quads = files.published()
        return publisher.publish(quads, self.index.digest, progress, dry_run)

    def export_ontology(self, form: str = "turtle", frame: Mapping[str, object] | None = None) -> GraphText:
        """Writes the ontology in a format of `export`."""
        return on_demand.write_ontology(self.root, form, frame)

    def export_shapes(self, form: str = "turtle") -> GraphText:
        """Writes the SHACL shapes and the subclass axioms that they need, in a format of `export`."""
        return on_demand.write_shapes(self.root, form)

    def export_questions(self, form: str = "turtle") -> GraphText:
        """Writes the saved questions as SHACL executables, as sparql-examples has them, in a format of `export`."""
        return on_demand.write_questions(self.root, self.index.questions.values(), form)
