"""Writing a query so that Virtuoso answers it rightly: as the same query, of which it gets all parts right.

What it gets wrong, each with the smallest query, is listed in docs/engines.md.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..base.namespaces import XSD
from ..base.tokens import tokens

#: What stands behind the keys of an order.
_ENDS = ("LIMIT", "OFFSET", "VALUES", "}")
#: What a group has where Virtuoso loses values behind a BIND.
_LOSING = {"UNION", "OPTIONAL"}


def over(text: str, clauses: Iterable[str]) -> str:
    """Writes clauses that name a dataset into a query that names none.

    They go before its pattern, not beside the query as `named-graph-uri`: Virtuoso sends each of these back as a
    header, and a hundred are more than clients read.

    >>> over("SELECT (MAX(?n) AS ?most) WHERE { ?s ?p ?n }", ["FROM <urn:a>"])
    'SELECT (MAX(?n) AS ?most) FROM <urn:a> WHERE { ?s ?p ?n }'
    >>> over("CONSTRUCT { ?s ?p 1 } { ?s ?p 2 }", ["FROM <urn:a>", "FROM NAMED <urn:b>"])
    'CONSTRUCT { ?s ?p 1 } FROM <urn:a> FROM NAMED <urn:b> { ?s ?p 2 }'
    >>> over("DESCRIBE <urn:x>", ["FROM <urn:a>"])
    'DESCRIBE <urn:x> FROM <urn:a>'
    """
    depth, before = 0, ""
    for token in tokens(text):
        word = token.text.upper() if token.kind in ("name", "punctuation") else ""
        if depth == 0 and word == "FROM":
            break
        if depth == 0 and (word == "WHERE" or (word == "{" and before != "CONSTRUCT")):
            return f"{text[: token.start]}{' '.join(clauses)} {text[token.start :]}"
        depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(word, 0)
        before = word or before
    else:  # a query without a pattern, as DESCRIBE of a thing
        return f"{text} {' '.join(clauses)}"
    return text


def ordered(text: str) -> str:
    """Writes each variable that a query orders by as a number and as a text, either of which is the same in all rows.

    Virtuoso orders IRIs, and texts of which the first twenty characters are alike, by age, alone or beside numbers.

    >>> print(ordered("SELECT * { ?s ?p ?o } ORDER BY DESC(?o) LIMIT 1").replace(XSD, ""))
    SELECT * { ?s ?p ?o } ORDER BY DESC(IF(isNumeric(?o), <decimal>(?o), 0)) DESC(IF(isNumeric(?o), "", STR(?o))) LIMIT 1
    """
    words = [token for token in tokens(text) if token.kind != "comment"]
    names = [token.text.upper() for token in words]
    start = max((number for number, name in enumerate(names) if name == "ORDER"), default=len(words)) + 2
    end = next((number for number in range(start, len(words)) if names[number] in _ENDS), len(words))
    for number in reversed(range(start, end)):
        key, before = words[number].text, names[start:number]
        is_alone = names[number - 2] in ("ASC", "DESC") and names[number + 1] == ")"
        if words[number].kind != "variable" or not (is_alone or before.count("(") == before.count(")")):
            continue
        way, first, last = (names[number - 2], number - 2, number + 1) if is_alone else ("", number, number)
        pair = f'{way}(IF(isNumeric({key}), <{XSD}decimal>({key}), 0)) {way}(IF(isNumeric({key}), "", STR({key})))'
        text = f"{text[: words[first].start]}{pair}{text[words[last].end :]}"
    return text


def compared(text: str) -> str:
    """Writes each variable that may be at most something as COALESCE of itself, which is the same.

    Virtuoso looks for it in an index, and passes over some values there: of 9,343 days it finds 9,296.

    >>> compared("FILTER(?first <= ?day && ?day >= ?born)")
    'FILTER(COALESCE(?first) <= ?day && ?day >= COALESCE(?born))'
    """
    words = [token for token in tokens(text) if token.kind != "comment"]
    for number in reversed(range(1, len(words) - 2)):
        sign = words[number].text + words[number + 1].text
        word = words[number - 1 if sign == "<=" else number + 2]
        if sign in ("<=", ">=") and word.kind == "variable":
            text = f"{text[: word.start]}COALESCE({word.text}){text[word.end :]}"
    return text


class _GraphGroup:
    """A group of patterns: where it starts, its filters, what it has before the next BIND, and whether it is split."""

    def __init__(self, start: int) -> None:
        self.start, self.filters, self.has, self.is_split = start, list[tuple[int, int]](), set[str](), False


def split(text: str) -> str:
    """Writes what a group has before a BIND as a SELECT of its own where UNION and OPTIONAL are in it, which is the same.

    Virtuoso otherwise loses values of the OPTIONAL. The filters of the group go to its end, since they are about all of it.

    >>> split("SELECT * { { ?a ?p 1 } UNION { ?a ?p 2 } OPTIONAL { ?a ?q ?b } FILTER(?c > 1) BIND(?b AS ?c) }")
    'SELECT * { { SELECT * { { ?a ?p 1 } UNION { ?a ?p 2 } OPTIONAL { ?a ?q ?b }  } } BIND(?b AS ?c) FILTER(?c > 1) }'
    """
    groups, edits = list[_GraphGroup](), list[tuple[int, int, str]]()
    depth, filtering = 0, -1  # brackets of an expression, and where the filter that it belongs to starts
    for token in tokens(text):
        word = token.text.upper() if token.kind in ("name", "punctuation") else ""
        if depth or word == "(" or (word == "{" and filtering >= 0):
            depth += (word in ("(", "{")) - (word in (")", "}"))
            if not depth and filtering >= 0:
                groups[-1].filters.append((filtering, token.end))
                filtering = -1
        elif word == "FILTER":
            filtering = token.start
        elif word == "{":
            groups.append(_GraphGroup(token.end))
        elif word == "}":
            group = groups.pop()
            if group.is_split:
                edits += [(start, end, "") for start, end in group.filters]
                edits.append(
                    (token.start, token.start, "".join(f"{text[start:end]} " for start, end in group.filters))
                )
        elif word == "BIND" and groups[-1].has >= _LOSING:
            group = groups[-1]
            edits += [(group.start, group.start, " { SELECT * {"), (token.start, token.start, "} } ")]
            group.has, group.is_split = set(), True
        elif groups and word in _LOSING:
            groups[-1].has.add(word)
    for start, end, written in sorted(edits, reverse=True):
        text = f"{text[:start]}{written}{text[end:]}"
    return text
