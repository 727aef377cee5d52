"""Answers as data frames and Arrow tables: things by label, with their IRIs and the codes of states beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ...base.extras import library
from ...base.values import Entity, Value, plain
from ..answer import Answer

#: The widest whole number that data frames hold.
_WIDEST = 2**63 - 1


def to_columns(answer: Answer) -> dict[str, list[Any]]:
    """Returns the columns of an answer by name, each with values of one type.

    A column with things, `country`, holds their labels; `countryIri` holds their IRIs, and `countryCode` the
    ISO 3166-1 alpha-3 codes of states, where there are any. Where the query itself has such a column, none is
    added. Values of different types are text.
    """
    columns: dict[str, list[Any]] = {}
    for place, name in enumerate(answer.columns):
        values = [row.values[place] for row in answer.rows]
        things = [value if isinstance(value, Entity) else None for value in values]
        columns[name] = _of_one_type(
            [value.label if isinstance(value, Entity) else value for value in values]
        )
        beside = {
            name + "Iri": [thing and thing.iri for thing in things],
            name + "Code": [thing and answer.codes.get(thing.iri) for thing in things],
        }
        columns |= {key: cells for key, cells in beside.items() if any(cells) and key not in answer.columns}
    return columns


def _of_one_type(values: Sequence[Value]) -> list[Any]:
    kinds = {type(value) for value in values if value is not None}
    is_wide = any(type(value) is int and abs(value) > _WIDEST for value in values)
    if not is_wide and (kinds <= {int, float} or (len(kinds) == 1 and kinds <= {bool, str, date})):
        return list(values)
    return [None if value is None else plain(value) for value in values]


def to_pandas(answer: Answer) -> Any:
    """Returns a pandas DataFrame; days are datetime64[s]."""
    pandas, columns = library("pandas"), to_columns(answer)
    days = {name for name, cells in columns.items() if any(type(cell) is date for cell in cells)}
    frame = pandas.DataFrame(columns)
    return frame.astype(dict.fromkeys(days, "datetime64[s]"))


def to_polars(answer: Answer) -> Any:
    """Returns a polars DataFrame."""
    return library("polars").DataFrame(to_columns(answer), strict=False)


def to_arrow(answer: Answer) -> Any:
    """Returns a pyarrow Table."""
    return library("pyarrow").table(to_columns(answer))
