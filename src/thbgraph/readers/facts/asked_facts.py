"""What a sentence asks of things by their relations, as one plain value.

"Who launched Blue Heart?" asks which agents meet the condition of having launched it, "when was UNTOC adopted?" for the day
of a deed.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto
from itertools import product
from typing import NamedTuple, TypeAlias

from ...results.claims import Wanted
from ...sentences.days_asked import DaysAsked
from ..phrases import Noun, Saying

#: How it is said with whom something was done.
WITH = "with"
#: What a name may stand for.
Named: TypeAlias = tuple[str, ...]


class NamedThings(NamedTuple):
    """What is named: all of it, or any; where it is told by its kind, in these words: "handbooks for parliamentarians".

    It `is_most` where it is asked who has to do with most of the kind; those `beside` did it with who is asked for.
    """

    names: tuple[Named, ...]
    is_any: bool = False
    kind: str = ""
    is_most: bool = False
    beside: Named = ()

    @property
    def iris(self) -> list[str]:
        """The things, where each name stands for one."""
        return [iri for (iri,) in self.names]


class Condition(NamedTuple):
    """That something is linked to things by one of the relations that a phrase says, in a time; or, negated, that it is not."""

    phrase: str
    sayings: tuple[Saying, ...] = ()
    things: NamedThings | None = None
    span: DaysAsked | None = None
    is_past: bool = False
    is_subject: bool = True
    is_negated: bool = False

    @property
    def iris(self) -> list[str]:
        """The things that it names, where each name stands for one."""
        return self.things.iris if self.things else []


class AskedField(NamedTuple):
    """What is to be told of each thing of a list: its day, or by a property, as the sentence calls it."""

    called: str
    sayings: tuple[Saying, ...] = ()


class Deed(NamedTuple):
    """What was done to a thing, in words that stand behind "be" or not: "adopted", "enter into force"; none for what it was."""

    phrase: str = ""
    is_with_be: bool = True
    is_past: bool = True


class Asks(Enum):
    """What a sentence may ask of things."""

    WHICH = auto()  # those of a kind that meet conditions, or how many, or whether there are any
    WHETHER = auto()  # whether a thing meets a condition
    WHEN = auto()  # the day or place of a deed
    LENGTH = auto()  # how long a thing lasts
    LABEL = auto()  # a property of a thing by its label
    IDENTIFIER = auto()  # by what an outside scheme knows a thing
    ORDER = (
        auto()
    )  # which of some things was first, or whether one was before another, or how long it was between two
    SAME = auto()  # whether several things are linked to the same


class AskedFact(NamedTuple):
    """What a sentence asks.

    `things` are those of which it asks, or among which. The `rank` asks for the "first" or "last", for all "in order", or how
    many there are "per year"; `fields` are to be told of each; `deeds` were done to each of the things, where it is not the
    same. `asked` are words that ask for more: "since when", "when and
    where", the units in which a time is told, the scheme of an identifier, "or" where the first may be before or after the
    other, "or only" where it may be so of less, "only subject" and "only object" where it may be so of no other, "valid" where what replaced a thing tells that it is not.
    """

    asks: Asks
    wanted: Wanted = Wanted.LIST
    things: tuple[Named, ...] = ()
    conditions: tuple[Condition, ...] = ()
    noun: Noun | None = None
    is_agent: bool = False
    rank: str = ""
    fields: tuple[AskedField, ...] = ()
    deed: Deed = Deed()
    deeds: tuple[Deed, ...] = ()
    asked: str = ""
    sayings: tuple[Saying, ...] = ()

    @property
    def iris(self) -> list[str]:
        """The things of which it asks, where each name stands for one."""
        return [iri for (iri,) in self.things]

    @property
    def about(self) -> tuple[str, ...]:
        """The things of which it asks, or which its conditions name, where each name stands for one."""
        of_conditions = (iri for one in self.conditions for iri in one.iris)
        return tuple(of_conditions if self.asks is Asks.WHICH else self.iris)

    def choices(self) -> Iterator[AskedFact]:
        """Yields what it asks for each choice of what its names may stand for."""
        for conditions in product(*map(_choices, self.conditions)):
            for things in product(*self.things):
                yield self._replace(conditions=conditions, things=tuple((iri,) for iri in things))


def _choices(condition: Condition) -> Iterator[Condition]:
    for chosen in product(*condition.things.names) if condition.things else ():
        names = tuple((iri,) for iri in chosen)
        yield condition._replace(things=condition.things and condition.things._replace(names=names))
    if condition.things is None:
        yield condition
