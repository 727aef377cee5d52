"""Says where and why a SPARQL text does not parse, plainer than the engine does.

The engine lists what it had tried where it gave up. Of a keyword it counts the letters, too: then what is
wrong stands somewhere in as many columns before that place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ..base.errors import QuerySyntaxError
from ..base.printing import quoted
from ..base.tokens import CodeToken, tokens

_FORMS = {"select", "ask", "construct", "describe"}
_UPDATES = {"insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy"}
_AGGREGATES = {"count", "sum", "min", "max", "avg", "sample", "group_concat"}
_CLOSING = {"{": "}", "(": ")", "[": "]"}
#: What the engine says of a query that parses and means nothing, and what to write instead.
_MEANINGLESS = {
    "Duplicated variable name in SELECT": "SELECT names a variable twice; name it once",
    "The SELECT overrides an existing variable using an expression": "SELECT gives a value to a variable that has one; write another name after AS",
    "The SELECT contains a variable that is unbound": "the query groups, but a variable is neither in GROUP BY nor in an aggregate such as SAMPLE(?x)",
    "SELECT * is not authorized with GROUP BY": "SELECT * does not go with GROUP BY; name the variables",
}
#: What the engine lists among others where a name might go on, and where anything might stand.
_GOES_ON, _ANYTHING = "\\u{00B7}", "[_]"
#: Where the engine gave up, and what it had tried there.
_GAVE_UP = re.compile(
    r"error at (?P<line>\d+):(?P<column>\d+): expected (?:one of )?(?P<tried>.*)", re.DOTALL
)
_CURLY = "\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb"


class _Fault(NamedTuple):
    """What is wrong with a query, at which offset where it has one, and what to write."""

    offset: int | None
    what: str
    advice: str = ""


def syntax_error(complaint: str, text: str) -> QuerySyntaxError:
    """Makes the error for a text of which the engine `complaint` that it does not parse."""
    words = [token for token in tokens(text) if token.kind != "comment"]
    found = _fault(complaint, text, words)
    line, column = (None, None) if found.offset is None else _place(text, found.offset)
    return QuerySyntaxError(f"the query does not parse: {found.what}", found.advice, line=line, column=column)


def behind(prologue: str, error: QuerySyntaxError) -> QuerySyntaxError:
    """Returns the error of a text that stood behind a prologue of one line: its column is the text's own."""
    column = error.column
    if error.line == 1 and column is not None:
        column = max(1, column - len(prologue))
    return QuerySyntaxError(error.what, error.advice, line=error.line, column=column)


def offset_of(complaint: str, text: str) -> int | None:
    """Returns the offset in a text at which the engine gave up, where what it `complaint` tells a place."""
    found = _GAVE_UP.fullmatch(complaint)
    return _offset(found, text) if found else None


def _offset(found: re.Match[str], text: str) -> int:
    lines = text.splitlines(keepends=True)
    return sum(map(len, lines[: int(found["line"]) - 1])) + int(found["column"]) - 1


def _fault(complaint: str, text: str, words: Sequence[CodeToken]) -> _Fault:
    """Finds what is wrong."""
    undeclared = _undeclared(words)
    if undeclared is not None:
        prefix = undeclared.text.partition(":")[0] + ":"
        return _Fault(undeclared.start, f"the prefix {prefix} is not declared", f"add: PREFIX {prefix} <...>")
    if not _FORMS & {word.text.lower() for word in words}:
        updates = [word for word in words if word.text.lower() in _UPDATES]
        why = "the graph is read-only" if updates else "it is not a query"
        start = [*updates, *_behind_prefixes(words)][:1]
        return _Fault(start[0].start if start else len(text), why, "write SELECT, ASK, CONSTRUCT or DESCRIBE")
    for sentence, plain in _MEANINGLESS.items():
        if sentence in complaint:
            return _Fault(None, plain)
    bracket = _unbalanced(words)
    if bracket is not None:
        fault = "is never closed" if bracket.text in _CLOSING else "closes nothing"
        return _Fault(bracket.start, f"this {bracket.text} {fault}")
    return _unexpected(complaint, text, words)


def _unexpected(complaint: str, text: str, words: Sequence[CodeToken]) -> _Fault:
    """Says what stands where the engine gave up, or just before, where that is all that is known."""
    found = _GAVE_UP.fullmatch(complaint)
    if not found:
        return _Fault(None, complaint)
    offset = _offset(found, text)
    tried = [one for one in found["tried"].split(", ") if one != _ANYTHING]
    if not tried and not text[offset:].strip():
        return _Fault(
            None,
            "no variable may be assigned twice, and no label of a blank node may be used in two groups",
        )
    if tried and all(one.isalpha() for one in tried):
        start = offset - max(map(len, tried))
        part = [word for word in words if word.start < offset and word.end > start]
        excerpt = text[part[0].start : part[-1].end] if part else text[start:offset]
        return _Fault(offset, f"something in {quoted(excerpt)} is not expected", _hint(part))
    before = [word for word in words if word.end == offset and word.kind == "name"]
    if _GOES_ON in found["tried"] and before and ":" not in before[0].text and not before[0].text.isupper():
        bare = before[0].text
        return _Fault(
            before[0].start, f"{quoted(bare)} has no prefix", "write it with one, such as thb:State"
        )
    after = [word for word in words if word.start >= offset][:1]
    if not after:
        return _Fault(len(text), "it ends too early")
    if text[offset : after[0].start].strip():
        return _Fault(offset, "what is there is not expected")
    return _Fault(after[0].start, f"{quoted(after[0].text)} is not expected there", _hint(after))


def _hint(words: Sequence[CodeToken]) -> str:
    if words and words[0].text.lower() in _AGGREGATES:
        return f"write ({words[0].text}(...) AS ?name)"
    return 'write straight quotes: "' if any(word.text in _CURLY for word in words) else ""


def _place(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def _behind_prefixes(words: Sequence[CodeToken]) -> Sequence[CodeToken]:
    while words and words[0].text.lower() in ("prefix", "base"):
        words = words[3 if words[0].text.lower() == "prefix" else 2 :]
    return words


def _undeclared(words: Sequence[CodeToken]) -> CodeToken | None:
    """Finds the first name whose prefix the query does not declare."""
    declared = {after.text for word, after in pairwise(words) if word.text.lower() == "prefix"} | {"_:"}
    for word in words:
        if word.kind == "name" and ":" in word.text and word.text.partition(":")[0] + ":" not in declared:
            return word
    return None


def _unbalanced(words: Sequence[CodeToken]) -> CodeToken | None:
    """Finds the bracket that is never closed, or that closes none."""
    opened: list[CodeToken] = []
    for word in words:
        if word.text in _CLOSING:
            opened.append(word)
        elif word.text in _CLOSING.values():
            if all(_CLOSING[before.text] != word.text for before in opened):
                return word
            if _CLOSING[opened[-1].text] != word.text:
                return opened[-1]
            opened.pop()
    return opened[-1] if opened else None
