"""Puts queries to the engine: the one way to it, guarded, on a stack of its own, and the whole answer read.

The engine's parser, optimizer and evaluator are recursive and do not watch their stack: a text that nests deeply, or
joins thousands of parts, overruns it and ends the process. Each level of recursion begins with a character of the
text, so a stack in proportion to its length is enough for any text. It is address space; memory is taken as it is used.
Nothing of the engine's outlives the call: it goes on to evaluate while solutions are read, and what it lets go is as
deep as the text.

The engine asks whatever address a SERVICE names, and cannot be told not to. Whether the word `service` in a text is
that keyword is left to the engine's own parser, since no tokenizer cuts a text quite as it does. Every occurrence is
replaced by a word that is no keyword and stands nowhere else in the text; the calls that are allowed become GRAPH,
which is written alike. A text that still parses has the word in strings, IRIs, comments and names only: a parser that
tries its alternatives in order, as the engine's does, fails where it had read the keyword, and no other alternative
of the groups around that place begins as they do.
"""

from __future__ import annotations

import re
import resource
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from errno import EMFILE, ENFILE
from typing import Any, Literal, NamedTuple, TypeAlias, TypeVar

import pyoxigraph as ox

from ..base.errors import REBUILD, DataError, OutOfMemoryError, QuerySyntaxError, RequestError, StoreError
from ..base.printing import quoted
from ..base.tokens import line_of
from ..sparql.limits import MOST_CHARACTERS, MOST_LEVELS, refuse_beyond_limits
from ..sparql.syntax_errors import offset_of, syntax_error


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
    dataset: Dataset | None,
    services: Sequence[str],
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
        raise DataError(wrong.what, wrong.advice, path=path, line=wrong.line, column=wrong.column) from None
    except OutOfMemoryError:
        raise
    except StoreError as wrong:
        raise DataError(wrong.what, wrong.advice, path=path) from None
    if not is_rows:
        raise DataError("expected a SELECT query, got another form", "write it as SELECT", path=path)


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
        raise OutOfMemoryError("the query needs more memory than there is", "ask for less") from None


def refuse_deep(terms: Iterable[Any]) -> None:
    """Refuses triple terms so deep that whoever handles one would overrun the stack."""
    for term in terms:
        levels = 0
        while isinstance(term, ox.Triple):
            term, levels = term.object, levels + 1
            if levels > MOST_LEVELS:
                raise RequestError(
                    f"a triple of the answer is nested more than {MOST_LEVELS} levels deep", "nest it less"
                )


def broken_off(error: Exception) -> StoreError:
    """Returns the error of an engine that stopped half-way, with the way out where a file of the store is damaged."""
    short = short_of_files(error)
    if short is not None:
        return short
    is_damaged = "Corruption" in str(error)
    return StoreError(f"the query failed: {error}", f"the build is damaged; {REBUILD}" if is_damaged else "")


#: Bytes of stack for each character. The shape that needs most of all that were tried, nested braces, needs 4 KB.
PER_CHARACTER = 16 * 1024
#: Bytes for the interpreter, beside the engine's.
_BASE = 1024 * 1024

#: The size of the stack is set for all threads that are started until it is set again.
_starting = threading.Lock()


def on_own_stack(text: str, work: Callable[[], _T], seconds: float | None = None) -> _T:
    """Returns the result of work on a text, or raises what it raises; everything in it is let go on that stack.

    Raises OutOfMemoryError where there is no room for the stack, and TimeoutError after `seconds`, when the work is left to
    itself.
    """
    results: list[_T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:
            from traceback import clear_frames

            # What the frames hold may be as deep as the text, and would be let go on the caller's smaller stack.
            clear_frames(error.__traceback__)
            errors.append(error)

    # A daemon does not keep a program from ending that Ctrl-C has told to.
    thread = threading.Thread(target=run, daemon=True)
    # Only what evidence adds to a query is longer than one may be: rows of VALUES, which do not nest.
    _start(thread, _BASE + PER_CHARACTER * min(len(text), MOST_CHARACTERS))
    thread.join(seconds)
    if errors:
        raise errors[0]
    if thread.is_alive():
        raise TimeoutError
    return results[0]


def _start(thread: threading.Thread, size: int) -> None:
    with _starting:
        before = threading.stack_size(size)
        try:
            thread.start()
        except (RuntimeError, MemoryError):
            raise OutOfMemoryError(
                f"there is no memory for a query of this length ({size >> 20} MB)", "shorten it"
            ) from None
        finally:
            threading.stack_size(before)


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
        why, advice = (
            f"SERVICE must name one of the allowed addresses, written in full: {', '.join(allowed)}",
            "",
        )
    else:
        why = "SERVICE is refused: it would send part of the query to another machine"
        advice = "sparql --allow-service lets a query of your own do so"
    raise QuerySyntaxError(why, advice, line=_line(text, complaint))


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


#: What the engine needs to open a store: files at once, and bytes of address space. With less it ends the process.
_LEAST_FILES, _LEAST_SPACE = 128, 640 << 20


def require_room() -> None:
    """Raises StoreError where this process may open fewer files, or have less address space, than the engine needs."""
    files, space = (resource.getrlimit(kind)[0] for kind in (resource.RLIMIT_NOFILE, resource.RLIMIT_AS))
    if files != resource.RLIM_INFINITY and files < _LEAST_FILES:
        raise _too_few_files(f"the engine needs {_LEAST_FILES}")
    if space != resource.RLIM_INFINITY and space < _LEAST_SPACE:
        raise StoreError(
            f"this process may have {space} bytes of address space, and the engine needs {_LEAST_SPACE}",
            "allow it more, as with: ulimit -v unlimited",
        )


def short_of_files(error: Exception) -> StoreError | None:
    """Returns the error to raise for one that came since this process may open no more files; None for another."""
    if getattr(error, "errno", None) in (EMFILE, ENFILE) or "Too many open files" in str(error):
        return _too_few_files("has all of them open")
    return None


def _too_few_files(why: str) -> StoreError:
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    enough = max(4 * _LEAST_FILES, 2 * most)
    return StoreError(
        f"this process may open {most} files at once, and {why}",
        f"allow it more, as with: ulimit -n {enough}",
    )
