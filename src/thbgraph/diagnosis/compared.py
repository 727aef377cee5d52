"""What is wrong with the values that the filters of a query compare, and with variables that have none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyoxigraph as ox

from ..answers.diagnoses import Cause
from ..naming.folding import fold
from ..words.dates import DATING, in_words, lexical_fault, parse
from ..words.suggestions import did_you_mean, near
from ..words.terms import Term, sparql, turtle
from ..words.tokens import tokens
from .patterns import Pattern, Terms
from .probes import Prober
from .triples import Triples, tagged_otherwise

_SIGNS = ("=", "<", ">", "!=", "<=", ">=")


def compared(test: Pattern, before: Sequence[Pattern], triples: Triples, terms: Terms) -> Cause | None:
    """Says what is wrong with a value that a filter compares with that of a variable."""
    if "exists" in test.text.lower():
        return None
    body, prober = " ".join(part.text for part in before), triples.prober
    bound = {name for part in before for name in part.variables}
    for name in sorted(test.variables - bound):
        return unbound(name, before, test)
    for name, sign, value in _comparisons(test.text, terms):
        values = prober.values(name, body, 500)
        if sign == "lang":
            languages = sorted({one.language or "" for one in values if isinstance(one, ox.Literal)})
            if values and value.value.lower() not in [language.lower() for language in languages]:
                said = ", ".join(language or "none" for language in languages)
                message = f"no value of ?{name} is in the language {turtle(value)}; there are: {said}"
                return Cause("wrong-literal", message, "", test.shown, test.line, near=tuple(languages))
            continue
        if sign == "=":
            same = prober.values(name, f"{body} FILTER(STR(?{name}) = {sparql(ox.Literal(value.value))})", 3)
            if same and value not in same:
                return tagged_otherwise(value, same, test)
        cause = triples.unlike(value, values, test)
        if cause is not None and (sign == "=" or cause.kind == "wrong-literal"):
            return cause
        cause = _between(name, value, body, test, prober)
        if cause is not None:
            return cause
    return None


def _between(name: str, value: ox.Literal, body: str, test: Pattern, prober: Prober) -> Cause | None:
    """Says between what the values lie that a filter compares; of days that one lies outside of what is recorded."""
    inner = f"SELECT ?{name} {{ {body} FILTER(BOUND(?{name})) }} LIMIT 20000"
    row = next(iter(prober.run(f"SELECT (MIN(?{name}) AS ?a) (MAX(?{name}) AS ?b) {{ {{ {inner} }} }}")))
    first, last = row["a"], row["b"]
    if not isinstance(first, ox.Literal) or not isinstance(last, ox.Literal):
        return None
    if not (_is_day(value) and _is_day(first) and _is_day(last)):
        hint = f"?{name} lies between {turtle(first)} and {turtle(last)}"
        message = "the rest of these parts has solutions, but the filter excludes them all"
        return Cause("combination", message, hint, test.shown, test.line)
    if first.value < value.value < last.value:
        return None
    message = (
        f"{_words(value)} lies outside what is recorded for this: days from {_words(first)} to {_words(last)}"
    )
    hint = "ask about a day that is covered, or see what each source covers: thbgraph source list"
    return Cause("outside-coverage", message, hint, test.shown, test.line)


def unbound(variable: str, parts: Iterable[Pattern], test: Pattern | None = None) -> Cause:
    """Says that no part of a query gives a variable a value, and which variables there are."""
    bound = sorted({name for part in parts for name in part.variables if not name.startswith("_")})
    meant = tuple(f"?{name}" for name in near(variable, bound, alike=0.75, form=fold))
    there = f"there are: {', '.join('?' + name for name in bound)}" if bound else "no variable has one"
    hint = did_you_mean(meant, there)
    message = f"no part of the query gives ?{variable} a value"
    pattern, line = (test.shown, test.line) if test is not None else ("", None)
    return Cause("unknown-term", message, hint, pattern, line, near=meant)


def _comparisons(text: str, terms: Terms) -> Iterator[tuple[str, str, ox.Literal]]:
    """Yields the comparisons of a variable with a literal in an expression: variable, sign and literal.

    The sign is lang for the language of the variable's value.
    """
    words = [token for token in tokens(text) if token.kind != "comment"]
    for number, token in enumerate(words):
        if token.text not in _SIGNS:
            continue
        end = number + 2 if words[number + 1].text == "=" else number + 1
        sign = "=" if token.text == "=" else "<"
        before = [word.text for word in words[max(number - 4, 0) : number]]
        found: Term | None = next(terms.in_text(text[words[end].start :]), None)
        if isinstance(found, ox.Literal) and words[end].kind in ("string", "name"):
            if before[-1][0] in "?$":
                yield before[-1][1:], sign, found
            elif before[-1] == ")" and len(before) == 4 and before[0].lower() == "lang":
                yield before[2][1:], "lang", found
        if words[end].kind == "variable" and number and words[number - 1].kind in ("string", "name", "iri"):
            start = next(
                (word.start for word in words[max(number - 4, 0) : number] if word.kind == "string"), None
            )
            value = None if start is None else next(terms.in_text(text[start : token.start]), None)
            if isinstance(value, ox.Literal):
                yield words[end].text[1:], sign, value


def _is_day(term: Any) -> bool:
    return (
        isinstance(term, ox.Literal)
        and term.datatype.value in DATING
        and not lexical_fault(term.value, term.datatype.value)
    )


def _words(term: ox.Literal) -> str:
    return in_words(parse(term.value, term.datatype.value))
