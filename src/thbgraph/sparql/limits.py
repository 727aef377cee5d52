"""The limits of a query that somebody writes, far beyond any that is written by hand.

They keep the engine from planning for minutes: it orders what is joined in time that grows with the cube of its
number. They are not what keeps it from overrunning its stack (`stores.stack`), since no tokenizer sees quite what it sees.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..base.errors import QuerySyntaxError
from ..base.tokens import CodeToken, nesting, tokens

#: The most characters, the most tokens beside the rows of VALUES, and the most levels of brackets.
MOST_CHARACTERS, MOST_TOKENS, MOST_LEVELS = 100_000, 5_000, 64


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
        raise QuerySyntaxError("the query is not UTF-8; write it as UTF-8 text") from None
    if len(text) > MOST_CHARACTERS:
        raise QuerySyntaxError(f"the query has {len(text)} characters; write at most {MOST_CHARACTERS}")
    words = list(tokens(text))
    count = _beside_rows(words)
    if count > MOST_TOKENS:
        raise QuerySyntaxError(
            f"the query has {count} words and signs beside the rows of VALUES; write at most {MOST_TOKENS}"
        )
    levels = nesting(words)
    if levels > MOST_LEVELS:
        raise QuerySyntaxError(f"the query is nested {levels} levels deep; nest it at most {MOST_LEVELS}")


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
