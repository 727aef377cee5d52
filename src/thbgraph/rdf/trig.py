"""TriG: read with the place of every statement, written in one canonical form.

Canonical TriG groups statements by graph, subject and predicate, one object a line, sorted; it uses the
project's prefixes, LF line ends, and keeps lexical forms. Source: RDF 1.1 TriG, without blank nodes and
collections, which `data/` does not use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

import pyoxigraph as ox

from ..base.errors import DataError
from ..base.findings import Place
from ..base.namespaces import PREFIXES, RDF_TYPE
from ..base.terms import natural, short, turtle, turtle_predicate
from ..base.tokens import CodeToken, line_of, tokens
from ..base.values import grouped

_TYPE = ox.NamedNode(RDF_TYPE)
#: How many terms of a statement stand already where a sign begins the next one.
_TERMS_BEFORE = {".": 0, ";": 1, ",": 2}


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
    blank nodes, statements within statements, or statements outside a named graph.
    """
    return list(dict.fromkeys(_parsed(text, path)))


def place(text: str, path: str) -> list[Placed]:
    """Reads the statements of a data file, each with the line on which its object is first written.

    Raises DataError as `read_trig` does.
    """
    first: dict[ox.Quad, int] = {}
    for quad, line in zip(_parsed(text, path), _lines_of_objects(text), strict=True):
        first.setdefault(quad, line)
    return [Placed(quad, line) for quad, line in first.items()]


def _parsed(text: str, path: str) -> list[ox.Quad]:
    """Returns the statements of a data file in the order in which they are written."""
    try:
        quads = list(ox.parse(text.encode(), format=ox.RdfFormat.TRIG))
    except SyntaxError as error:
        raise _syntax_error(error, text, path) from None
    for quad in quads:
        if isinstance(quad.graph_name, ox.DefaultGraph):
            Place(path, _line_of_term(text, quad.subject)).fail(
                f"the statement about {turtle(quad.subject)} is in no graph; "
                "put it in a block such as memo:2-13 { ... }"
            )
        for term in (quad.subject, quad.object, quad.graph_name):
            if isinstance(term, (ox.BlankNode, ox.Triple)):
                kind = "blank node" if isinstance(term, ox.BlankNode) else "statement within a statement"
                Place(path, _line_of_term(text, quad.predicate) or _line_of(text, "(", "[")).fail(
                    f"there is a {kind} under {turtle_predicate(quad.predicate.value)}; "
                    "give the thing a name, as docs/data.md explains"
                )
    return quads


def _lines_of_objects(text: str) -> Iterator[int]:
    """Yields the line of each object in the blocks of a text that has no blank nodes, collections or nested statements."""
    line, end, terms, in_block = 1, 0, 0, False
    previous = ""
    for token in tokens(text):
        line += text.count("\n", end, token.start)
        end = token.start
        if token.kind == "comment":
            continue
        if token.text in ("{", "}"):
            in_block, terms = token.text == "{", 0
        elif token.text in _TERMS_BEFORE:
            terms = _TERMS_BEFORE[token.text]
        elif in_block and token.text != "^" and previous != "^" and not token.text.startswith("@"):
            terms += 1
            if terms == 3:
                yield line
        previous = token.text


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
    return "\n".join(_layout(quads, comments)) + "\n"


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


def _layout(quads: list[ox.Quad], comments: Comments) -> Iterator[str]:
    """Yields the lines of canonical TriG."""
    yield from comments.head
    written = _Written()
    graphs = grouped((written[quad.graph_name], _line(quad, written)) for quad in quads)
    prefixes = sorted(_prefixes_used(written), key=list(PREFIXES).index)
    for prefix in prefixes:
        yield f"@prefix {prefix}: <{PREFIXES[prefix]}> ."
    first = not prefixes and not comments.head
    for name in sorted(graphs, key=natural):
        if not first:
            yield ""
        first = False
        yield from comments.above.get(name, ())
        yield f"{name} {{"
        yield from _subjects(graphs[name])
        yield "}"


def _line(quad: ox.Quad, written: _Written) -> _Line:
    is_typing = quad.predicate == _TYPE
    predicate = "a" if is_typing else written[quad.predicate]
    subject, thing = written[quad.subject], written[quad.object]
    return _Line((natural(subject), not is_typing, predicate, natural(thing)), subject, predicate, thing)


def _subjects(lines: list[_Line]) -> Iterator[str]:
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
        yield start + line.thing + end


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
    waiting: list[CodeToken] = []
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
    text: str, waiting: list[CodeToken], after: CodeToken, seen_any: bool
) -> tuple[list[CodeToken], list[CodeToken]]:
    """Parts the comments before the first token into the file's and those directly above a block."""
    if seen_any:
        return [], waiting
    for number in range(len(waiting), 0, -1):
        following = waiting[number].start if number < len(waiting) else after.start
        if text.count("\n", waiting[number - 1].end, following) > 1:
            return waiting[:number], waiting[number:]
    return [], waiting


def _block_starting_at(stream: list[CodeToken], number: int, prefixes: dict[str, str]) -> str | None:
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


def _refuse(text: str, path: str, comment: CodeToken) -> None:
    Place(path, line_of(text, comment.start)).fail(
        "a comment is where the canonical form cannot keep it; comments may be at the top of a file or "
        'directly above a block: write the remark as a statement, skos:note "..."@en, or move it'
    )


def _syntax_error(error: SyntaxError, text: str, path: str) -> DataError:
    line, column = error.lineno or 1, error.offset or 1
    complaint = str(error.msg).partition(": ")[2] or str(error.msg)
    lines = text.split("\n")
    shown = lines[min(line, len(lines)) - 1].strip()[:80]
    return Place(path, line, column).error(f"not valid TriG: {complaint}; the line reads: {shown}")


def _line_of_term(text: str, term: ox.NamedNode | ox.BlankNode | ox.Literal) -> int | None:
    written = {turtle(term), f"<{getattr(term, 'value', '')}>"}
    if isinstance(term, ox.Literal):
        written = {str(ox.Literal(term.value)), term.value, f"'{term.value}'"}
    return _line_of(text, *written)


def _line_of(text: str, *written: str) -> int | None:
    return next((line_of(text, token.start) for token in tokens(text) if token.text in written), None)
