"""Puts queries to the engine: the one way to it, guarded, and the whole answer read.

Nothing of the engine's outlives the call. It goes on to evaluate while solutions are read, and what it lets go is as
deep as the text, so both need the stack that the text was given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Literal, NamedTuple, TypeAlias, TypeVar

import pyoxigraph as ox

from ..base.errors import DataError, OutOfMemoryError, QuerySyntaxError, RequestError, StoreError
from ..sparql.limits import MOST_LEVELS, refuse_beyond_limits
from ..sparql.syntax_errors import syntax_error
from .federation import refuse_services
from .processes import short_of_files
from .stack import on_own_stack


class Solutions:
    """The variables of a SELECT query and its solutions, in order."""

    __slots__ = ("_solutions", "variables")

    def __init__(self, variables: Sequence[ox.Variable], solutions: Sequence[ox.QuerySolution]) -> None:
        self.variables, self._solutions = variables, solutions

    def __iter__(self) -> Iterator[ox.QuerySolution]:
        return iter(self._solutions)


_T = TypeVar("_T")


class Dataset(NamedTuple):
    """The graphs of a query, by IRI, where others are asked for than all: those that make up the default graph, and the named."""

    default: Sequence[ox.NamedNode] = ()
    named: Sequence[ox.NamedNode] = ()


#: The form of a query by what it gives: DESCRIBE is like CONSTRUCT.
Form: TypeAlias = Literal["SELECT", "ASK", "CONSTRUCT"]
#: What a query gives: SELECT solutions, ASK whether there is one, CONSTRUCT and DESCRIBE triples.
Result: TypeAlias = Solutions | bool | list[ox.Triple]


def evaluate(store: ox.Store, text: str, services: Sequence[str] = ()) -> Result:
    """Returns the result of a query, which may call `services` and no other.

    Raises QuerySyntaxError where it does not parse or calls another service, StoreError where the engine fails,
    and RequestError for a triple of the answer that is nested too deeply.
    """
    refuse_services(text, services)
    return on_own_stack(text, lambda: _read(_asked(store, text), text, services))


def read_by(
    read: Callable[[Any], _T],
    store: ox.Store,
    text: str,
    dataset: Dataset | None = None,
    services: Sequence[str] = (),
) -> _T:
    """Returns what `read` makes of the engine's own result of a query, such as its text, without making a value of each term.

    Raises what `evaluate` does, and what `read` does.
    """
    refuse_services(text, services)
    return on_own_stack(text, lambda: _telling(read, _asked(store, text, dataset)))


def form_of(text: str) -> Form:
    """Returns the form of a query without asking it of any graph; raises what `evaluate` does."""
    refuse_services(text)

    def form() -> Form:
        found = _asked(ox.Store(), text)
        if isinstance(found, ox.QueryBoolean):
            return "ASK"
        return "SELECT" if isinstance(found, ox.QuerySolutions) else "CONSTRUCT"

    return on_own_stack(text, form)


def check_select(text: str, path: str) -> None:
    """Refuses the text of a file under `queries/` that is no SELECT query, or calls a SERVICE.

    Raises DataError with its line.
    """
    try:
        refuse_beyond_limits(text)
        is_rows = form_of(text) == "SELECT"
    except QuerySyntaxError as wrong:
        raise DataError(wrong.message, path=path, line=wrong.line, column=wrong.column) from None
    except OutOfMemoryError:
        raise
    except StoreError as wrong:
        raise DataError(wrong.message, path=path) from None
    if not is_rows:
        raise DataError("expected a SELECT query, got another form; write it as SELECT", path=path)


def columns_of(text: str) -> list[str]:
    """Returns the columns of a SELECT query without asking it of any graph; none for another; raises what `evaluate` does."""
    found = evaluate(ox.Store(), text)
    return [variable.value for variable in found.variables] if isinstance(found, Solutions) else []


def _asked(store: ox.Store, text: str, dataset: Dataset | None = None) -> Any:
    """Returns what the engine gives for a query, to be read on the same stack."""
    graphs = {} if dataset is None else {"default_graph": dataset.default, "named_graphs": dataset.named}
    try:
        return store.query(text, **graphs)
    except SyntaxError as error:
        raise syntax_error(str(error.msg), text) from None
    except (RuntimeError, ValueError, OSError) as error:
        raise StoreError(f"the engine failed: {error}") from None


def _read(found: Any, text: str, services: Sequence[str]) -> Result:
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    read: list[Any] = _telling(list, found)
    # No graph here holds a triple as a term.
    if "<<" in text or "triple" in text.lower() or services:
        refuse_deep(term for row in read for term in row)
    return Solutions(found.variables, read) if isinstance(found, ox.QuerySolutions) else read


def _telling(read: Callable[[Any], _T], found: Any) -> _T:
    """Returns what is read of a result; raises StoreError where the engine stops half-way."""
    try:
        return read(found)
    except (RuntimeError, OSError, SyntaxError) as error:  # SyntaxError: of what a service answers
        raise broken_off(error) from None
    except MemoryError:
        raise OutOfMemoryError("the query needs more memory than there is; ask for less") from None


def refuse_deep(terms: Iterable[Any]) -> None:
    """Refuses triple terms so deep that whoever handles one would overrun the stack."""
    for term in terms:
        levels = 0
        while isinstance(term, ox.Triple):
            term, levels = term.object, levels + 1
            if levels > MOST_LEVELS:
                raise RequestError(
                    f"a triple of the answer is nested more than {MOST_LEVELS} levels deep; nest it less"
                )


def broken_off(error: Exception) -> StoreError:
    """Returns the error of an engine that stopped half-way, with the way out where a file of the store is damaged."""
    short = short_of_files(error)
    if short is not None:
        return short
    way_out = "; the build is damaged; run: thbgraph build --force" if "Corruption" in str(error) else ""
    return StoreError(f"the query failed: {error}{way_out}")
