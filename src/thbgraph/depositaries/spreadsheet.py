"""CSV as a person or a spreadsheet saves it, each row with its place."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from io import StringIO

from ..base.findings import Place

_DELIMITERS = ",;\t"


def rows_of(
    text: str, path: str, wanted: Collection[str], what: str
) -> Iterator[tuple[Place, dict[str, str]]]:
    """Yields the rows of a text, each with its place and its cells by column.

    Raises DataError where it lacks one of the columns that are wanted, which are those of `what`, or is no CSV.
    """
    text = text.removeprefix("\ufeff")
    head = text.partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=head.count), strict=True)
    try:
        columns = next(reader, [])
        if missing := [name for name in wanted if name not in columns]:
            Place(path, 1).fail(f"expected the columns of {what}, got none named {', '.join(missing)}")
        for cells in reader:
            place = Place(path, reader.line_num)
            if len(cells) != len(columns):
                place.fail(
                    f"expected {len(columns)} cells, got {len(cells)}; a cell that holds a comma needs quotes"
                )
            yield place, dict(zip(columns, (cell.strip() for cell in cells), strict=True))
    except csv.Error as error:
        Place(path, reader.line_num).fail(f"is not valid CSV: {error}; save it as CSV")
