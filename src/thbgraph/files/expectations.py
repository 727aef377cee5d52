"""What a question's header says that the answer must hold: the key `expect`, from text to values.

What stands there is taken as it is written: `NO` is Norway's code and not false, `yes` is a word. It is read
where answers are checked, not where they are given, so that asking need not wait for it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from ..words.names import quoted
from ..words.suggestions import did_you_mean, near
from .headers import Header
from .questions import Question

#: What an expectation may say.
EXPECT_KEYS = ("with", "rows", "contains", "never", "unique")
_BOUNDS = ("least", "most")
_NUMBER = re.compile("[0-9]{1,9}")
_NOTHING = ("", "~", "null", "Null", "NULL")


class ExpectedRow(NamedTuple):
    """A row by some of its cells, as people say them, None for an empty one; and the line that says it."""

    cells: Mapping[str, str | None]
    line: int


class Expectation(NamedTuple):
    """What an answer must hold: that to the default question, or that with `arguments`.

    It has `least` to `most` rows (None: any number), a row for each of `contains`, none for any of `never`,
    and no two rows alike in the columns of `unique`. `lines` has the line of each key that is there, and as
    `expect` that of the expectation.
    """

    arguments: Mapping[str, tuple[str, ...]]
    least: int | None
    most: int | None
    contains: tuple[ExpectedRow, ...]
    never: tuple[ExpectedRow, ...]
    unique: tuple[str, ...]
    lines: Mapping[str, int]


def read_expectations(question: Question) -> tuple[Expectation, ...]:
    """Reads what a question's header expects of its answers.

    Raises DataError with the line for what is no expectation, and for a parameter or column that the
    question does not have; the first of several has the others.
    """
    header = Header(question.text, f"queries/{question.name}.rq")
    expectations = expectations_of(header, question)
    header.refuse()
    return expectations


def expectations_of(header: Header, question: Question) -> tuple[Expectation, ...]:
    """Returns the expectations of a question as far as its header can be read, which gathers what is wrong."""
    reader = _Reader(header)
    params = [param.name for param in question.params]
    found = [(key, node) for key, node in header.pairs if key.value == "expect"]
    if len(found) > 1:
        header.faults.append(reader.fail("expect appears twice; write one list", found[1][0]))
    listed = [
        one
        for _, node in found[:1]
        for one in (header.attempt([], reader.items, node, "expect") if node.id == "sequence" else [node])
    ]
    read = (header.attempt(None, reader.expectation, one, params, question.columns) for one in listed)
    return tuple(one for one in read if one is not None)


class _Reader:
    """Reads YAML nodes, which know their lines, as the parts of expectations."""

    def __init__(self, header: Header) -> None:
        self.fail, self._line, self._attempt = header.fail_at, header.line, header.attempt

    def expectation(self, node: Any, params: Collection[str], columns: Collection[str]) -> Expectation:
        """Reads one expectation."""
        pairs = self._pairs(node, "expect", "{rows: {least: 1}}", EXPECT_KEYS, "key")
        parts = {key.value: value for key, value in pairs}
        if not parts.keys() - {"with"}:
            raise self.fail("expect says nothing; add rows, contains, never or unique", node)
        bounds: tuple[int | None, int | None] = (None, None)
        least, most = self._attempt(bounds, self._bounds, parts["rows"]) if "rows" in parts else bounds
        return Expectation(
            arguments=self._attempt({}, self._arguments, parts["with"], params) if "with" in parts else {},
            least=least,
            most=most,
            contains=self._attempt((), self._rows, parts, "contains", columns),
            never=self._attempt((), self._rows, parts, "never", columns),
            unique=self._attempt((), self._columns, parts["unique"], columns) if "unique" in parts else (),
            lines={"expect": self._line(node)} | {key.value: self._line(key) for key, _ in pairs},
        )

    def _bounds(self, node: Any) -> tuple[int | None, int | None]:
        found = {}
        for key, value in self._pairs(node, "rows", "{least: 5, most: 40}", _BOUNDS, "key"):
            text = self._text(value, "rows")
            if text is None or not _NUMBER.fullmatch(text):
                got = "nothing" if text is None else quoted(text, 40)
                raise self.fail(f"rows: {key.value} expects a number such as 5, got {got}", value)
            found[key.value] = int(text)
        least, most = found.get("least"), found.get("most")
        if least is not None and most is not None and least > most:
            raise self.fail(f"rows: no answer has at least {least} and at most {most} rows", node)
        return least, most

    def _arguments(self, node: Any, params: Collection[str]) -> dict[str, tuple[str, ...]]:
        found = {}
        for key, value in self._pairs(node, "with", "{asOf: 2010-01-26}", params, "parameter"):
            listed = self.items(value, "with") if value.id == "sequence" else [value]
            texts = [self._text(one, "with") for one in listed]
            if None in texts:
                raise self.fail(f"with: {key.value} has no value; leave it out to keep its default", key)
            found[key.value] = tuple(text for text in texts if text is not None)
        return found

    def _rows(self, parts: Mapping[str, Any], name: str, columns: Collection[str]) -> tuple[ExpectedRow, ...]:
        rows = []
        for node in self.items(parts[name], name) if name in parts else ():
            pairs = self._pairs(node, name, "{country: Finland}", columns, "column")
            cells = {key.value: self._text(value, name) for key, value in pairs}
            rows.append(ExpectedRow(cells, self._line(node)))
        return tuple(rows)

    def _columns(self, node: Any, columns: Collection[str]) -> tuple[str, ...]:
        names = []
        for one in self.items(node, "unique"):
            names.append(self._known(one, "unique", columns, "column"))
            if names.count(names[-1]) > 1:
                raise self.fail(f"unique: names {names[-1]} twice; leave one out", one)
        return tuple(names)

    def items(self, node: Any, what: str) -> list[Any]:
        """Gives the nodes of a list that holds something."""
        if node.id != "sequence" or not node.value:
            raise self.fail(f"{what}: expected a list such as [...] that is not empty", node)
        found: list[Any] = node.value
        return found

    def _pairs(
        self, node: Any, what: str, example: str, known: Collection[str], kind: str
    ) -> list[tuple[Any, Any]]:
        """Gives keys and values of a map that holds something, each key known and there once."""
        if node.id != "mapping" or not node.value:
            raise self.fail(f"{what}: expected a map such as {example}", node)
        seen = set()
        for key, _ in node.value:
            name = self._known(key, what, known, kind)
            if name in seen:
                raise self.fail(f"{what}: {name} appears twice; leave one out", key)
            seen.add(name)
        pairs: list[tuple[Any, Any]] = node.value
        return pairs

    def _known(self, node: Any, what: str, known: Collection[str], kind: str) -> str:
        text = self._text(node, what) or ""
        if text not in known:
            names = near(text, known, 1)
            hint = f" ({did_you_mean(names)})" if names else ""
            listed = ", ".join(known) or "none"
            raise self.fail(f"{what}: unknown {kind} {quoted(text, 40)}{hint}; known: {listed}", node)
        return text

    def _text(self, node: Any, what: str) -> str | None:
        if node.id != "scalar":
            raise self.fail(f"{what}: expected a name, number, date or text, got a {node.id}", node)
        return None if not node.style and node.value in _NOTHING else str(node.value)
