"""Looking things up by name: one thing, all that may be meant, the members of a class, what is said of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.errors import ParameterError, RequestError, StoreError, UnknownEntity
from ..base.grouping import grouped
from ..base.names import quoted
from ..base.namespaces import (
    BASE,
    COMPUTED,
    COMPUTED_GRAPH,
    EDITORS,
    ID,
    INFERRED_GRAPH,
    MEMO,
    ONTOLOGY_GRAPH,
    SOURCE,
    VOID_GRAPH,
)
from ..base.terms import expand, short
from ..build.index import Index
from ..names.arguments import Given, as_text
from ..names.names import Names
from ..names.resolve import find_entity, find_group, taken_as
from ..names.search import search
from ..names.terms import find_class
from ..questions.questions import find_question
from ..results.computed_names import computed_name, things_named
from ..results.listing import Listing
from ..results.statements import Statements
from ..results.values import Entity
from ..stores.protocol import Store
from . import on_demand

if TYPE_CHECKING:
    from ..results.hits import Hit, Suggestion
    from ..sentences.sentences import Worded


#: How an IRI in full begins.
_ABSOLUTE = ("http://", "https://", "urn:")
_ORGANIZATION = "org:Organization"
#: Of so many texts those are taken that say something of a thing.
_LOOKED_AT = 30
#: What has a smaller part than this of the words that the best has is left out.
_NEAR = 2 / 3


class Directory:
    """The names and classes of the things of a graph, and what is said of them."""

    def __init__(self, root: Path, store: Store, index: Index) -> None:
        self.root, self.index, self._store = root, index, store
        self._names = Names(index.names, index.labels, index.classes)

    def find(self, name: Given, kind: str | None = None) -> str:
        """Gives the IRI of what a label, abbreviation, code, passage (2-14), linked identifier or IRI names.

        `kind` names the class that it must have. A thing without a name of its own goes by its IRI, a computed one
        also by what results call it. Raises UnknownEntity with candidates.
        """
        text = as_text(name)
        if kind is not None:
            return find_entity(text, self._names, expand(self._class_in_use(kind)))
        try:
            return find_entity(text, self._names)
        except UnknownEntity:
            found = next(self._unnamed(text), None)
            if found is None:
                raise
            return found

    def _iri(self, name: Given) -> str:
        """Gives the IRI of a thing, graph or term that is given by any of its names, or by an IRI, as it is."""
        text = as_text(name)
        if text.startswith(_ABSOLUTE):
            return str(_node(text).value)
        return self.find(text)

    def taken_as(self, name: str, kind: str | None = None) -> str:
        """Says what a text is taken as that is no name of one thing alone, such as "Lithuan": the label of the thing; else nothing.

        `kind` is the CURIE of the class within which it is looked for.
        """
        with suppress(UnknownEntity):
            if kind == _ORGANIZATION:
                return taken_as(name, find_group(name, self._names, str(expand(kind))), self._names)
            return taken_as(name, find_entity(name, self._names, expand(kind) if kind else None), self._names)
        return ""

    def is_named(self, name: str, kind: str) -> bool:
        """Says whether a text names one thing of a class, which is a CURIE."""
        with suppress(UnknownEntity):
            return bool(find_entity(name, self._names, expand(kind)))
        return False

    def _unnamed(self, name: str) -> Iterator[str]:
        """Yields the IRI of what has no name and goes by a text."""
        iri = expand(name) or name
        with suppress(RequestError):
            node = _node(iri)
            if any(self._store.match_many([(node, None, None), (None, None, node)])):
                yield iri
        things = [ox.NamedNode(iri) for iri in things_named(name, self.index.labels)]
        about = self._store.match_many((None, None, thing) for thing in things)
        nodes = (quad.subject.value for quad in about if quad.subject.value.startswith(COMPUTED))
        yield from (iri for iri in nodes if computed_name(iri, self.index.labels) == name)

    def search(self, text: str, kind: str | None = None) -> Listing[Entity]:
        """Returns what has a text, or one like it, for its name, the best first; `kind` names a class."""
        return self._entities(search(text, self._names, None if kind is None else self._class_in_use(kind)))

    def _suggested(self, sentence: str) -> list[Suggestion]:
        """Returns the saved questions and commands that a sentence may ask, filled from its names and days, the best first.

        What it excludes, as in "apart from women", is not asked about and left unread.
        """
        kept, excluded = on_demand.without_excluded(sentence, self._names)
        found = on_demand.questions_asked(kept, self._worded, self._names, self.short_name)
        if not excluded:
            return found
        return [one._replace(certain=False, unread=(*one.unread, f"except {excluded}")) for one in found]

    @cached_property
    def _worded(self) -> Worded:
        return on_demand.worded(self.index.questions)

    def _unknown_names(self, sentence: str) -> dict[str, str]:
        """Says of each name in a sentence, such as "Brussels Declaration", that nothing is called so, and what is near."""
        said: dict[str, str] = {}
        for name in on_demand.written_as_names(sentence, self._names):
            try:
                find_entity(name, self._names)
            except UnknownEntity as error:
                said[name] = error.message
        return said

    def _named_in(self, command: Suggestion) -> list[str]:
        """Returns the IRIs of the things that a suggested command is about; raises UnknownEntity as `find` does."""
        known = on_demand.COMMANDS.get(command.name)
        return [
            find_entity(name, self._names, None if param.wants_class == thb.Entity else param.wants_class)
            for param in (known.params if known else ())
            if param.wants_class
            for name in command.arguments.get(param.name, ())
        ]

    def parameter_for(self, text: str, question: str) -> str:
        """Returns the name of the one parameter of a question that a value fits; raises ParameterError for no such."""
        asked = find_question(question, self.index.questions)
        fitting = on_demand.parameters_of(text, asked, self._names)
        if len(fitting) == 1:
            return fitting[0]
        known = ", ".join(param.name for param in asked.params)
        raise ParameterError(
            f"{quoted(text)} fits {' and '.join(fitting) or 'no parameter'} of {question}; write name=value: {known}"
        )

    def texts(self, words: str, most: int = 20) -> Listing[Hit]:
        """Returns what passages and sources say of things in some of these words, stemmed, the best first."""
        named = {iri for one in on_demand.mentions(words, self._names)[0] for iri in one.iris}
        if self.index.folder is None:
            raise StoreError("a graph that was made in memory has no index of texts; open its build")
        with on_demand.opened(on_demand.Build(self.index.folder).search) as index:
            found = on_demand.best_lines(index, words, most, named)
        return Listing(
            on_demand.Hit(
                Entity(line.thing, self.label(line.thing)),
                Entity(line.place, self.label(line.place)),
                line.text,
                line.share,
            )
            for line in found
        )

    def recorded(self, sentence: str, most: int = 3) -> Listing[Hit]:
        """Returns what the memo, and what is recorded since, say of things in words of a sentence, the best first."""
        entity = short(thb.Entity)
        said = (
            hit
            for hit in self.texts(on_demand.without_excluded(sentence, self._names)[0], _LOOKED_AT)
            if hit.place != hit.thing
            and (
                hit.place.iri.startswith(MEMO)
                or (hit.place.iri != EDITORS and entity in self.index.classes.get(hit.thing.iri, ()))
            )
        )
        found = [*islice(said, most)]
        least = _NEAR * max((hit.share for hit in found), default=0.0)
        return Listing(hit for hit in found if hit.share >= least)

    def find_class(self, name: str) -> str:
        """Gives the IRI of the class of the ontology that a label, local name, CURIE or IRI names.

        Raises UnknownEntity with those that are near.
        """
        return find_class(name, self._names)

    def classes(self) -> Mapping[str, int]:
        """Returns how many things there are of each class, by CURIE and in order of it."""
        return {kind: len(things) for kind, things in sorted(self._by_class.items())}

    @cached_property
    def _by_class(self) -> Mapping[str, Sequence[str]]:
        return grouped((kind, iri) for iri, kinds in self.index.classes.items() for kind in kinds)

    def members(self, kind: str) -> Listing[Entity]:
        """Returns the things of a class, in order of label.

        Raises UnknownEntity for a class that there is not, RequestError for one that nothing has.
        """
        curie = self._class_in_use(kind)
        return Listing(sorted(self._entities(self._by_class[curie]), key=lambda thing: thing.label))

    def label(self, name: Given) -> str:
        """Gives the label of a thing that a name or IRI names, else its short name; raises UnknownEntity."""
        return self.index.label(self._iri(name))

    def short_name(self, name: Given) -> str:
        """Gives the shortest name that means what a name, CURIE or IRI does, and nothing else; raises UnknownEntity."""
        iri = self.find(name)
        for one in sorted((*self.index.aliases.get(iri, ()), self.label(iri)), key=len):
            with suppress(UnknownEntity):
                if self.find(one) == iri:
                    return one
        return short(iri)

    def statements(self, name: Given) -> Iterator[ox.Quad]:
        """Gives every quad about or to a thing that a name or IRI names, in all named graphs; raises UnknownEntity."""
        node = _node(self._iri(name))
        return self._store.match_many([(node, None, None), (None, None, node)])

    def contents(self, graph: Given) -> Statements:
        """Gives the quads of one named graph, by its name or IRI; raises UnknownEntity."""
        return Statements(self._store.graph(self._iri(graph)))

    def _entities(self, iris: Iterable[str]) -> Listing[Entity]:
        return Listing(Entity(iri, self.label(iri)) for iri in iris)

    def _class_in_use(self, name: str) -> str:
        """Returns the CURIE of a class that things have, from any of its names."""
        kinds = self._by_class
        if name in kinds:  # also owl:Class and the like, which the ontology does not declare
            return name
        kind = short(self.find_class(name))
        if kind not in kinds:
            raise RequestError(
                f"nothing that has a name is of the class {kind}; the list of classes names those that are used"
            )
        return kind

    def _graph_named(self, name: str) -> str:
        iri = name if name.startswith(BASE) else BASE + name
        if iri in (ONTOLOGY_GRAPH, INFERRED_GRAPH, COMPUTED_GRAPH, VOID_GRAPH):
            return iri
        iri = self.find(name)
        if not iri.startswith((MEMO, SOURCE)):
            raise RequestError(
                f"{self.label(iri)} is not a graph; graphs are passages (memo:2-14), sources (source:editors), "
                "ontology, inferred, computed and void"
            )
        return iri


def _node(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        raise RequestError(
            f"{quoted(iri)} is not an IRI; write it in full, as find() returns it for a name: {ID}fin"
        ) from None
