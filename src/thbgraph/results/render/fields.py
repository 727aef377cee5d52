"""Results as JSON: their fields as they are, names in camel case, days in ISO 8601, things by IRI and label."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from ...base.dates import PartialDate
from ..marks import Mark, Told
from ..numbers import Numbers

#: What most cells and sources lack, and is then left out.
_OPTIONAL = frozenset({"note", "bounds", "unknown", "remarks", "text"})


def to_json(result: object) -> str:
    """Writes a result as JSON; marks are numbers, and `sources` holds what has these numbers."""
    numbers = Numbers[Mark]()
    fields = fields_of(result, numbers)
    if sources := numbers.listed():
        fields["sources"] = [{"number": number, **fields_of(mark)} for number, mark, _ in sources]
    return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"


def fields_of(value: Any, numbers: Numbers[Mark] | None = None) -> Any:
    """Returns a value as JSON can hold it, with the `numbers` of marks in their place.

    >>> from ..rows import Entity
    >>> fields_of([Entity("http://e.org/a", "A"), PartialDate(2009), None])
    [{'iri': 'http://e.org/a', 'label': 'A'}, '2009', None]
    """
    if isinstance(value, date | PartialDate):
        return value.isoformat()
    if isinstance(value, Mark) and numbers is not None:
        return numbers.of([value])[0]
    if isinstance(value, Mapping):
        return {key: fields_of(part, numbers) for key, part in value.items()}
    if isinstance(value, Told | Mark):
        held = value._asdict()
        held = {name: part for name, part in held.items() if part or name not in _OPTIONAL}
        return {_camel_case(name): fields_of(part, numbers) for name, part in held.items()}
    if hasattr(value, "_asdict"):
        return {_camel_case(name): fields_of(part, numbers) for name, part in value._asdict().items()}
    if isinstance(value, tuple | list):
        return [fields_of(part, numbers) for part in value]
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _camel_case(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))
