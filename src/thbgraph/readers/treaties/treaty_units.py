"""Units: the words and names of a sentence about treaties and organizations, each with the part that it plays.

"Which CBSS states had not signed it" is a question word, a group, a noun, an auxiliary, a "not" and an act.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple, overload

from ...base.vocabulary import ActKind
from .treaty_phrases import Part


class NoPart(Exception):
    """A sentence that the reader does not understand whole."""


class Unit(NamedTuple):
    """A part of a sentence, with what it stands for and the tokens that it takes, folded and as they are written.

    It `is_apart` where punctuation stands before it.
    """

    part: Part
    value: Any
    start: int = 0
    end: int = 0
    kinds: frozenset[ActKind] = frozenset()
    meant: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    written: str = ""
    is_apart: bool = False

    @property
    def silent(self) -> Unit:
        """The same as a word that says nothing, and is taken."""
        return self._replace(part=Part.SMALL, value="")

    @property
    def body(self) -> str:
        """The organization that is named, or whose members are, as a group; nothing for another unit."""
        return self.value[0] if self.part is Part.GROUP else ""

    @property
    def is_body(self) -> bool:
        """Whether an organization is named, and not those who are its members."""
        return self.part is Part.GROUP and self.value[0] == self.value[1]


class Units:
    """The units of one sentence, with those that something has taken already and the organizations that are joined or belonged to."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units = [*units]
        self.taken: set[int] = set()
        self.bodies: set[str] = set()

    @overload
    def __getitem__(self, at: int) -> Unit: ...
    @overload
    def __getitem__(self, at: slice) -> list[Unit]: ...
    def __getitem__(self, at: int | slice) -> Unit | list[Unit]:
        return self._units[at]

    def __iter__(self) -> Iterator[Unit]:
        return iter(self._units)

    def __len__(self) -> int:
        return len(self._units)

    def exchange(self, start: int, end: int, *units: Unit) -> None:
        """Puts units in the place of others."""
        self._units[start:end] = units

    def change(self, at: int, part: Part, value: object) -> None:
        """Gives a unit another part."""
        self._units[at] = self._units[at]._replace(part=part, value=value)

    def places(self, *parts: Part) -> list[int]:
        """Returns the places of the units that play some parts."""
        return [at for at, unit in enumerate(self._units) if unit.part in parts]

    def of(self, *parts: Part) -> list[Unit]:
        """Returns the units that play some parts."""
        return [unit for unit in self._units if unit.part in parts]

    def next(self, at: int, skipped: Collection[Part] = (Part.SMALL, Part.AUXILIARY)) -> int:
        """Returns the place of the next unit that says something; that behind the last for none."""
        at += 1
        while at < len(self._units) and self._units[at].part in skipped:
            at += 1
        return at

    def before(self, at: int, skipped: Collection[Part] = (Part.SMALL, Part.AUXILIARY)) -> int:
        """Returns the place of the unit before that says something; -1 for none."""
        at -= 1
        while at >= 0 and self._units[at].part in skipped:
            at -= 1
        return at

    def is_at(self, at: int, *parts: Part) -> bool:
        """Says whether the unit at a place plays one of some parts."""
        return 0 <= at < len(self._units) and self._units[at].part in parts

    def text(self, at: int) -> str:
        """Returns what the unit at a place stands for, in letters; nothing where there is none."""
        return str(self._units[at].value) if 0 <= at < len(self._units) else ""

    def begins(self, at: int) -> str:
        """Returns the first word of a unit, folded."""
        return next(iter(self._units[at].words), "")

    def word_before(self, at: int) -> str:
        """Returns the word before a unit; nothing where what stands there was filled in."""
        return next(reversed(self._units[at - 1].words), "") if at else ""

    def written(self, start: int, end: int) -> str:
        """Returns how the sentence writes the units from one to another."""
        return " ".join(unit.written for unit in self._units[start : end + 1])

    @property
    def words(self) -> list[str]:
        """All words, folded."""
        return [word for unit in self._units for word in unit.words]

    @property
    def is_truth(self) -> bool:
        """Whether it is asked whether something is so."""
        return self.is_at(0, Part.AUXILIARY)

    @property
    def nouns(self) -> set[str]:
        """The words for states and members."""
        return {word for unit in self.of(Part.NOUN) for word in str(unit.value).split()}
