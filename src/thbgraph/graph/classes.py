"""The classes that things have, and the things of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from typing import Any

from ..base.errors import RequestError
from ..base.terms import short
from ..base.values import Entity, grouped
from ..build.index import Index
from ..names.names import Names
from ..names.term_names import find_class
from ..results.answer import Answer
from ..results.formats import notebook
from ..results.listing import ClassSize, Listing


@notebook
class Classes(Mapping[str, Listing[Entity]]):
    """The things of each class in order of label, by the CURIE of the class; any other name of it finds them too.

    A name that no class has raises UnknownEntity, a class that nothing has RequestError.
    """

    def __init__(self, index: Index, names: Names) -> None:
        self._index, self._names = index, names

    @cached_property
    def _things(self) -> dict[str, list[str]]:
        found = grouped((kind, iri) for iri, kinds in self._index.classes.items() for kind in kinds)
        return dict(sorted(found.items()))

    def curie(self, name: str) -> str:
        """Returns the CURIE of a class that things have, from any of its names."""
        if name in self._things:  # also owl:Class and the like, which the ontology does not declare
            return name
        kind = short(find_class(name, self._names))
        if kind not in self._things:
            raise RequestError(
                f"nothing that has a name is of the class {kind}",
                "the list of classes names those that are used",
            )
        return kind

    def __getitem__(self, name: str) -> Listing[Entity]:
        things = (Entity(iri, self._index.label(iri)) for iri in self._things[self.curie(name)])
        return Listing(sorted(things, key=lambda thing: thing.label))

    def __contains__(self, name: object) -> bool:
        with suppress(RequestError):
            return bool(self.curie(str(name)))
        return False

    def get(self, name: str, default: Any = None) -> Any:
        """Returns the things of a class, or the default where no class that things have is called so."""
        try:
            return self[name]
        except RequestError:
            return default

    def __iter__(self) -> Iterator[str]:
        return iter(self._things)

    def __len__(self) -> int:
        return len(self._things)

    def sizes(self) -> Listing[ClassSize]:
        """Returns how many things there are of each class."""
        return Listing(ClassSize(kind, len(things)) for kind, things in self._things.items())

    def table(self) -> Answer:
        """Returns the classes as an answer, with how many things each has."""
        return self.sizes().table()
