"""Summaries: what an answer says in a sentence or two, made from its rows by the clauses of its question."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from types import MappingProxyType

from ..base.printing import joined, number_in_words
from ..base.terms import expand
from ..base.values import Value, between, grouped, is_cell, shown
from ..base.vocabulary import Status
from ..questions.answer_sentences import STATES_ASKED, Clause
from .answer import Row

#: A part in square brackets: the first of its alternatives of which all parameters are given, and no number is none.
_PART = re.compile(r"\[([^\]]*)\]")
#: A number, or a day, of which two columns have the bounds.
_BOUNDS = re.compile(r"\{(\w+) to (\w+)\}")
#: So many names a sentence can hold that is read at a glance.
_FEW = 9
_NAMED = re.compile(r"\{([^{}]+)\}")


def summary(
    clauses: Iterable[Clause],
    rows: Sequence[Row],
    arguments: Mapping[str, str | None],
    given: Mapping[str, Collection[str]] = MappingProxyType({}),
    spoken: Callable[[Value], str] = shown,
) -> str:
    """Returns the sentences that clauses make of rows.

    `arguments` says in words what each parameter stands for, if anything; `given` has the IRIs of those that were given;
    `spoken` writes a value as it stands within a sentence.

    >>> clause = Clause({}, "who", "One: {list}.", "{n}[ of {group}]: {list}.", "None[ of {group}].")
    >>> summary([clause], [Row(("who",), (name,)) for name in ("A", "B", "B")], {"group": None})
    'Two: A and B.'
    >>> summary([clause], [], {"group": "EU"})
    'None of EU.'
    """
    due = (clause for clause in clauses if _is_due(clause, arguments, given))
    told = (_told(clause, _valued(clause, rows, arguments, given, spoken)) for clause in due)
    return " ".join(sentence for of in told for sentence in of if sentence)


def _told(clause: Clause, valued: Iterable[tuple[str, dict[str, str | None]]]) -> Iterator[str]:
    """Yields sentences, those that are alike but in what a clause is said for each of as one."""
    by_rest = grouped(
        ((text, *(values.get(name) for name in _NAMED.findall(text) if name != clause.each)), values)
        for text, values in valued
        if text
    )
    for (text, *_), alike in by_rest.items():
        each = {clause.each: joined([str(one[clause.each]) for one in alike])} if len(alike) > 1 else {}
        yield filled(str(text), {**alike[0], **each})


def _parted(clause: Clause, rows: Sequence[Row]) -> Iterable[Sequence[Row]]:
    """Returns rows in parts, one for each value of which a clause is said."""
    return grouped((row[clause.each], row) for row in rows).values() if clause.each else [rows]


def _is_due(
    clause: Clause, arguments: Mapping[str, str | None], given: Mapping[str, Collection[str]]
) -> bool:
    """Says whether parameters are given, or not, as a clause has it."""
    wanted = (cell.strip("{}") for cell in clause.where.values() if cell and cell.startswith("{"))
    return given.keys() >= {*wanted} and not any(
        name in arguments and cell is None and name in given for name, cell in clause.where.items()
    )


def _valued(
    clause: Clause,
    rows: Sequence[Row],
    arguments: Mapping[str, str | None],
    given: Mapping[str, Collection[str]],
    spoken: Callable[[Value], str],
) -> Iterator[tuple[str, dict[str, str | None]]]:
    """Yields the text of a clause for rows, and its values, once for each value of which it is said."""
    for of in _parted(clause, rows):
        yield _text_and_values(clause, of, arguments, given, spoken)


def _text_and_values(
    clause: Clause,
    rows: Sequence[Row],
    arguments: Mapping[str, str | None],
    given: Mapping[str, Collection[str]],
    spoken: Callable[[Value], str],
) -> tuple[str, dict[str, str | None]]:
    chosen = fitting(rows, clause, given)
    values_listed = dict.fromkeys(row[clause.list] for row in chosen) if clause.list else {}
    things = list(dict.fromkeys(filter(None, map(spoken, values_listed))))
    count = len(things) if clause.list else len(chosen)
    text = clause.always or (clause.none if count == 0 else clause.one if count == 1 else clause.many)
    cells = {column: spoken(chosen[0][column]) for column in chosen[0].columns} if chosen else {}
    bounds = {f"{a} to {b}": _bounded(chosen[0][a], chosen[0][b]) for a, b in _BOUNDS.findall(text) if chosen}
    tells = "{n}" in text or "{open}" in text
    unsure = list(dict.fromkeys(_unsure(clause, rows, things, given, spoken))) if tells else []
    least = "at least " if unsure else ""
    values = {**cells, **bounds, **arguments, "n": least + number_in_words(count), "list": joined(things)}
    values["open"] = _counted(unsure) if clause.list else None
    values["few"] = values["list"] if len(things) <= _FEW else None
    values["day"] = arguments.get("from") if arguments.get("from") == arguments.get("until") else None
    values["named"] = None if things == [arguments.get(STATES_ASKED[0])] else values["list"]
    return text, values


def filled(text: str, values: Mapping[str, str | None]) -> str:
    """Fills the braces of a text as `inserted` does; begins with a capital.

    >>> filled("no member[ of {group}] on {day}", {"group": None, "day": None})
    'No member on any'
    """
    return _capital(inserted(text, values))


def inserted(text: str, values: Mapping[str, str | None]) -> str:
    """Fills the braces of a text, of each part in square brackets the first alternative that lacks no value.

    >>> inserted("of {group}", {"group": "the Nordic Council"})
    'of the Nordic Council'
    >>> inserted("[none of {states} is|no state is] bound", {"states": None})
    'no state is bound'
    """

    def chosen(part: re.Match[str]) -> str:
        return next((one for one in part[1].split("|") if _is_given(one, values)), "")

    return _PART.sub(chosen, text).format_map({name: value or "any" for name, value in values.items()})


def shortened_after_first(text: str, short_names: Mapping[str, str]) -> str:
    """Writes each of some long names in full the first time alone, then by its short name.

    >>> shortened_after_first("The Long Name is old. He left the Long Name.", {"the Long Name": "LN"})
    'The Long Name is old. He left LN.'
    """
    for full, short_name in short_names.items():
        pattern = re.compile(f"[{full[0].upper()}{full[0].lower()}]{re.escape(full[1:])}")
        if first := pattern.search(text):
            there, behind = text[: first.end()], text[first.end() :]
            behind = re.sub(
                r"(?<=[.:] )" + re.escape(full[:1].upper() + full[1:]), _capital(short_name), behind
            )
            text = there + behind.replace(full, short_name)
    return text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def outside_brackets(text: str) -> str:
    """Returns a text without its parts in square brackets, which may lack values."""
    return _PART.sub("", text)


def fitting(rows: Iterable[Row], clause: Clause, given: Mapping[str, Collection[str]]) -> list[Row]:
    """Returns the rows that a clause is about; `given` has the IRIs that parameters were given."""
    found = [*rows]
    for column, cell in clause.where.items():
        if found and column in found[0].columns:  # which all rows of an answer have
            place = found[0].columns.index(column)
            found = [row for row in found if is_cell(row.values[place], cell, given)]
    return found


def _unlike(row: Row, clause: Clause, given: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Yields the columns in which a row has another cell than a clause."""
    for column, cell in clause.where.items():
        if column in row.columns and not is_cell(row[column], cell, given):
            yield column


def _unsure(
    clause: Clause,
    rows: Iterable[Row],
    named: Collection[str],
    given: Mapping[str, Collection[str]],
    spoken: Callable[[Value], str],
) -> Iterator[str]:
    """Yields what else a clause may be about: what it lists of each other row that fits but for what is undetermined."""
    for row in rows:
        other = [*islice(_unlike(row, clause, given), 2)]
        if len(other) == 1 and shown(row[other[0]]) == Status.UNDETERMINED.words:
            name = spoken(row[clause.list]) if clause.list else ""
            yield from () if name in named else (name,)


def _counted(names: Sequence[str]) -> str | None:
    """Writes one name, or how many there are, with the names of a few."""
    if len(names) < 2:
        return names[0] if names else None
    return number_in_words(len(names)) + (f" ({', '.join(names)})" if len(names) <= _FEW else "")


def _bounded(least: Value, most: Value) -> str:
    """Writes a number or a day that is known, or between which two it is."""
    if isinstance(least or most, date):
        return shown(between(least, most))
    return shown(least) if least == most else f"at least {shown(least)} and at most {shown(most)}"


def silence(sentences: Mapping[str, str], rows: Iterable[Row], arguments: Mapping[str, str | None]) -> str:
    """Returns what cited rows rest on where nothing is recorded: a sentence for each property, a CURIE, that some lack."""
    cited = [row.citation for row in rows if row.citation] if sentences else []
    stated = [{quad.predicate.value for quad in one.statements} for one in cited]
    texts = (
        text
        for name, text in sentences.items()
        if any(expand(name) not in properties for properties in stated)
    )
    return " ".join(filter(None, (filled(text, arguments) for text in texts)))


def _is_given(part: str, values: Mapping[str, str | None]) -> bool:
    return all(values.get(name) not in (None, "", "0") for name in _NAMED.findall(part))
