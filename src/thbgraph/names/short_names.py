"""Short names: the shortest by which a thing is called that nothing else has, as CETS 197."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress

from ..base.errors import UnknownEntity
from ..base.terms import expand, short
from .names import Names
from .resolve import find_entity

#: A word of capitals as abbreviations are, with the number of one of several such.
_ABBREVIATION = re.compile(r"(?<![\w./-])([A-Z]{2}[A-Z0-9]*(?:[.-][A-Z]+)*)( C?\d{2,3})?(?![\w-])")


class ShortNames:
    """The short names of things, which have a label in `known` and other names in `aliases`; each is looked for once."""

    def __init__(self, known: Names, aliases: Mapping[str, Collection[str]]) -> None:
        self._known, self._aliases = known, aliases
        self._found = dict[str, str]()
        self._meant = dict[str, str | None]()

    def of(self, name: str) -> str:
        """Gives the shortest name that means the same thing as an IRI, or as a CURIE, and nothing else."""
        iri = expand(name) or name
        if iri not in self._found:
            self._found[iri] = next(self._alone(iri), short(iri))
        return self._found[iri]

    def opened(self, text: str) -> dict[str, str]:
        """Returns for what the abbreviations in a text stand, in order, those that mean one thing and nothing else."""
        found = dict[str, str]()
        for word, number in dict.fromkeys(_ABBREVIATION.findall(text)):
            for one in dict.fromkeys((word + number, word)):
                if (label := self._label_meant(one)) is not None:
                    found |= {one: label} if label != one else {}
                    break
        return found

    def _label_meant(self, abbreviation: str) -> str | None:
        """Returns the label of the thing that an abbreviation means; None where it means none, or several."""
        if abbreviation not in self._meant:
            self._meant[abbreviation] = None
            with suppress(UnknownEntity):
                iri = find_entity(abbreviation, self._known)
                self._meant[abbreviation] = self._known.labels.get(iri, abbreviation)
        return self._meant[abbreviation]

    def _alone(self, iri: str) -> Iterator[str]:
        """Yields the names that mean one thing and nothing else, the shortest first."""
        label = self._known.labels.get(iri)
        for one in sorted((*self._aliases.get(iri, ()), *([label] if label else ())), key=len):
            with suppress(UnknownEntity):
                if find_entity(one, self._known) == iri:
                    yield one
