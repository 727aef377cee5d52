"""The patterns of a query, cut out of its text by its tokens.

What the engine took is well-formed, so a little of the grammar is enough. What is cut out is the text as it was
written, and is asked behind the same prefixes. Source: SPARQL 1.1 Query Language, section 19.8, rules 53 to 98.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from ..words.errors import RequestError
from ..words.namespaces import PREFIXES, RDF_TYPE
from ..words.terms import Term
from ..words.tokens import Token, line_of, tokens

_FORMS = ("select", "ask", "construct", "describe")
_OPENING, _CLOSING = ("{", "(", "["), ("}", ")", "]")


class Pattern(NamedTuple):
    """A part of a group as it was written, on a line of the text.

    Its kind is triple, filter, bind, values, optional, minus, union, select or service. `node` are subject, property
    and object of a triple, `branches` the groups within the others.
    """

    kind: str
    text: str
    line: int
    node: tuple[str, str, str] = ("", "", "")
    branches: tuple[tuple[Pattern, ...], ...] = ()

    @property
    def variables(self) -> frozenset[str]:
        """The names of the variables in it."""
        return frozenset(token.text[1:] for token in tokens(self.text) if token.kind == "variable")

    @property
    def shown(self) -> str:
        """The text on one line for people, blank nodes as []."""
        words = self.text.split()
        return " ".join("[]" if word.startswith("?_") else word for word in words)


class Written(NamedTuple):
    """What a query has: its form, the declarations before it, its patterns and what stands behind them."""

    form: str
    head: str
    named: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    tail: str


def read(text: str) -> Written:
    """Reads a query that an engine takes; raises RequestError for what names its graphs by FROM."""
    words = [token for token in tokens(text) if token.kind != "comment"]
    start = next(n for n, token in enumerate(words) if token.text.lower() in _FORMS)
    form, head = words[start].text.lower(), text[: words[start].start]
    at = _group_of(words, start, form)
    if any(token.text.lower() == "from" for token in words[start:at]):
        raise RequestError("it names its graphs by FROM")
    named = tuple(token.text for token in words[start + 1 : at] if token.kind in ("variable", "iri", "name"))
    if at == len(words):
        return Written(form, head, named, (), "")
    reader = _Reader(text, words, at + 1)
    patterns = tuple(reader.group())
    tail = text[words[reader.at - 1].end :]
    behind = _Reader(text, words, reader.at)
    while behind.at < len(words) and behind.lower != "values":
        behind.at += 1
    last = [behind.values()] if behind.at < len(words) else []
    return Written(form, head, named, (*last, *patterns), tail)


def _group_of(words: Sequence[Token], start: int, form: str) -> int:
    """Returns the place of the brace that opens WHERE; the number of words where there is none."""
    depth, at = 0, start + 1
    is_template = form == "construct" and words[at].text == "{"
    while at < len(words) and (words[at].text != "{" or depth or is_template):
        depth += (words[at].text in _OPENING) - (words[at].text in _CLOSING)
        is_template = is_template and depth > 0
        at += 1
    return at


class _Reader:
    """Reads one part after the other."""

    def __init__(self, text: str, words: Sequence[Token], at: int) -> None:
        self._text, self._words, self.at = text, words, at
        self._blanks = 0

    @property
    def lower(self) -> str:
        """The next word in lower case; nothing behind the last."""
        return self._words[self.at].text.lower() if self.at < len(self._words) else ""

    def group(self, around: str = "") -> Iterator[Pattern]:
        """Yields the parts up to the brace that closes the group, filters last; `around` is the GRAPH that they stand in."""
        parts: list[Pattern] = []
        while self.lower != "}":
            start = self.at
            match self.lower:
                case "." | ";":
                    self.at += 1
                case "filter" | "bind" as kind:
                    self._skip_call()
                    words = [token.text.lower() for token in self._words[start : self.at]]
                    exists = words[1] == "exists" and [self._inner(start, around)]
                    parts.append(self._part(kind, start, exists or []))
                case "optional" | "minus" as kind:
                    self.at += 2
                    inner = tuple(self.group(around))
                    parts.append(self._part(kind, start, [inner], around))
                case "graph":
                    name = self._words[self.at + 1].text
                    self.at += 3
                    parts += self.group(f"GRAPH {name} ")
                case "service":
                    raise RequestError("it calls SERVICE, and no probe leaves this machine")
                case "values":
                    parts.append(self.values())
                case "{":
                    parts += self._groups(around)
                case _:
                    parts += self._triples(around)
        self.at += 1
        return iter(sorted(parts, key=lambda part: part.kind == "filter"))

    def values(self) -> Pattern:
        """Reads a block of values."""
        start = self.at
        self.at += 1
        self._skip_balanced()
        self._skip_balanced()
        return self._part("values", start)

    def _groups(self, around: str) -> list[Pattern]:
        start, branches = self.at, list[tuple[Pattern, ...]]()
        while self.lower == "{":
            begun = self.at
            self.at += 1
            if self.lower == "select":
                self.at = begun
                self._skip_balanced()
                branches.append((self._part("select", begun, [self._inner(begun + 1, around)], around),))
            else:
                branches.append(tuple(self.group(around)))
            if self.lower != "union":
                break
            self.at += 1
        if len(branches) == 1:
            return [*branches[0]]
        return [self._part("union", start, branches, around)]

    def _triples(self, around: str) -> Iterator[Pattern]:
        line = line_of(self._text, self._words[self.at].start)
        found: list[tuple[str, str, str]] = []
        subject = self._node(found)
        if self.lower not in (".", "}"):
            self._properties(subject, found)
        for node in found:
            text = " ".join(node) + " ."
            yield Pattern("triple", f"{around}{{ {text} }}" if around else text, line, node)

    def _properties(self, subject: str, found: list[tuple[str, str, str]]) -> None:
        while self.lower not in (".", "}", "]", "") and self.lower not in _KEYWORDS:
            if self.lower == ";":
                self.at += 1
                continue
            relation = self._path()
            found.append((subject, relation, self._node(found)))
            while self.lower == ",":
                self.at += 1
                found.append((subject, relation, self._node(found)))

    def _node(self, found: list[tuple[str, str, str]]) -> str:
        """Reads a term; what is nameless is a variable, and what is said of it joins the patterns that were found."""
        start = self.at
        if self.lower in ("[", "("):
            self._blanks += 1
            name = f"?_{self._blanks}"
            if self.lower == "[":
                self.at += 1
                self._properties(name, found)
                self.at += 1
            else:
                self._skip_balanced()
            return name
        token = self._words[self.at]
        if token.text in ("+", "-"):
            self.at += 1
        if token.text == "<" and self._next(1) == "<":  # a triple as a term
            depth = 0
            while True:
                depth += (self.lower == "<") - (self.lower == ">")
                self.at += 1
                if not depth:
                    return self._cut(start)
        self.at += 1
        if token.kind == "string":
            if self.lower.startswith("@"):
                self.at += 1
            elif self.lower == "^" and self._next(1) == "^":
                self.at += 3
        return f"?_{token.text[2:]}" if token.text.startswith("_:") else self._cut(start)

    def _path(self) -> str:
        start = self.at
        while True:
            while self.lower in ("^", "!"):
                self.at += 1
            if self.lower == "(":
                self._skip_balanced()
            else:
                self.at += 1
            while self.lower in ("*", "+", "?"):
                self.at += 1
            if self.lower not in ("/", "|"):
                return self._cut(start)
            self.at += 1

    def _inner(self, start: int, around: str) -> tuple[Pattern, ...]:
        """Returns the parts of the group that begins behind a place."""
        at = _group_of(self._words, start, "")
        return tuple(_Reader(self._text, self._words, at + 1).group(around))

    def _next(self, more: int) -> str:
        return self._words[self.at + more].text if self.at + more < len(self._words) else ""

    def _skip_call(self) -> None:
        """Skips a keyword and what it is called with: an expression in brackets, a function, or EXISTS and a group."""
        while self.lower not in _OPENING:
            self.at += 1
        self._skip_balanced()

    def _skip_balanced(self) -> None:
        depth = 0
        while True:
            depth += (self.lower in _OPENING) - (self.lower in _CLOSING)
            self.at += 1
            if not depth:
                return

    def _part(
        self, kind: str, start: int, branches: Iterable[tuple[Pattern, ...]] = (), around: str = ""
    ) -> Pattern:
        text = self._cut(start)
        return Pattern(
            kind,
            f"{around}{{ {text} }}" if around else text,
            line_of(self._text, self._words[start].start),
            branches=tuple(branches),
        )

    def _cut(self, start: int) -> str:
        return self._text[self._words[start].start : self._words[self.at - 1].end]


_KEYWORDS = {"filter", "optional", "minus", "graph", "service", "bind", "values", "{", "union"}


class Terms:
    """Reads the terms of a query by its prefixes."""

    def __init__(self, head: str) -> None:
        declared = " ".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in PREFIXES.items())
        self._head = f"{declared}\n{head}\n"
        self._read: dict[str, Term | None] = {}

    def term(self, text: str) -> Term | None:
        """Returns the IRI or literal that is written so; None for a variable, or a path."""
        if text == "a":
            return ox.NamedNode(RDF_TYPE)
        if text not in self._read:
            try:
                (quad,) = ox.parse(f"{self._head}[] <urn:p> {text} .".encode(), format=ox.RdfFormat.TURTLE)
                found = quad.object
            except (SyntaxError, ValueError):
                found = None
            self._read[text] = found if isinstance(found, ox.NamedNode | ox.Literal) else None
        return self._read[text]

    def in_text(self, text: str) -> Iterator[Term]:
        """Yields the IRIs and literals in a text."""
        words = [token for token in tokens(text) if token.kind != "comment"]
        for number, token in enumerate(words):
            written = token.text
            if token.kind == "string":
                after = words[number + 1 : number + 4]
                if after and after[0].text.startswith("@"):
                    written += after[0].text
                elif len(after) == 3 and after[0].text == after[1].text == "^":
                    written += "^^" + after[2].text
            elif token.kind not in ("iri", "name") or (token.kind == "name" and ":" not in written):
                continue
            found = self.term(written)
            if found is not None:
                yield found
