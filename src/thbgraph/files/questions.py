"""Saved questions: a SPARQL text with a header, and the binding of arguments to its parameters.

A question is valid SPARQL as it lies. Its header lines start with `#+ ` and form one YAML map. A
parameter is a block `VALUES ?name { ... }` of one variable that holds the default; binding replaces the
terms of the block by other terms, never text by text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ..words.errors import DataError, ParameterError, UnknownQuestion
from ..words.names import quoted
from ..words.suggestions import did_you_mean, near
from ..words.terms import Term, sparql
from ..words.tokens import Token, line_of, tokens
from .headers import Header
from .sentences import Clause, read_clauses

#: What a header may say. grlc's keys keep their meaning. `expect` is read where answers are checked (expectations.py).
HEADER_KEYS = (
    "summary",
    "description",
    "asked",
    "tags",
    "params",
    "columns",
    "heading",
    "sentence",
    "expect",
)
PARAM_KEYS = ("class", "datatype", "description")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class Param(NamedTuple):
    """A parameter: either entities of a class (an IRI) or literals of a datatype (an IRI).

    `default` holds the terms of its block as the text writes them: UNDEF where anything will do.
    """

    name: str
    wants_class: str | None
    datatype: str | None
    description: str
    default: str

    @property
    def default_given(self) -> str:
        """The default as one would give it: a day bare, nothing where anything will do."""
        if self.default == "UNDEF":
            return ""
        return self.default.split('"')[1] if self.default.startswith('"') else self.default


class Question(NamedTuple):
    """A saved question: its name, its SPARQL text, and what its header says.

    `asked` holds the ways in which people ask it, with parameters in braces; `sentence` says the answer in words.
    """

    name: str
    text: str
    summary: str
    description: str
    tags: tuple[str, ...]
    params: tuple[Param, ...]
    columns: Mapping[str, str]
    heading: str | None
    asked: tuple[str, ...] = ()
    sentence: tuple[Clause, ...] = ()

    def __repr__(self) -> str:
        params = ", ".join(param.name for param in self.params)
        return f"Question({self.name!r}, {self.summary!r}, params: {params or 'none'})"

    def param(self, name: str) -> Param:
        """Gives a parameter by name, asOf also as as_of; raises ParameterError that names the ones there are."""
        for param in self.params:
            if name in (param.name, _snake_case(param.name)):
                return param
        known = ", ".join(param.name for param in self.params) or "none"
        raise ParameterError(f"the question {self.name} has no parameter {quoted(name)}; it has: {known}")


def _snake_case(name: str) -> str:
    return re.sub("[A-Z]", lambda letter: "_" + letter[0].lower(), name)


class Block(NamedTuple):
    """A `VALUES ?name { ... }` block: the variable's name and the offsets between its braces."""

    name: str
    start: int
    end: int


def read_question(text: str, path: str, name: str, expand: Mapping[str, str]) -> Question:
    """Reads a question from its text.

    `expand` gives the IRI of a prefix. Raises DataError with the line for a header that is no YAML map, an unknown
    key, a missing summary, a parameter without a block, a block that is no parameter, or a heading that names another.
    """
    if not _NAME.fullmatch(name):
        raise DataError("a question's file name is lower-case words joined by hyphens", path=path)
    header = Header(text, path)
    summary = header.take("summary", str)
    if not summary:
        raise header.fail("the header has no summary; add a line '#+ summary: ...'")
    declared: dict[str, Any] = header.take("params", dict) or {}
    defaults = _defaults(text)
    params = tuple(
        _param(header, key, value, expand, defaults.get(key, "")) for key, value in declared.items()
    )
    _match_blocks(text, path, {param.name for param in params})
    heading = header.take("heading", str)
    asked = tuple(map(str, header.take("asked", list) or ()))
    names = [param.name for param in params]
    columns: dict[str, str] = header.take("columns", dict) or {}
    sentence = read_clauses(header, columns)
    _check_names(header, "heading", [heading or ""], names)
    _check_names(header, "asked", asked, names)
    texts = [text for clause in sentence for text in clause.texts]
    _check_names(header, "sentence", texts, [*names, *columns, "n", "list"])
    header.allow_only(HEADER_KEYS)
    return Question(
        name=name,
        text=text,
        summary=summary,
        description=header.take("description", str) or "",
        tags=tuple(header.take("tags", list) or ()),
        params=params,
        columns=columns,
        heading=heading,
        asked=asked,
        sentence=sentence,
    )


def _param(header: Header, name: str, declared: object, expand: Mapping[str, str], default: str) -> Param:
    def fail(message: str) -> DataError:
        return header.fail(f"parameter {name}: {message}", "params", name)

    if not isinstance(declared, dict):
        raise fail("a parameter is a map such as {class: org:Organization}")
    for key in declared:
        if key not in PARAM_KEYS:
            raise fail(f"unknown key {key!r}; known: {', '.join(PARAM_KEYS)}")
    if ("class" in declared) == ("datatype" in declared):
        raise fail("a parameter has either a class or a datatype")
    kind = str(declared.get("class") or declared.get("datatype"))
    prefix, _, local = kind.partition(":")
    if prefix not in expand:
        raise fail(f"{kind} is not a name with a known prefix")
    iri = expand[prefix] + local
    return Param(
        name=name,
        wants_class=iri if "class" in declared else None,
        datatype=iri if "datatype" in declared else None,
        description=str(declared.get("description", "")),
        default=default,
    )


def _check_names(header: Header, key: str, texts: Iterable[str], params: Sequence[str]) -> None:
    """Raises DataError for a text of the header that has anything in braces but parameters."""
    for text in texts:
        try:
            text.format_map(dict.fromkeys(params, ""))
        except (KeyError, ValueError, IndexError, AttributeError):
            known = ", ".join(f"{{{name}}}" for name in params) or "none, since there are no parameters"
            message = f"the {key} may have in braces the names of parameters only: {known}"
            raise header.fail(message, key) from None


def _match_blocks(text: str, path: str, params: set[str]) -> None:
    blocks = {block.name for block in value_blocks(text)}
    for name in sorted(params - blocks):
        raise DataError(
            f"the parameter {name} has no block; add VALUES ?{name} {{ default }}", path=path, line=1
        )
    for name in sorted(blocks - params):
        line = next(line_of(text, block.start) for block in value_blocks(text) if block.name == name)
        raise DataError(
            f"VALUES ?{name} is no parameter of the header; declare it under params", path=path, line=line
        )


def find_question(name: str, questions: Mapping[str, Question]) -> Question:
    """Finds a question by its name; raises UnknownQuestion, which names those that are spelled much like it."""
    if name in questions:
        return questions[name]
    names = near(name, questions, alike=0.4)
    hint = did_you_mean(names, "thbgraph ask lists them")
    raise UnknownQuestion(f"there is no question {quoted(name)}; {hint}", near=names, given=name)


def value_blocks(text: str) -> list[Block]:
    """Finds the blocks `VALUES ?name { ... }` of one variable.

    >>> text = "SELECT * { VALUES ?g { <a> <b> } ?g ?p ?o }"
    >>> [(b.name, text[b.start:b.end]) for b in value_blocks(text)]
    [('g', ' <a> <b> ')]
    """
    stream = [token for token in tokens(text) if token.kind != "comment"]
    blocks = []
    for number, token in enumerate(stream[:-3]):
        variable, brace = stream[number + 1], stream[number + 2]
        if token.text.lower() == "values" and variable.kind == "variable" and brace.text == "{":
            end = _closing(stream, number + 3)
            if end is not None:
                blocks.append(Block(variable.text[1:], brace.end, end.start))
    return blocks


def _closing(stream: Sequence[Token], start: int) -> Token | None:
    return next((token for token in stream[start:] if token.text == "}"), None)


def bind(text: str, arguments: Mapping[str, Sequence[Term]]) -> str:
    """Gives a query's text with the arguments in its blocks `VALUES ?name { ... }`, in the place of the defaults.

    Every block of a name is bound alike. Terms are written by the engine's own serializer, in a form
    that every reader of SPARQL takes for that term alone (see `thbgraph.words.terms.sparql`).
    """
    for block in reversed(value_blocks(text)):
        if block.name in arguments:
            written = " ".join(sparql(term) for term in arguments[block.name])
            text = f"{text[: block.start]} {written} {text[block.end :]}"
    return text


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
