"""Where statements stand: file and line, for findings that know only some of their terms."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

from ..base.values import grouped
from ..build.source_files import Statement

#: Which of property, value and graph must agree beside the subject, best fit first.
_FITS = ("pog", "p-g", "po-", "p--", "-og", "--g", "-o-", "---")


class Places:
    """Where statements stand, found by as many of their four terms as are known."""

    def __init__(self, statements: Collection[Statement]) -> None:
        self._statements = statements

    @cached_property
    def _about(self) -> dict[str, list[Statement]]:
        """Made for the first finding: mostly there is none."""
        return grouped((one.quad.subject.value, one) for one in self._statements)

    @cached_property
    def _naming(self) -> dict[str, Statement]:
        """The first statement that has a thing as its value, else the first in a graph."""
        naming: dict[str, Statement] = {}
        for part in ("object", "graph_name"):
            for one in self._statements:
                naming.setdefault(getattr(one.quad, part).value, one)
        return naming

    def of(
        self, focus: str, path: str | None = None, value: str | None = None, graph: str | None = None
    ) -> tuple[str, int | None]:
        """Returns file and line of the statement that fits best, else of what mentions the focus."""
        known = (path, value, graph)
        for fit in _FITS:
            wanted = [None if letter == "-" else term for letter, term in zip(fit, known, strict=True)]
            for one in self._about.get(focus, ()):
                quad = one.quad
                terms = (quad.predicate.value, quad.object.value, quad.graph_name.value)
                if all(want in (None, term) for want, term in zip(wanted, terms, strict=True)):
                    return one.path, one.line
        naming = self._naming.get(focus)
        return ("data", None) if naming is None else (naming.path, naming.line)
