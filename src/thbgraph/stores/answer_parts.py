"""Parts of what an engine holds, so that no answer has more rows than it gives: Virtuoso 1,048,576, whatever its settings say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

import pyoxigraph as ox

#: The most rows of an answer.
MOST_ROWS = 1_000_000
_IS_BLANK = "isBlank(?s) || isBlank(?o)"


def answer_parts(
    rows: Callable[[str], Iterable[ox.QuerySolution]], pattern: str, size: int | None = None
) -> Iterator[str]:
    """Yields what goes before a pattern of `?s ?p ?o`, so that each solution is one of one part alone; `size` is how many there are, if known.

    What is said of blank nodes, where there are any, is one part, since another answer may give these other labels.
    All else is parted by predicate, and where one alone has too many, by a hash of the subject.
    """
    if size is not None and size <= MOST_ROWS:
        yield ""
        return
    counted = rows(f"SELECT ?p (COUNT(*) AS ?n) {{ {pattern} }} GROUP BY ?p")
    counts = {str(row["p"]): int(row["n"].value) for row in counted}
    if sum(counts.values()) <= MOST_ROWS:
        yield ""
        return
    blank = {str(row["p"]) for row in rows(f"SELECT DISTINCT ?p {{ {pattern} FILTER({_IS_BLANK}) }}")}
    if blank:
        yield f"{_having([*blank], set())} FILTER({_IS_BLANK})"
    named, size = list[str](), 0
    for name, count in counts.items():
        if count > MOST_ROWS:
            yield from (f"{_having([name], blank)} {some}" for some in _hashed(-(-count // MOST_ROWS)))
            continue
        if named and size + count > MOST_ROWS:
            yield _having(named, blank)
            named, size = [], 0
        named.append(name)
        size += count
    if named:
        yield _having(named, blank)


def _having(names: list[str], blank: set[str]) -> str:
    """Writes a condition on predicates, and where some have blank nodes, that there are none; asked of all, it would take half as long again."""
    values = f"VALUES ?p {{ {' '.join(names)} }}"
    return values if blank.isdisjoint(names) else f"{values} FILTER(!({_IS_BLANK}))"


def _hashed(number: int) -> Iterator[str]:
    """Yields conditions that part subjects into so many parts of about one size, at most 256.

    >>> print(*_hashed(2), sep=" or ")
    FILTER(MD5(STR(?s)) < "80") or FILTER("80" <= MD5(STR(?s)))
    """
    number = min(number, 256)
    bounds = [f'"{256 * part // number:02x}"' for part in range(1, number)]
    for low, high in pairwise(["", *bounds, ""]):
        tests = (low and f"{low} <= MD5(STR(?s))", high and f"MD5(STR(?s)) < {high}")
        yield f"FILTER({' && '.join(filter(None, tests))})"
