"""Which other machines a query may ask (SERVICE, SPARQL 1.1 Federated Query): none but those that are allowed.

The engine asks whatever address a SERVICE names, and cannot be told not to. Whether the word `service` in a text is
that keyword is left to the engine's own parser, since no tokenizer cuts a text quite as it does. Every occurrence is
replaced by a word that is no keyword and stands nowhere else in the text; the calls that are allowed become GRAPH,
which is written alike. A text that still parses has the word in strings, IRIs, comments and names only: a parser that
tries its alternatives in order, as the engine's does, fails where it had read the keyword, and no other alternative
of the groups around that place begins as they do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pyoxigraph as ox

from ..base.errors import QuerySyntaxError
from ..base.printing import quoted
from ..base.tokens import line_of
from ..sparql.syntax_errors import offset_of, syntax_error
from .stack import on_own_stack

_WORD = re.compile("service", re.ASCII | re.IGNORECASE)
# A call of an address in full. What stands before it is no part of a name.
_CALL = re.compile(
    r"(?<=[ \t\r\n{}])service(?:[ \t\r\n]*silent)?(?=[ \t\r\n]*<([^<>]*)>)", re.ASCII | re.IGNORECASE
)
# What may be a call, or the end of a name: nothing of a name follows.
_SEEMING_CALL = re.compile(r"service(?:[ \t\r\n]*silent)?(?![\w:.-])", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_HIGHEST, _SURROGATES = 0x10FFFF, range(0xD800, 0xE000)


def refuse_services(text: str, allowed: Sequence[str] = ()) -> None:
    """Refuses a query that would send a part of it to another machine than one of `allowed`, named in full.

    Raises QuerySyntaxError, with the line.

    >>> refuse_services('SELECT * { ?service ?p "SERVICE" }')
    >>> refuse_services('ASK { ?s ?p 1SERVICE<http://example.org/>{ ?s ?p ?o } }')
    Traceback (most recent call last):
        ...
    thbgraph.base.errors.QuerySyntaxError: SERVICE is refused: it would send part of the query to another machine; sparql --allow-service lets a query of your own do so
    >>> refuse_services('ASK { SERVICE <http://example.org/> { ?s ?p ?o } }', ["http://example.org/"])
    """
    for address in allowed:
        if not address.startswith(("http://", "https://")):
            raise QuerySyntaxError(
                f"the address of a service begins with http:// or https://, got {quoted(address)}"
            )
    # SPARQL undoes escapes before it parses a text. The engine does so within strings and IRIs only.
    for reading in dict.fromkeys((text, _ESCAPE.sub(_unescaped, text))):
        if "service" in reading.lower():
            _refuse(reading, allowed)


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return match[0] if code > _HIGHEST or code in _SURROGATES else chr(code)


def _refuse(text: str, allowed: Sequence[str]) -> None:
    """Refuses a text that has the word, unless it parses without it."""
    complaint = _fault(_CALL.sub(lambda call: _as_graph(call) if call[1] in allowed else call[0], text))
    if complaint is None:
        return
    fault = _fault(_SEEMING_CALL.sub(_as_graph, text))
    if fault is not None:
        raise syntax_error(fault, text)
    if allowed:
        why = f"SERVICE must name one of the allowed addresses, written in full: {', '.join(allowed)}"
    else:
        why = (
            "SERVICE is refused: it would send part of the query to another machine; "
            "sparql --allow-service lets a query of your own do so"
        )
    raise QuerySyntaxError(why, line=_line(text, complaint))


def _fault(text: str) -> str | None:
    """Returns what the engine says of a text that does not parse with other words in place of `service`.

    So what the engine gets here holds nothing that could be called.
    """
    lower = text.lower()
    letter = next((letter for letter in _LETTERS if f"servic{letter}" not in lower), None)
    if letter is None:
        return "no other word is left"
    without = _WORD.sub(lambda word: _with_end(word[0], letter), text)

    def parse() -> str | None:
        try:
            ox.Store().query(without)
        except SyntaxError as error:
            return str(error.msg)
        except (RuntimeError, ValueError, OSError):  # of a text that parses and cannot be evaluated
            return None
        return None

    return on_own_stack(without, parse)


def _as_graph(call: re.Match[str]) -> str:
    return "GRAPH".ljust(len(call[0]))


def _with_end(word: str, letter: str) -> str:
    """Returns the word with another last letter; words that differ, if only in case, still do."""
    return word[:-1] + (letter.upper() if word[-1].isupper() else letter)


def _line(text: str, complaint: str | None) -> int | None:
    """Returns the line of the last call that begins before the place where the engine gave up."""
    end = offset_of(complaint, text) if complaint else None
    starts = [call.start() for call in _SEEMING_CALL.finditer(text) if end is None or call.start() < end]
    return line_of(text, starts[-1]) if starts else None
