"""Answers: the rows of a query with their heading, and how they are shown in a page or notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, TypeAlias

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


def to_html(answer: Answer) -> str:
    """Writes an answer as an HTML table, its heading as caption; when cited, with footnotes and statements."""
    from .evidence_notes import Notes

    notes, cited = Notes(answer.rows, answer.describe, answer.label), is_cited(answer)
    columns = [*answer.columns, *(["evidence"] if cited else [])]
    lines = ["<table>"]
    lines += [f"<caption>{escape(answer.heading)}</caption>"] if answer.heading else []
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    lines += [f"<thead><tr>{head}</tr></thead>", "<tbody>"]
    for row in answer:
        cells = "".join(f"<td>{_html_value(value)}</td>" for value in row)
        cells += f"<td>{escape(notes.marks(row))}</td>" if cited else ""
        lines.append(f"<tr>{cells}</tr>")
    lines += ["</tbody>", "</table>"]
    if cited:
        for title, told in notes.sections():
            lines += [f"<p>{title}</p>", _html_list(map(escape, told))]
        rows = (f"{escape(name)}\n{_html_list(map(escape, said))}" for name, said in notes.statements())
        lines += ["<details>", "<summary>Statements</summary>", _html_list(rows), "</details>"]
    return "\n".join(lines) + "\n"


def _html_list(items: Iterable[str]) -> str:
    return "\n".join(["<ul>", *(f"<li>{item}</li>" for item in items), "</ul>"])


def _html_value(value: Value) -> str:
    if isinstance(value, Entity) and value.iri.startswith(("http://", "https://")):
        return f'<a href="{escape(value.iri)}">{escape(value.label)}</a>'
    return escape(shown(value))
