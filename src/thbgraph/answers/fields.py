"""Results as JSON: their fields as they are, names in camel case, days in ISO 8601, things by IRI and label."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from ..words.dates import PartialDate


def to_json(result: object) -> str:
    """Writes a result as JSON."""
    return json.dumps(fields_of(result), ensure_ascii=False, indent=2) + "\n"


def fields_of(value: Any) -> Any:
    """Returns a value as JSON can hold it.

    >>> from ..answers.rows import Entity
    >>> fields_of([Entity("http://e.org/a", "A"), PartialDate(2009), None])
    [{'iri': 'http://e.org/a', 'label': 'A'}, '2009', None]
    """
    if isinstance(value, date | PartialDate):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: fields_of(part) for key, part in value.items()}
    if hasattr(value, "_asdict"):
        return {_camel_case(name): fields_of(part) for name, part in value._asdict().items()}
    if isinstance(value, tuple | list):
        return [fields_of(part) for part in value]
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _camel_case(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))
