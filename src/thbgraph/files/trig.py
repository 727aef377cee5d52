"""TriG: read with the place of every statement, written in one canonical form.

Canonical TriG groups statements by graph, subject and predicate, one object a line, sorted; it uses the
project's prefixes, LF line ends, and keeps lexical forms. Source: RDF 1.1 TriG, without blank nodes and
collections, which `data/` does not use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

import pyoxigraph as ox

from ..words.errors import DataError
from ..words.findings import Place
from ..words.grouping import grouped
from ..words.namespaces import PREFIXES, RDF_TYPE
from ..words.terms import natural, short, turtle, turtle_predicate
from ..words.tokens import Token, line_of, tokens

_TYPE = ox.NamedNode(RDF_TYPE)


class Placed(NamedTuple):
    """A statement and the line of its file on which it stands."""

    quad: ox.Quad
    line: int


class Comments(NamedTuple):
    """The comments that canonical TriG keeps: those at the head, and those directly above a block."""

    head: tuple[str, ...] = ()
    above: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def read_trig(text: str, path: str) -> list[ox.Quad]:
    """Reads the statements of a data file, each once, lexical forms kept.

    Raises DataError with line and column when the text is not TriG, or has what `data/` may not have:
    blank nodes, or statements outside a named graph.
    """
    try:
        quads = list(dict.fromkeys(ox.parse(text.encode(), format=ox.RdfFormat.TRIG)))
    except SyntaxError as error:
        raise _syntax_error(error, text, path) from None
    for quad in quads:
        if isinstance(quad.graph_name, ox.DefaultGraph):
            Place(path, _line_of_term(text, quad.subject)).fail(
                f"the statement about {turtle(quad.subject)} is in no graph; "
                "put it in a block such as memo:2-13 { ... }"
            )
        for term in (quad.subject, quad.object, quad.graph_name):
            if isinstance(term, ox.BlankNode):
                Place(path, _line_of_term(text, quad.predicate) or _line_of(text, "(", "[")).fail(
                    f"there is a blank node under {turtle_predicate(quad.predicate.value)}; "
                    "give the thing a name, as docs/data.md explains"
                )
    return quads


def place(text: str, path: str, quads: Iterable[ox.Quad]) -> list[Placed]:
    """Finds the line of every statement.

    In a canonical text the places are exact. In any other text a statement is placed where its object,
    else its subject, is first written.
    """
    quads = list(quads)
    try:
        comments = _comments(text, path)
    except DataError:  # the formatter's to refuse; such a text is not canonical
        comments = Comments()
    layout = list(_layout(quads, comments))
    if _joined(layout) == text:
        found = {quad: number for number, (_, quad) in enumerate(layout, 1) if quad is not None}
        return [Placed(quad, found[quad]) for quad in quads]
    return [
        Placed(quad, _line_of_term(text, quad.object) or _line_of_term(text, quad.subject) or 1)
        for quad in quads
    ]


def format_trig(text: str, path: str) -> str:
    """Writes a data file in canonical form; the same statements, byte for byte the same each time.

    Raises DataError where the text is not TriG, or has a comment that canonical form cannot keep.

    >>> print(format_trig('''@prefix id: <https://w3id.org/thbgraph/id/> .
    ... @prefix o: <http://www.w3.org/ns/org#> .
    ... <https://w3id.org/thbgraph/memo/2-12> { id:greta o:unitOf id:coe . }''', "x.trig"), end="")
    @prefix id: <https://w3id.org/thbgraph/id/> .
    @prefix memo: <https://w3id.org/thbgraph/memo/> .
    @prefix org: <http://www.w3.org/ns/org#> .
    <BLANKLINE>
    memo:2-12 {
      id:greta org:unitOf id:coe .
    }
    """
    quads = read_trig(text, path)
    comments = _comments(text, path)
    written = {short(quad.graph_name.value) for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}
    for name in comments.above.keys() - written:
        Place(path).fail(f"the block {name} is empty but for a comment; remove both")
    return _joined(_layout(quads, comments))


def _joined(layout: Iterable[tuple[str, ox.Quad | None]]) -> str:
    return "\n".join(line for line, _ in layout) + "\n"


class _Written(dict[ox.NamedNode | ox.BlankNode | ox.Literal, str]):
    """The written form of each term, made once."""

    def __missing__(self, term: ox.NamedNode | ox.BlankNode | ox.Literal) -> str:
        self[term] = turtle(term)
        return self[term]


class _Line(NamedTuple):
    """A statement as written, with what it is sorted by."""

    key: tuple[str, bool, str, str]
    subject: str
    predicate: str
    thing: str
    quad: ox.Quad


def _layout(quads: list[ox.Quad], comments: Comments) -> Iterator[tuple[str, ox.Quad | None]]:
    """Yields the lines of canonical TriG, each with the statement that it completes, if any."""
    for line in comments.head:
        yield line, None
    written = _Written()
    graphs = grouped((written[quad.graph_name], _line(quad, written)) for quad in quads)
    prefixes = sorted(_prefixes_used(written), key=list(PREFIXES).index)
    for prefix in prefixes:
        yield f"@prefix {prefix}: <{PREFIXES[prefix]}> .", None
    first = not prefixes and not comments.head
    for name in sorted(graphs, key=natural):
        if not first:
            yield "", None
        first = False
        yield from ((line, None) for line in comments.above.get(name, ()))
        yield f"{name} {{", None
        yield from _subjects(graphs[name])
        yield "}", None


def _line(quad: ox.Quad, written: _Written) -> _Line:
    is_typing = quad.predicate == _TYPE
    predicate = "a" if is_typing else written[quad.predicate]
    subject, thing = written[quad.subject], written[quad.object]
    return _Line(
        (natural(subject), not is_typing, predicate, natural(thing)), subject, predicate, thing, quad
    )


def _subjects(lines: list[_Line]) -> Iterator[tuple[str, ox.Quad]]:
    lines.sort(key=attrgetter("key"))
    subject = predicate = None
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        if line.subject != subject:
            start = f"  {line.subject} {line.predicate} "
        elif line.predicate != predicate:
            start = f"    {line.predicate} "
        else:
            start = "      "
        subject, predicate = line.subject, line.predicate
        if after is None or after.subject != subject:
            end = " ."
        else:
            end = " ;" if after.predicate != predicate else " ,"
        yield start + line.thing + end, line.quad


def _prefixes_used(written: _Written) -> set[str]:
    names = set()
    for term, form in written.items():
        if isinstance(term, ox.NamedNode):
            names.add(form)
        elif isinstance(term, ox.Literal) and not form.endswith('"'):
            names.add(form.rpartition("^^")[2])
    return {name.partition(":")[0] for name in names if ":" in name and name[0] not in '<"'}


def _comments(text: str, path: str) -> Comments:
    """Collects the comments that canonical form keeps, and refuses all others with their line."""
    head: list[str] = []
    above: dict[str, tuple[str, ...]] = {}
    prefixes: dict[str, str] = {}
    waiting: list[Token] = []
    stream = list(tokens(text))
    if not any(token.kind == "comment" for token in stream):
        return Comments()
    depth = 0
    seen_any = False
    for number, token in enumerate(stream):
        if token.kind == "comment":
            waiting.append(token)
            continue
        if waiting:
            before = text[stream[number - len(waiting) - 1].end : waiting[0].start] if seen_any else "\n"
            if "\n" not in before:  # it speaks of what stands before it, not of the block below
                _refuse(text, path, waiting[0])
            block = None if depth else _block_starting_at(stream, number, prefixes)
            leading, waiting = _split_at_blank_line(text, waiting, token, seen_any)
            head += [comment.text.rstrip() for comment in leading]
            if waiting and not seen_any and token.text.lower() in ("@prefix", "prefix", "@base", "base"):
                head += [comment.text.rstrip() for comment in waiting]
                waiting = []
            if waiting and block is None:
                _refuse(text, path, waiting[0])
            if waiting and block is not None:
                above[block] = above.get(block, ()) + tuple(c.text.rstrip() for c in waiting)
            waiting = []
        seen_any = True
        if not depth and token.text.lower() in ("@prefix", "prefix"):
            name, iri = stream[number + 1 : number + 3]
            prefixes[name.text.rstrip(":")] = iri.text[1:-1]
        depth += {"{": 1, "}": -1}.get(token.text, 0)
    if waiting and not seen_any:
        return Comments(tuple(comment.text.rstrip() for comment in waiting))
    if waiting:
        _refuse(text, path, waiting[0])
    return Comments(tuple(head), above)


def _split_at_blank_line(
    text: str, waiting: list[Token], after: Token, seen_any: bool
) -> tuple[list[Token], list[Token]]:
    """Parts the comments before the first token into the file's and those directly above a block."""
    if seen_any:
        return [], waiting
    for number in range(len(waiting), 0, -1):
        following = waiting[number].start if number < len(waiting) else after.start
        if text.count("\n", waiting[number - 1].end, following) > 1:
            return waiting[:number], waiting[number:]
    return [], waiting


def _block_starting_at(stream: list[Token], number: int, prefixes: dict[str, str]) -> str | None:
    """Gives the canonical name of the graph whose block starts at a token, if one does."""
    if stream[number].text.lower() == "graph":
        number += 1
    if number + 1 >= len(stream) or stream[number + 1].text != "{":
        return None
    name = stream[number].text
    if name.startswith("<"):
        return short(name[1:-1])
    prefix, _, local = name.partition(":")
    return short(prefixes[prefix] + local) if prefix in prefixes else None


def _refuse(text: str, path: str, comment: Token) -> None:
    Place(path, line_of(text, comment.start)).fail(
        "a comment is where the canonical form cannot keep it; comments may be at the top of a file or "
        'directly above a block: write the remark as a statement, skos:note "..."@en, or move it'
    )


def _syntax_error(error: SyntaxError, text: str, path: str) -> DataError:
    line, column = error.lineno or 1, error.offset or 1
    said = str(error.msg).partition(": ")[2] or str(error.msg)
    lines = text.split("\n")
    shown = lines[min(line, len(lines)) - 1].strip()[:80]
    return Place(path, line, column).error(f"not valid TriG: {said}; the line reads: {shown}")


def _line_of_term(text: str, term: ox.NamedNode | ox.BlankNode | ox.Literal) -> int | None:
    written = {turtle(term), f"<{getattr(term, 'value', '')}>"}
    if isinstance(term, ox.Literal):
        written = {str(ox.Literal(term.value)), term.value, f"'{term.value}'"}
    return _line_of(text, *written)


def _line_of(text: str, *written: str) -> int | None:
    return next((line_of(text, token.start) for token in tokens(text) if token.text in written), None)
