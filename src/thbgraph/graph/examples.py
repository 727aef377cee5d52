"""Examples of arguments: things about which a question has something to say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice

from ..base.errors import ParameterError
from ..base.terms import curie
from ..base.values import Entity
from ..questions.questions import Question
from ..results.answer import Answer

#: How many examples there are of a parameter, and how many things are tried.
_ENOUGH, _TRIED = 3, 12


def examples(
    question: Question,
    params: Collection[str],
    members: Callable[[str], Iterable[Entity]],
    statements: Callable[[str], Iterable[object]],
    ask: Callable[..., Answer],
) -> dict[str, list[Entity]]:
    """Returns things for each of some parameters that takes some: with each the question has rows, the others by default.

    `members` gives the things of a class, `statements` what is said of one. What stands in a column of the parameter's
    name has them; others are tried.
    """

    def has_rows(name: str, thing: Entity) -> bool:
        try:
            return not ask(question.name, {name: thing}).is_empty
        except ParameterError:  # it is what a parameter that must be unlike has by default
            return False

    answer = ask(question.name, {})
    found = {}
    for param in question.params:
        if param.wants_class is not None and param.name in params:
            own = [row[param.name] for row in answer if param.name in answer.columns]
            seen = own + [value for row in answer for value in row if isinstance(value, Entity)]
            of_class = set(members(curie(param.wants_class) or param.wants_class))
            tried = islice(_candidates(seen, of_class, statements), _TRIED)
            fitting = (thing for thing in tried if thing in own or has_rows(param.name, thing))
            found[param.name] = list(islice(fitting, _ENOUGH))
    return found


def _candidates(
    seen: list[Entity], members: set[Entity], statements: Callable[[str], Iterable[object]]
) -> Iterator[Entity]:
    """Yields things of a class: first what the answer names, then that of which most is said."""
    named = [thing for thing in dict.fromkeys(seen) if thing in members]
    yield from named
    counts = {thing: sum(1 for _ in statements(thing.iri)) for thing in members.difference(named)}
    yield from sorted(counts, key=lambda thing: (-counts[thing], thing.iri))
