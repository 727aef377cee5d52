"""Why an answer is empty: the causes as values."""

from __future__ import annotations

from typing import NamedTuple

from .formats import notebook

#: The kinds of cause, each with what it means.
KINDS = {
    "not-recorded": "the argument exists, but nothing of this kind is recorded about it",
    "recorded-otherwise": "what is asked for is recorded as something else, or as not done",
    "outside-coverage": "the day lies outside what the sources cover",
    "unknown-term": "a property, class, thing, value or variable of the query is not there",
    "unused-term": "a property or class is declared, but no statement uses it",
    "wrong-direction": "a property leads the other way",
    "wrong-literal": "a value has another datatype or language than the recorded ones",
    "combination": "every pattern matches something, but together they have no solution",
    "not-found": "the cause was not found",
}


class Cause(NamedTuple):
    """One cause: its kind (a key of `KINDS`), what it says in a sentence, and what to do about it.

    `pattern` is the part of the query that fails, as SPARQL, on `line` of its text (from 1; None where no
    one line holds it). `about` are the IRIs of the things it is about, `near` what may be meant instead, in
    written form.
    """

    kind: str
    message: str
    hint: str = ""
    pattern: str = ""
    line: int | None = None
    about: tuple[str, ...] = ()
    near: tuple[str, ...] = ()

    def __str__(self) -> str:
        lines = [(f"line {self.line}: " if self.line else "") + self.message, *self.pattern.splitlines()]
        return "\n  ".join([*lines, *([self.hint] if self.hint else [])])


@notebook
class Diagnosis(NamedTuple):
    """Why an answer is empty: its causes, the first the one to look at first.

    `str()` writes them for a terminal, a line each.

    >>> print(Diagnosis((Cause("not-recorded", "nothing is recorded about Malta"),)))
    nothing is recorded about Malta
    """

    causes: tuple[Cause, ...]

    @property
    def kind(self) -> str:
        """The kind of the first cause."""
        return self.causes[0].kind

    @property
    def unrecorded(self) -> tuple[str, ...]:
        """The IRIs of things of which something else may be recorded than what was asked for."""
        return tuple(iri for cause in self.causes if cause.kind == "not-recorded" for iri in cause.about)

    def __str__(self) -> str:
        return "\n".join(map(str, self.causes))
