"""Reading the file of a report, and holding what it declares to the questions and views that its sections are of."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from ..base.errors import DataError
from ..base.headers import Header
from ..base.terms import expand
from ..questions.question_headers import clauses_of, param_of
from ..questions.questions import Param
from ..questions.views import View, read_view
from .declarations import (
    NOT,
    OPEN,
    Across,
    DeclaredRemark,
    DeclaredReport,
    DeclaredSection,
    SectionSource,
    section_given,
)

KEYS = ("summary", "asked", "params", "title", "lead", "sections", "table", "notes")
SECTION_KEYS = (
    "title", "of", "given", "when", "with", "where", "among", "each", "columns", "short", "order", "sentence", "sign",
    "under", "value", "say", "note", "marks", "table", "rests", "across", "most", "last", "folded", "foot",
)  # fmt: skip
_ACROSS_KEYS = ("rows", "columns", "cell", "words")
_NOTE_KEYS = ("say", "with")
_LAYOUTS = ("value", "say", "table", "across")
_WORD = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_KINDS: Mapping[type, str] = {str: "text", bool: "true or false", int: "number", list: "list", dict: "map"}
#: Finds a question or view by name; None for what is neither.
FindSource = Callable[[str], SectionSource | None]


def read_report(text: str, path: str, find: FindSource) -> DeclaredReport:
    """Reads the file of a report.

    Raises DataError with the line for what is no YAML map, an unknown key, a source that there is not or that is given
    what it does not take, and words in braces that are neither a parameter nor in the view; the first of several has
    the others.
    """
    header = Header(text, path, is_whole=True)
    name = path.rpartition("/")[2].removesuffix(".yaml")
    header.allow_only(KEYS)
    for key in ("summary", "title", "sections"):
        if not header.fields.get(key):
            header.faults.append(header.fail(f"a report has a {key}", key))
    declared: dict[str, Any] = header.take("params", dict) or {}
    params = [
        header.attempt(None, _param, header, key, dict(value) if isinstance(value, dict) else value)
        for key, value in declared.items()
    ]
    written: dict[Any, Any] = header.take("sections", dict) or {}
    names = [str(key) for key in written]
    sections: list[DeclaredSection | None] = []
    above: dict[str, Collection[str]] = {}
    for key, value in written.items():
        reading = _DeclarationReading(header, str(key), [*declared], names, above, find)
        sections.append(header.attempt(None, reading.section, value))
        above[str(key)] = reading.columns
    found = tuple(one for one in sections if one is not None)
    lead, table = header.take("lead", list) or (), header.take("table", str) or ""
    notes = [
        header.attempt(None, _remark, header, note, [*declared], found)
        for note in header.take("notes", list) or ()
    ]
    _check(header, "title", header.take("title", str) or "", declared, "title")
    for key, wanted in (("lead", lead), ("table", filter(None, [table]))):
        for one in wanted:
            if not header.faults and one not in {section.name for section in found}:
                header.faults.append(header.fail(f"there is no section {one!r}", key))
    header.refuse()
    return DeclaredReport(
        name,
        header.fields["summary"],
        header.fields["title"],
        tuple(param for param in params if param is not None),
        found,
        tuple(lead),
        table,
        tuple(note for note in notes if note is not None),
        tuple(map(str, header.take("asked", list) or ())),
    )


def _param(header: Header, name: str, declared: Any) -> Param:
    """Reads a parameter: as that of a question, whose default it has; one that is optional may be left open."""
    default = ""
    if isinstance(declared, dict):
        default = OPEN if declared.pop("optional", False) is True else str(declared.pop("default", ""))
    return param_of(header, name, declared, default)


def _remark(
    header: Header, written: Any, params: Collection[str], sections: Collection[DeclaredSection]
) -> DeclaredRemark:
    if not isinstance(written, dict) or not written.keys() <= {*_NOTE_KEYS} or "say" not in written:
        raise header.fail(f"a note is a map of {', '.join(_NOTE_KEYS)}, got {written!r}", "notes")
    with_section = str(written.get("with", ""))
    if with_section and with_section not in {one.name for one in sections}:
        raise header.fail(f"there is no section {with_section!r}", "notes")
    _check(header, "note", str(written["say"]), params, "notes")
    return DeclaredRemark(str(written["say"]), with_section)


def _check(header: Header, what: str, text: str, known: Collection[str], *keys: str) -> None:
    """Gathers the words in braces that stand for nothing."""
    for word in _WORD.findall(text):
        if word not in known:
            choices = ", ".join(f"{{{one}}}" for one in known) or "none"
            message = f"{{{word}}} in the {what} stands for nothing; known: {choices}"
            header.faults.append(header.fail(message, *keys))


class _DeclarationReading:
    """Reads one section; raises DataError for what is none, and gathers what is wrong with its words.

    `above` has the columns of each section above it, none of one that could not be read; `columns` has its own once it is read.
    """

    def __init__(
        self,
        header: Header,
        name: str,
        params: list[str],
        sections: list[str],
        above: Mapping[str, Collection[str]],
        find: FindSource,
    ) -> None:
        self._header, self._name, self._params, self._sections = header, name, params, sections
        self._above, self._find = above, find
        self.columns: Collection[str] = ()

    def _fail(self, message: str, *keys: str) -> DataError:
        return self._header.fail(f"section {self._name}: {message}", "sections", self._name, *keys)

    def section(self, written: Any) -> DeclaredSection:
        """Reads the section from its map."""
        if not _NAME.fullmatch(self._name):
            raise self._fail("the name of a section is lower-case words joined by hyphens")
        if not isinstance(written, dict):
            raise self._fail("a section is a map such as {title: Members, of: group-members, value: member}")
        for key in written:
            if key not in SECTION_KEYS:
                raise self._fail(f"unknown key {key!r}; known: {', '.join(SECTION_KEYS)}", key)
        of = self._taken(written, "of", str, "")
        source = self._find(of)
        if source is None:
            raise self._fail(f"there is no question and no view {of!r}", "of")
        self.columns = columns = source.columns
        given = self._given(written, source)
        view = self._view(written, columns)
        words = [seen.words for seen in view.columns]
        known = dict.fromkeys([*self._params, *words, "n"])
        self._known_words(written, known, words)
        laid = [key for key in _LAYOUTS if written.get(key)]
        if len(laid) > 1:
            raise self._fail(f"it has {' and '.join(laid)}; choose one", laid[1])
        clauses = self._taken(written, "sentence", list, [])
        sentence = [*clauses_of(self._header, clauses, columns, self._params)]
        return DeclaredSection(
            self._name,
            of,
            given=given,
            when=self._when(written),
            beside=self._above_it(self._taken(written, "with", str, ""), "with"),
            where=self._where(written, columns),
            among=self._among(written, columns),
            view=view,
            short=tuple(self._taken(written, "short", list, [])),
            marks=tuple(self._taken(written, "marks", list, [])),
            order=self._order(written, words),
            sentence=tuple(sentence),
            across=self._across(written, known, words),
            table=self._taken(written, "table", bool, False),
            folded=self._taken(written, "folded", bool, False),
            foot=self._taken(written, "foot", bool, False),
            most=self._taken(written, "most", int, 0),
            last=self._taken(written, "last", int, 0),
            **{
                key: self._taken(written, key, str, "")
                for key in ("title", "under", "value", "say", "note", "rests", "sign")
            },
        )

    def _taken(self, written: Mapping[str, Any], key: str, kind: type, default: Any) -> Any:
        value = written.get(key, default)
        if not isinstance(value, kind):
            raise self._fail(f"{key} must be a {_KINDS[kind]}, got {value!r}", key)
        return value

    def _known_words(
        self, written: Mapping[str, Any], known: Collection[str], words: Collection[str]
    ) -> None:
        for key in ("title", "under", "say", "note"):
            text = self._taken(written, key, str, "")
            _check(self._header, f"{key} of {self._name}", text, known, "sections", self._name, key)
        named = [(key, self._taken(written, key, str, "")) for key in ("value", "rests", "sign")]
        named += [
            (key, str(one)) for key in ("short", "marks") for one in self._taken(written, key, list, [])
        ]
        for key, word in named:
            if word and word not in words:
                raise self._fail(f"{key} names {word!r}, which the section does not show", key)

    def _view(self, written: Mapping[str, Any], columns: Collection[str]) -> View:
        each = self._taken(written, "each", list, [])
        try:
            view = read_view(map(str, self._taken(written, "columns", list, []) or columns), tuple(each))
        except ValueError as error:
            raise self._fail(str(error), "columns") from None
        for name in (*view.each, *(name for one in view.columns for name in one.columns)):
            if name not in columns:
                raise self._fail(f"there is no column {name!r}; known: {', '.join(columns)}", "columns")
        return view

    def _when(self, written: Mapping[str, Any]) -> dict[str, Sequence[str]]:
        found: dict[str, Sequence[str]] = {}
        for param, kinds in self._taken(written, "when", dict, {}).items():
            found[str(param)] = [str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])]
            for kind in found[str(param)]:
                if param not in self._params or expand(kind) is None:
                    raise self._fail(f"when has {param}: {kind}, not a parameter and a class", "when")
        return found

    def _given(self, written: Mapping[str, Any], source: SectionSource) -> dict[str, str]:
        """Reads what the source is given beside the parameters of the report that it takes: those, values, or columns of other sections."""
        given = {str(key): str(value) for key, value in self._taken(written, "given", dict, {}).items()}
        for param, text in given.items():
            if param not in source.takes:
                known = ", ".join(source.takes) or "none"
                raise self._fail(
                    f"given names {param!r}, which its source does not take; known: {known}", "given"
                )
            if (place := section_given(text)) is not None:
                self._above_it(place[0], "given", place[1])
            else:
                words = f"{param} of {self._name}", text, self._params
                _check(self._header, *words, "sections", self._name, "given")
        for param in source.needs:
            if param not in given and param not in self._params:
                raise self._fail(
                    f"its source needs {param!r}; give it, or make it a parameter of the report", "of"
                )
        return given

    def _above_it(self, name: str, key: str, column: str = "") -> str:
        """Holds that a section whose rows it looks at stands above it and has a column, where these are named."""
        if name and name not in self._sections:
            raise self._fail(f"there is no section {name!r}", key)
        if name and name not in self._above:
            raise self._fail(f"section {name!r} must stand above it", key)
        columns = self._above.get(name, ())
        if column and columns and column not in columns:
            raise self._fail(f"section {name!r} has no column {column!r}; known: {', '.join(columns)}", key)
        return name

    def _where(self, written: Mapping[str, Any], columns: Collection[str]) -> dict[str, str | None]:
        where = self._taken(written, "where", dict, {})
        for column, cell in where.items():
            if column not in columns or not (cell is None or isinstance(cell, str)):
                raise self._fail(f"where has {column}: {cell!r}, not a column and a text", "where")
        return dict(where)

    def _among(self, written: Mapping[str, Any], columns: Collection[str]) -> dict[str, tuple[str, str]]:
        among = self._taken(written, "among", dict, {})
        found = {}
        for column, place in among.items():
            section, _, other = str(place).partition(".")
            if column not in columns or not other:
                raise self._fail(f"among has {column}: {place!r}, not a column and a section.column", "among")
            self._above_it(section.removeprefix(NOT), "among", other)
            found[column] = section, other
        return found

    def _order(self, written: Mapping[str, Any], words: Collection[str]) -> dict[str, list[str]]:
        order = self._taken(written, "order", dict, {})
        for word, values in order.items():
            if word not in words or not isinstance(values, list):
                raise self._fail(f"order has {word!r}, not a word of the section with a list", "order")
        return {word: [str(value) for value in values] for word, values in order.items()}

    def _across(
        self, written: Mapping[str, Any], known: Collection[str], words: Collection[str]
    ) -> Across | None:
        across = self._taken(written, "across", dict, {})
        if not across:
            return None
        if {*across} != {*_ACROSS_KEYS} or not all(isinstance(text, str) for text in across.values()):
            raise self._fail(f"across must have {', '.join(_ACROSS_KEYS)}", "across")
        for key in ("rows", "columns"):
            if across[key] not in words:
                raise self._fail(f"across names {across[key]!r}, which the section does not show", "across")
        for key in ("cell", "words"):
            _check(self._header, f"{key} of {self._name}", across[key], known, "sections", self._name)
        return Across(**across)
