"""The limits of a query that somebody writes: how long its text may be, and how much its answer may take.

Those of a text are far beyond any that is written by hand. They keep the engine from planning for minutes: it orders what is joined in time that grows with the cube of its
number. They are not what keeps it from overrunning its stack (`stores.evaluation`), since no tokenizer sees quite what it sees.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..base.errors import ParameterError, QuerySyntaxError
from ..base.tokens import CodeToken, nesting, tokens

#: The most characters, the most tokens beside the rows of VALUES, and the most levels of brackets.
MOST_CHARACTERS, MOST_TOKENS, MOST_LEVELS = 100_000, 5_000, 64
#: What a query takes at most where nothing else is said: seconds, and gigabytes of memory.
SECONDS, GIGABYTES = 60.0, 4.0
#: No system waits longer at once, and none has more memory.
_LONGEST, _LARGEST = 10.0**6, 2.0**30


def refuse_beyond_limits(text: str) -> None:
    """Refuses a query that is too long, has too many parts or nests too deeply.

    Raises QuerySyntaxError, also for a text that is not UTF-8.

    >>> refuse_beyond_limits("ASK { ?a ?b " + "(" * 99 + "1" + ")" * 99 + " }")
    Traceback (most recent call last):
        ...
    thbgraph.base.errors.QuerySyntaxError: the query is nested 100 levels deep; nest it at most 64
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise QuerySyntaxError("the query is not UTF-8", "write it as UTF-8 text") from None
    if len(text) > MOST_CHARACTERS:
        raise QuerySyntaxError(f"the query has {len(text)} characters", f"write at most {MOST_CHARACTERS}")
    words = list(tokens(text))
    count = _beside_rows(words)
    if count > MOST_TOKENS:
        raise QuerySyntaxError(
            f"the query has {count} words and signs beside the rows of VALUES", f"write at most {MOST_TOKENS}"
        )
    levels = nesting(words)
    if levels > MOST_LEVELS:
        raise QuerySyntaxError(f"the query is nested {levels} levels deep", f"nest it at most {MOST_LEVELS}")


def _beside_rows(words: Iterable[CodeToken]) -> int:
    """Returns how many there are of a query's tokens, comments and the rows of VALUES left out."""
    count = 0
    is_values = in_rows = False
    for token in words:
        if token.text == "{":
            is_values, in_rows = False, is_values
        elif token.text == "}":
            in_rows = False
        elif token.text.lower() == "values":
            is_values = True
        count += token.kind != "comment" and not in_rows
    return count


class QueryBounds(NamedTuple):
    """What a query may take: seconds, and gigabytes of memory beside the graph; None is no bound."""

    seconds: float | None = SECONDS
    gigabytes: float | None = GIGABYTES

    def checked(self) -> QueryBounds:
        """Returns bounds that every system can keep; raises ParameterError for what is none."""
        return QueryBounds(
            _checked("timeout", self.seconds, "seconds such as 60", _LONGEST),
            _checked("memory", self.gigabytes, "gigabytes such as 4 or 0.5", _LARGEST),
        )


def _checked(name: str, given: object, such: str, most: float) -> float | None:
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, int | float) or not given > 0:
        raise ParameterError(f"{name}: expected {such}, or None for no bound, got {given!r}")
    return min(float(given), most)
