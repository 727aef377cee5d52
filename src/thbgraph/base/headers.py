"""Headers of questions and checks: the lines of a query that begin with `#+` form one YAML map, as a whole file may."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from string import Formatter
from typing import Any, TypeVar

import yaml

from .errors import DataError
from .findings import Place, refuse

#: The loader in C is several times as fast; where PyYAML was built without it, the other reads the same.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: What users call each kind of value.
_KINDS: dict[type, str] = {str: "text", list: "list", dict: "map"}

T = TypeVar("T")


def load(text: str, path: str, what: str, line: Callable[[Any], int]) -> Any:
    """Returns the values of a YAML text; raises DataError, with the `line` of a mark, that tells `what` is not valid."""
    try:
        return yaml.load(text, LOADER)
    # A ValueError is a day that no calendar has.
    except (RecursionError, yaml.YAMLError, ValueError) as error:
        if isinstance(error, RecursionError) or "nesting depth" in str(error):
            raise Place(path, 1).error(f"{what} nested too deeply") from None
        problem = getattr(error, "problem", None) or error
        place = Place(path, line(getattr(error, "problem_mark", None)))
        raise place.error(f"{what} not valid YAML: {problem}") from None


class Header:
    """A header: its map as values, and as YAML nodes, which know where they stand.

    A file that is YAML as a whole is its own header. `faults` gathers what is wrong with its values, so that one fault hides
    no other. Raises DataError with the line for what is no YAML map, or is nested too deeply.
    """

    def __init__(self, text: str, path: str, is_whole: bool = False) -> None:
        written = dict(enumerate(text.splitlines(), 1))
        if not is_whole:
            headed = (pair for pair in written.items() if pair[1].startswith("#+"))
            written = {number: line[2:].removeprefix(" ") for number, line in headed}
        self._path, self._lines = path, list(written) or [1]
        self.faults: list[DataError] = []
        content = "\n".join(written.values())
        self._compose = partial(yaml.compose, content, LOADER)
        fields = load(content, path, "the header is", self._line)
        if not isinstance(fields, dict | None):
            Place(path, 1).fail("the header is not a YAML map of '#+ key: value' lines")
        self.fields: dict[str, Any] = fields or {}

    @cached_property
    def pairs(self) -> list[tuple[Any, Any]]:
        """Keys and values of the map as nodes; a key that stands there twice is there twice."""
        node: Any = self._compose()
        return node.value if node is not None else []

    def _line(self, mark: Any) -> int:
        """Returns the line of the file on which a mark of the YAML stands; the header's first without a mark."""
        return self._lines[min(mark.line, len(self._lines) - 1) if mark is not None else 0]

    def line(self, node: Any) -> int:
        """Returns the line on which a node begins."""
        return self._line(node.start_mark)

    def fail(self, message: str, *keys: str) -> DataError:
        """Returns the error that a value is wrong, which stands under some keys; line 1 where it is not there."""
        pairs, line = self.pairs, 1
        for wanted in keys:
            found = next(((key, value) for key, value in pairs if key.value == wanted), None)
            if found is None:
                break
            line, pairs = self.line(found[0]), found[1].value if found[1].id == "mapping" else []
        return Place(self._path, line).error(message)

    def take(self, key: str, kind: type) -> Any:
        """Returns the value of a key; None where there is none or, which is a fault, one of another kind."""
        value = self.fields.get(key)
        if value is None or isinstance(value, kind):
            return value
        self.faults.append(self.fail(f"the header's {key} must be a {_KINDS[kind]}, got {value!r}", key))
        return None

    def require(self, keys: Sequence[str]) -> dict[str, Any]:
        """Returns the values of the map; raises DataError where it has not exactly these keys."""
        if set(self.fields) != set(keys):
            raise self.fail(f"the header must have exactly the keys {', '.join(keys)}")
        return self.fields

    def named_in(self, text: str, key: str) -> list[str]:
        """Returns what a text, of a key, names in braces; braces that hold something else are a fault."""
        try:
            parts = list(Formatter().parse(text))
        except ValueError:
            parts = [("", "", "wrong", None)]
        if any(form or conversion for _, _, form, conversion in parts):
            message = f"braces in the {key} may hold only a column; double a literal brace"
            self.faults.append(self.fail(message, key))
            return []
        return [name for _, name, _, _ in parts if name is not None]

    def allow_only(self, known: Iterable[str]) -> None:
        """Gathers the keys that are not known."""
        for key in self.fields:
            if key not in known:
                message = f"unknown key {key!r} in the header; known: {', '.join(known)}"
                self.faults.append(self.fail(message, key))

    def attempt(self, default: T, read: Callable[..., T], *given: Any) -> T:
        """Returns what `read` makes of a part of the header; a default, and gathers the fault, where it raises DataError."""
        try:
            return read(*given)
        except DataError as fault:
            self.faults.append(fault)
            return default

    def refuse(self) -> None:
        """Raises the faults that were gathered, if any: the first in the file, with the others."""
        refuse(sorted(self.faults, key=lambda fault: fault.line or 0))
