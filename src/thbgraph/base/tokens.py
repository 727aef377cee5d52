"""Cuts TriG and SPARQL texts into tokens, each with its place; strings, IRIs and comments stay whole.

Not a parser: it knows where a comment, a string or an IRI begins and ends, and nothing else. The
parsers of the engine decide what is valid. Source: SPARQL 1.1 Query Language, section 19.8, and
RDF 1.1 Turtle, section 6.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\r\n]*)
      | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
      | (?P<string>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
                  | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*')
      | (?P<variable>[?$]\w+)
      | (?P<name>@?(?!\.(?!\d))(?:\.*(?:[\w%:-]|\\[\#_~.\-!$&'()*+,;=/?@%]))+)
      | (?P<punctuation>[^\s])""",
    re.VERBOSE | re.DOTALL,
)


class CodeToken(NamedTuple):
    """A token: its kind (comment, iri, string, variable, name, punctuation), text and offset."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset after the token."""
        return self.start + len(self.text)


def tokens(text: str) -> list[CodeToken]:
    """Cuts a text into tokens, in order; white space is left out.

    >>> [t.text for t in tokens('VALUES ?g { id:cbss } # "x"')]
    ['VALUES', '?g', '{', 'id:cbss', '}', '# "x"']
    >>> [t.text for t in tokens("id:a id:b .5 .")]
    ['id:a', 'id:b', '.5', '.']
    """
    return [CodeToken(str(match.lastgroup), match.group(), match.start()) for match in _TOKEN.finditer(text)]


def line_of(text: str, offset: int) -> int:
    """Gives the line, counted from 1, on which an offset lies.

    >>> line_of("a\\nb", 2)
    2
    """
    return text.count("\n", 0, offset) + 1


def nesting(words: Iterable[CodeToken]) -> int:
    """Returns how deep brackets of any kind are nested in a text, those in what looks like an IRI counted.

    >>> nesting(tokens("{ { ( ) } }")), nesting(tokens("1<((2))&&3>2"))
    (3, 2)
    """
    depth = deepest = 0
    for token in words:
        if token.kind in ("punctuation", "iri"):
            for character in token.text:
                if character in "{([":
                    depth += 1
                    deepest = max(deepest, depth)
                elif character in "})]":
                    depth -= 1
    return deepest
