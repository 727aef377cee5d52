"""What a search finds: the saved questions that a sentence may ask, and texts that have its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..base.printing import quoted
from .answer import Answer, Row
from .values import Entity, Value


class Suggestion(NamedTuple):
    """A saved question, or a command, that a sentence may ask, with arguments by parameter.

    `certain` where no other comes near. `telling` is how many words of the sentence tell something, `worded` how many of
    these its wordings have, and `left_out` are those that are neither in its wordings nor in its arguments; `by_default` are parameters that the sentence does not fill,
    `by_last_day` the months and years of which the last day fills one. `unread` are the operators of the sentence, such as
    "not", that it does not read, `dropped` the names that it does not take.
    """

    name: str
    summary: str
    arguments: Mapping[str, tuple[str, ...]]
    is_question: bool = True
    certain: bool = False
    telling: int = 0
    worded: int = 0
    by_default: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    by_last_day: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether its answer is one to the sentence, if in other words: it reads every operator, takes every name and adds none."""
        return self.takes_all and not self.by_default

    @property
    def is_whole(self) -> bool:
        """Whether it is sound and takes up every other word, too."""
        return self.is_sound and not self.left_out

    @property
    def is_near(self) -> bool:
        """Whether it is sound and takes up at least half of the words that say what is asked of all that is named."""
        return self.is_sound and self.worded >= len(self.left_out)

    @property
    def takes_all(self) -> bool:
        """Whether it reads every operator and takes every name."""
        return not (self.unread or self.dropped)

    @property
    def adds_to_named(self) -> bool:
        """Whether it is about a thing that nobody named beside what the sentence names."""
        return 0 < len(self.by_default) < len(self.arguments)

    @property
    def missing(self) -> tuple[str, ...]:
        """What of the sentence it does not take up, each word once: operators, names, and words of neither."""
        told: dict[str, set[str]] = {}
        for text in (*self.unread, *self.dropped, *self.left_out):
            if not set(text.split()) <= set().union(*told.values()):
                told[text] = set(text.split())
        return tuple(told)

    @property
    def share(self) -> float:
        """How many of the telling words it takes up, at most 1."""
        return 1 - sum(len(text.split()) for text in self.left_out) / self.telling if self.telling else 0.0

    @property
    def words(self) -> list[str]:
        """The words of the command line that ask it."""
        named = [(name, value) for name, values in self.arguments.items() for value in values]
        if self.is_question:
            return ["ask", self.name, *(f"{name}={value}" for name, value in named)]
        return [self.name, *(f"asOf={value}" if name == "asOf" else value for name, value in named)]


class SentenceReading(NamedTuple):
    """How a sentence is read: what it may ask, the best first, and what is to be said of it before anything is answered.

    `said` names what is not read: an operator, a name that nothing has, a word, and what is taken for what. The first of
    the `offers` runs by itself where it `runs`. `of_sentence` is what of that is said of the sentence, and not of the offers.
    """

    sentence: str
    offers: Sequence[Suggestion] = ()
    said: Sequence[str] = ()
    of_sentence: Sequence[str] = ()

    @property
    def runs(self) -> Suggestion | None:
        """What is asked, where nothing else can be meant."""
        return next((one for one in self.offers[:1] if one.certain), None)

    @property
    def lead(self) -> str:
        """What every door says first: what is not read or taken for what, else that no one question is meant; empty where one is."""
        if self.said or self.runs is not None:
            return " ".join(self.said)
        some = "several questions may be meant by" if self.offers else "no question asks"
        return f"{some} {quoted(self.sentence)}."


class Hit(NamedTuple):
    """A text said of a thing, in a passage or source (`place`); the words looked for stand between asterisks.

    `share` is how many of them it has, at most 1.
    """

    thing: Entity
    place: Entity
    text: str
    share: float = 0.0


class Found(NamedTuple):
    """What a text finds: things that are called so, what it may ask, and texts that have its words."""

    things: Sequence[Entity] = ()
    questions: Sequence[Suggestion] = ()
    texts: Sequence[Hit] = ()

    def table(self) -> Answer:
        """Returns all that is found as an answer."""
        columns = ("kind", "found", "text")
        cells: list[tuple[Value, ...]] = [("thing", one, None) for one in self.things]
        cells += [("question", " ".join(one.words), one.summary) for one in self.questions]
        cells += [("text", one.place, one.text) for one in self.texts]
        return Answer(columns, [Row(columns, row) for row in cells])
