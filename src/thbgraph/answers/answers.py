"""Answers: the rows of a query with their heading, and how they are shown in a page or notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from ..words.names import spaced
from .rows import Describe, Entity, Row, Value, shown

if TYPE_CHECKING:
    from .diagnoses import Diagnosis

#: Finds out why an answer is empty.
Diagnose: TypeAlias = Callable[[], "Diagnosis"]


class Answer:
    """The answer to a question or SELECT query: columns, rows in order, heading.

    Iterates over its rows. `arguments` says what each parameter was bound with, `describe` what a passage
    or source is, in one line, `label` what a thing is called. `diagnose` finds out why there is no answer,
    where that is asked.
    """

    __slots__ = ("_diagnosis", "arguments", "columns", "describe", "diagnose", "heading", "label", "rows")

    def __init__(
        self,
        columns: Sequence[str],
        rows: Sequence[Row],
        heading: str = "",
        arguments: Mapping[str, str] | None = None,
        describe: Describe = str,
        diagnose: Diagnose | None = None,
        label: Describe = str,
    ) -> None:
        self.columns, self.rows = tuple(columns), tuple(rows)
        self.heading = heading
        self.arguments = dict(arguments or {})
        self.describe, self.diagnose, self.label = describe, diagnose, label
        self._diagnosis: Diagnosis | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it holds nothing: no rows, nothing but unbound values, or one row of zeros, "" and those.

        >>> Answer(["n"], [Row(("n",), (0,))]).is_empty
        True
        """
        if len(self.rows) == 1 and all(value in (None, "") or _is_zero(value) for value in self.rows[0]):
            return True
        return all(value is None for row in self.rows for value in row)

    @property
    def diagnosis(self) -> Diagnosis | None:
        """Why the answer is empty, found out when first asked for; None where it is not empty."""
        if self._diagnosis is None and self.diagnose is not None and self.is_empty:
            self._diagnosis = self.diagnose()
        return self._diagnosis

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, number: int) -> Row:
        return self.rows[number]

    def to_pandas(self) -> Any:
        """Gives a pandas DataFrame: entities by label, dates as dates; the index counts from 0.

        Raises ImportError where pandas is not installed.
        """
        try:
            import pandas
        except ImportError:
            raise ImportError("to_pandas() needs pandas; install it with: pip install pandas") from None
        cells = [[value.label if isinstance(value, Entity) else value for value in row] for row in self.rows]
        return pandas.DataFrame(cells, columns=list(self.columns))

    def _repr_html_(self) -> str:
        """Shows the answer in a notebook, as a table with footnotes."""
        return to_html(self)


def _is_zero(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == 0


def is_cited(answer: Answer) -> bool:
    """Says whether any row of an answer has its citation."""
    return any(row.citation is not None for row in answer.rows)


class Shown(NamedTuple):
    """What people see of an answer: the columns that hold something, in words, and their values; the empty ones."""

    columns: list[str]
    rows: list[list[Value]]
    empty: list[str]

    @property
    def counted(self) -> str:
        """How many rows there are, and in which columns they hold nothing.

        >>> Shown(["country"], [["Finland"], ["Sweden"]], ["open act"]).counted
        '2 rows; empty in all of them: open act'
        """
        several = len(self.rows) != 1
        empty = f"; empty in {'all of them' if several else 'it'}: {', '.join(self.empty)}"
        return f"{len(self.rows)} row{'s' if several else ''}{empty if self.empty else ''}"


def for_people(answer: Answer) -> Shown:
    """Leaves the columns that are empty in every row out of a table; one without any other keeps them."""
    columns = [spaced(column) for column in answer.columns]
    kept = [number for number in range(len(columns)) if any(shown(row[number]) for row in answer)]
    if not kept:
        return Shown(columns, [list(row) for row in answer], [])
    empty = [column for number, column in enumerate(columns) if number not in kept]
    rows = [[row[number] for number in kept] for row in answer]
    return Shown([columns[number] for number in kept], rows, empty)


def bound_with(answer: Answer) -> str:
    """Says with which arguments a question was asked, in words."""
    return "; ".join(f"{spaced(name)}: {value}" for name, value in answer.arguments.items())


def to_html(answer: Answer) -> str:
    """Writes an answer as an HTML table, its heading as caption; when cited, with footnotes and statements."""
    from .evidence_notes import Notes

    notes, cited, found = (
        Notes(answer.rows, answer.describe, answer.label),
        is_cited(answer),
        for_people(answer),
    )
    caption = "<br>".join(escape(line) for line in (answer.heading, bound_with(answer)) if line)
    lines = ["<table>"]
    lines += [f"<caption>{caption}</caption>"] if caption else []
    head = "".join(
        f'<th scope="col">{escape(name)}</th>' for name in [*found.columns, *(["evidence"] if cited else [])]
    )
    lines += [f"<thead><tr>{head}</tr></thead>", "<tbody>"]
    for values, row in zip(found.rows, answer, strict=True):
        cells = "".join(f"<td>{_html_value(value)}</td>" for value in values)
        cells += f"<td>{escape(notes.marks(row))}</td>" if cited else ""
        lines.append(f"<tr>{cells}</tr>")
    lines += ["</tbody>", "</table>", f"<p>{escape(found.counted)}</p>"]
    if cited:
        for number, (title, told) in enumerate(notes.sections()):
            body = _html_list(map(escape, told))
            lines.append(_folded(title, body) if number else f"<p>{title}</p>\n{body}")
        rows = (f"{escape(name)}\n{_html_list(map(escape, said))}" for name, said in notes.statements())
        lines.append(_folded("Statements", _html_list(rows)))
    return "\n".join(lines) + "\n"


def to_page(answer: Answer) -> str:
    """Writes an answer as an HTML page of its own."""
    from .html_page import page

    return page(answer.heading or "Answer", to_html(answer))


def _folded(title: str, body: str) -> str:
    return f"<details>\n<summary>{title}</summary>\n{body}\n</details>"


def _html_list(items: Iterable[str]) -> str:
    return "\n".join(["<ul>", *(f"<li>{item}</li>" for item in items), "</ul>"])


def _html_value(value: Value) -> str:
    if isinstance(value, Entity) and value.iri.startswith(("http://", "https://")):
        return f'<a href="{escape(value.iri)}">{escape(value.label)}</a>'
    return escape(shown(value))
