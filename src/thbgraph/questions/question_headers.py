"""Reading a question's header, and holding it and the text to each other."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..base.errors import DataError
from ..base.findings import Place
from ..base.headers import Header
from ..base.terms import expand
from ..base.tokens import line_of, tokens
from .answer_sentences import CLAUSE_KEYS, STATES_ASKED, Clause
from .columns import COLUMN_KEYS, Columns, read_columns, selected_columns
from .questions import Param, Question, spread, value_blocks

#: What a header may say. grlc's keys keep their meaning.
HEADER_KEYS = (
    "summary", "title", "description", "tags", "params", *COLUMN_KEYS, "heading", "sentence", "silence",
)  # fmt: skip
PARAM_KEYS = ("class", "datatype", "description", "members", "because", "after", "unlike")
_NO_CLAUSE = Clause()
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class Beside(NamedTuple):
    """What stands beside the questions of a home: the words by which people ask each, and the columns that several have."""

    wordings: Mapping[str, tuple[str, ...]] = {}
    columns: Columns = Columns()


#: A question beside which nothing stands.
ALONE = Beside()


def read_wordings(text: str, path: str) -> dict[str, tuple[str, ...]]:
    """Reads the words by which people ask each question; raises DataError for what is no list of them."""
    header = Header(text, path, is_whole=True)
    asked = {str(name): tuple(map(str, header.take(name, list) or ())) for name in header.fields}
    header.refuse()
    return asked


def read_common_columns(text: str, path: str) -> Columns:
    """Reads the columns that several questions have, which are described as in their headers; raises DataError."""
    header = Header(text, path, is_whole=True)
    header.allow_only(COLUMN_KEYS)
    columns = read_columns(header, {})
    header.refuse()
    return columns


def read_question(text: str, path: str, name: str, beside: Beside = ALONE) -> Question:
    """Reads a question from its text, and from what stands beside it.

    Raises DataError with the line for a header that is no YAML map, an unknown key, a missing summary, a parameter
    without a block, a block that is no parameter, or a heading that names another; the first of several has the others.
    """
    header = Header(text, path)
    question = question_of(header, text, path, name, beside)
    header.refuse()
    return question


def question_of(header: Header, text: str, path: str, name: str, beside: Beside) -> Question:
    """Returns a question as far as its header can be read, which gathers what is wrong."""
    if not _NAME.fullmatch(name):
        header.faults.append(
            Place(path).error("a question's file name is lower-case words joined by hyphens")
        )
    summary = header.take("summary", str)
    if not header.fields.get("summary"):
        header.faults.append(
            header.fail("the header has no summary; add a line '#+ summary: ...'", "summary")
        )
    declared: dict[str, Any] = header.take("params", dict) or {}
    defaults = _defaults(text)
    read = (
        header.attempt(None, param_of, header, key, value, defaults.get(key, ""))
        for key, value in declared.items()
    )
    params = tuple(param for param in read if param is not None)
    names = list(declared)
    header.faults += _unmatched_blocks(text, path, {*names})
    heading = header.take("heading", str)
    own = read_columns(header, beside.columns.holds)
    columns, view = own.of(selected_columns(text), beside.columns)
    sentence = tuple(clauses_of(header, header.take("sentence", list) or (), columns, names))
    spoken = [*names, *(STATES_ASKED if any(param.of_members for param in params) else ())]
    header.attempt(None, _check_names, header, "heading", [heading or ""], spoken)
    title = header.take("title", str) or ""
    header.attempt(None, _check_names, header, "title", [title], names)
    texts = [text for clause in sentence for text in clause.texts]
    bounds = [f"{first} to {last}" for first in columns for last in columns if last.startswith(first)]
    header.attempt(
        None,
        _check_names,
        header,
        "sentence",
        texts,
        [*spoken, *columns, *bounds, "n", "list", "named", "few", "day"],
    )
    header.allow_only(HEADER_KEYS)
    whole = spread(text, defaults)
    return Question(
        name=name,
        text=text,
        summary=summary or "",
        title=title,
        description=header.take("description", str) or "",
        tags=tuple(header.take("tags", list) or ()),
        wordings=beside.wordings.get(name, ()),
        params=params,
        columns=columns,
        heading=heading,
        sentence=sentence,
        view=view,
        silence=header.attempt({}, _read_silence, header, spoken),
        whole=whole,
        blocks=tuple(value_blocks(whole)),
    )


def param_of(header: Header, name: str, declared: object, default: str) -> Param:
    def fail(message: str) -> DataError:
        return header.fail(f"parameter {name}: {message}", "params", name)

    if not isinstance(declared, dict):
        raise fail("a parameter is a map such as {class: org:Organization}")
    for key in declared:
        if key not in PARAM_KEYS:
            comma = "" if declared[key] is not None else "; put a text with a comma in quotes"
            raise fail(f"unknown key {key!r}; known: {', '.join(PARAM_KEYS)}{comma}")
    if ("class" in declared) == ("datatype" in declared):
        raise fail("a parameter has either a class or a datatype")
    kind = str(declared.get("class") or declared.get("datatype"))
    iri = expand(kind)
    if iri is None:
        raise fail(f"{kind} is not a name with a known prefix")
    return Param(
        name=name,
        wants_class=iri if "class" in declared else None,
        datatype=iri if "datatype" in declared else None,
        description=str(declared.get("description", "")),
        default=default,
        of_members=declared.get("members") is True,
        because=str(declared.get("because", "")),
        after=tuple(map(str, declared.get("after", ()))),
        unlike=str(declared.get("unlike", "")),
    )


def _check_names(header: Header, key: str, texts: Iterable[str], params: Sequence[str]) -> None:
    """Raises DataError for a text of the header that has anything in braces but parameters."""
    for text in texts:
        try:
            text.format_map(dict.fromkeys(params, ""))
        except (KeyError, ValueError, IndexError, AttributeError):
            known = ", ".join(f"{{{name}}}" for name in params) or "none, since there are no parameters"
            message = f"the {key} may have in braces only the names of parameters: {known}"
            raise header.fail(message, key) from None


def clauses_of(
    header: Header,
    written: Iterable[Any],
    columns: Container[str],
    params: Sequence[str],
    within: Clause = _NO_CLAUSE,
) -> Iterator[Clause]:
    """Reads clauses of a sentence, and those that stand `within` one: of its rows, and of its list where they name none.

    One that has no text says what those within it have in common. Gathers what is wrong.
    """
    for one in written:
        clause = header.attempt(None, _clause_of, header, one, columns, params, within)
        if clause is not None:
            if any(clause.texts):
                yield clause
            yield from clauses_of(header, one.get("then", ()), columns, params, clause)


def _clause_of(
    header: Header, written: Any, columns: Container[str], params: Sequence[str], within: Clause
) -> Clause:
    """Reads a clause; raises DataError for what is none."""

    def fail(message: str) -> DataError:
        return header.fail(message, "sentence")

    if not isinstance(written, dict) or not written.keys() <= {*CLAUSE_KEYS}:
        raise fail(f"a clause of the sentence is a map of {', '.join(CLAUSE_KEYS)}, got {written!r}")
    where, then = written.get("where", {}), written.get("then", [])
    texts = {key: value for key, value in written.items() if key not in ("where", "then")}
    if not isinstance(where, dict) or not all(isinstance(text, str) for text in (*where, *texts.values())):
        raise fail("the texts of a clause must be strings; put them in quotes")
    if not isinstance(then, list):
        raise fail(f"what a clause has under then is a list of clauses, got {then!r}")
    if not all(cell is None or isinstance(cell, str) for cell in where.values()):
        raise fail('the cells of a clause\'s "where" are texts; put yes and no in quotes')
    _check_names(header, "sentence", [cell for cell in where.values() if cell], params)
    absent = {name for name, cell in where.items() if name in params and cell is None}
    for column in (*(where.keys() - absent), *filter(None, [texts.get("list"), texts.get("each")])):
        if column not in columns:
            raise fail(f"the sentence names a column {column!r} that the header does not describe")
    return Clause(**{"list": within.list, **texts}, where={**within.where, **where})


def _read_silence(header: Header, names: Sequence[str]) -> dict[str, str]:
    """Reads, by property, what is said where nothing states it; raises DataError for what is no CURIE."""
    written: dict[str, Any] = header.take("silence", dict) or {}
    for name in written:
        if expand(str(name)) is None:
            raise header.fail(f"{name} is not a property with a known prefix", "silence", str(name))
    sentences = {str(name): str(sentence) for name, sentence in written.items()}
    _check_names(header, "silence", sentences.values(), names)
    return sentences


def _unmatched_blocks(text: str, path: str, params: set[str]) -> Iterator[DataError]:
    lines = {block.name: line_of(text, block.start) for block in reversed(value_blocks(text))}
    for name in sorted(params - lines.keys()):
        yield Place(path, 1).error(f"the parameter {name} has no block; add VALUES ?{name} {{ default }}")
    for name in sorted(lines.keys() - params):
        message = f"VALUES ?{name} is no parameter of the header; declare it under params"
        yield Place(path, lines[name]).error(message)


def _defaults(text: str) -> dict[str, str]:
    """Gives the default terms by parameter, those of its first block, parted by spaces and without comments."""
    found: dict[str, str] = {}
    for block in value_blocks(text):
        written, last = "", ""
        for token in tokens(text[block.start : block.end]):
            if token.kind != "comment":
                joined = "^" in (token.text, last) or token.text.startswith("@")
                written += token.text if joined else " " + token.text
                last = token.text
        found.setdefault(block.name, written.strip())
    return found
