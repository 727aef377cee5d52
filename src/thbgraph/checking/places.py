"""Where statements stand: file and line, for findings that know only some of their terms."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

from ..build.source_files import Statement

#: Which of subject, predicate, object and graph must agree, best fit first.
_FITS = ("spog", "sp-g", "spo-", "sp--", "s-og", "s--g", "s-o-", "s---", "--o-", "---g")


class Places:
    """Where statements stand, found by as many of their four terms as are known."""

    def __init__(self, statements: Collection[Statement]) -> None:
        self._statements = statements

    @cached_property
    def _places(self) -> dict[tuple[str | None, ...], tuple[str, int]]:
        """Made for the first finding: mostly there is none."""
        places: dict[tuple[str | None, ...], tuple[str, int]] = {}
        for statement in self._statements:
            quad = statement.quad
            terms = (quad.subject.value, quad.predicate.value, quad.object.value, quad.graph_name.value)
            for fit in _FITS:
                places.setdefault(_kept(terms, fit), (statement.path, statement.line))
        return places

    def of(
        self, focus: str, path: str | None = None, value: str | None = None, graph: str | None = None
    ) -> tuple[str, int | None]:
        """Returns file and line of the statement that fits best, else of what mentions the focus."""
        known = (focus, path, value, graph)
        keys = [_kept(known, fit) for fit in _FITS[:-2]]
        for key in [*keys, (None, None, focus, None), (None, None, None, focus)]:
            if key in self._places:
                return self._places[key]
        return "data", None


def _kept(terms: tuple[str | None, ...], fit: str) -> tuple[str | None, ...]:
    return tuple(None if letter == "-" else term for term, letter in zip(terms, fit, strict=True))
