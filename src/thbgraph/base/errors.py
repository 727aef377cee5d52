"""Everything that thbgraph raises.

    ThbgraphError             code (its heading in docs/errors.md), message, of what is wrong and the advice
    ├── DataError             a file under data/, ontology/ or queries/ is wrong: path, line, column
    ├── RequestError          the caller asked wrongly
    │   ├── ParameterError    an argument is missing, surplus, malformed or ambiguous
    │   ├── UnknownColumn     a row has no such column
    │   ├── QuerySyntaxError  the SPARQL does not parse, or asks for what is refused: line, column
    │   ├── UnknownQuestion   no saved question, or report, has this name: near
    │   └── UnknownEntity     nothing in the graph has this name: candidates
    └── StoreError            the engine or the cache failed
        ├── OutOfMemoryError  a query needs more memory than it may take
        ├── QueryTimeout      a query took longer than it may: seconds
        └── EndpointError     an address on the web did not give what it was asked for: url, status

A message says where, what, expected and got, and behind a semicolon the next step.
"""

from __future__ import annotations

from functools import partial

from .lazy import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


#: The advice where a build is damaged.
REBUILD = "run: thbgraph build --force"


def with_advice(what: str, advice: str) -> str:
    """Writes what is wrong and what to do then, in a line."""
    return f"{what}; {advice}" if advice else what


class ThbgraphError(Exception):
    """Is the base of every error that thbgraph raises on purpose: `what` is wrong, and the `advice` what to do then, if any.

    >>> ThbgraphError("nothing to do", "wait").message
    'nothing to do; wait'
    """

    code = "error"

    def __init__(self, what: str, advice: str = "") -> None:
        self.what, self.advice, self.message = what, advice, with_advice(what, advice)
        super().__init__(self.message)


class DataError(ThbgraphError):
    """Says which place of which source file is wrong, and how to mend it.

    `line` and `column` count from 1. `str()` is `path:line:column: message`, as editors expect. `others` are further
    errors of the same file, where it was read to its end all the same.

    >>> print(DataError('expected a date, got "3.5.2005"', path="data/memo/2.trig", line=12))
    data/memo/2.trig:12: expected a date, got "3.5.2005"
    """

    code = "data"

    def __init__(
        self, what: str, advice: str = "", *, path: str, line: int | None = None, column: int | None = None
    ) -> None:
        super().__init__(what, advice)
        self.path, self.line, self.column = path, line, column
        self.others: Sequence[DataError] = ()

    def __reduce__(self) -> tuple[object, ...]:
        return partial(type(self), path=self.path), (self.message,), vars(self)

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        return f"{place}: {self.message}"


class RequestError(ThbgraphError):
    """Says what was wrong with what the caller asked.

    `given` is the name that was not understood, if it was one, and `candidates` the IRIs (of questions the names)
    that may be meant.
    """

    code = "request"

    def __init__(
        self, what: str, advice: str = "", *, candidates: Sequence[str] = (), given: str = ""
    ) -> None:
        super().__init__(what, advice)
        self.candidates, self.given = tuple(candidates), given


class ParameterError(RequestError):
    """Says which argument of a question is missing, surplus, malformed or ambiguous."""

    code = "parameter"


class UnknownColumn(RequestError, KeyError, IndexError, AttributeError):
    """Says that a row has no column of a name or number, and which it has."""

    code = "unknown-column"

    def __str__(self) -> str:
        return self.message


class MissingLibrary(RequestError, ImportError):
    """Says which library is not installed, what it is needed for, and how it is installed."""

    code = "missing-library"


class QuerySyntaxError(RequestError):
    """Says where a SPARQL text fails to parse, or which form in it is refused."""

    code = "query-syntax"

    def __init__(
        self, what: str, advice: str = "", *, line: int | None = None, column: int | None = None
    ) -> None:
        super().__init__(what, advice)
        self.line, self.column = line, column


class UnknownQuestion(RequestError):
    """Says that no saved question, or report, has the name, and which ones are near."""

    code = "unknown-question"

    def __init__(self, what: str, advice: str = "", *, near: Sequence[str] = (), given: str = "") -> None:
        super().__init__(what, advice, candidates=near, given=given)
        self.near = tuple(near)


class UnknownEntity(RequestError):
    """Says that nothing in the graph answers to a name, or that several things do."""

    code = "unknown-entity"


class StoreError(ThbgraphError):
    """Says that the engine or its cache failed, and what to do about it."""

    code = "store"


class OutOfMemoryError(StoreError):
    """Says that a query needs more memory than there is, or than it may take."""

    code = "memory"


class QueryTimeout(StoreError):
    """Says that a query was stopped because it took longer than it may: `seconds`.

    >>> print(QueryTimeout(2.5))
    the query took longer than 2.5 s and was stopped; ask for less, or allow it more time
    """

    code = "timeout"

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"the query took longer than {seconds:g} s and was stopped",
            "ask for less, or allow it more time",
        )
        self.seconds = seconds

    def __reduce__(self) -> tuple[type[QueryTimeout], tuple[float]]:
        return QueryTimeout, (self.seconds,)


class EndpointError(StoreError):
    """Says that an address on the web did not give what it was asked for: `url`, and its HTTP `status` if any."""

    code = "endpoint"

    def __init__(self, what: str, advice: str = "", *, url: str = "", status: int | None = None) -> None:
        super().__init__(what, advice)
        self.url, self.status = url, status
