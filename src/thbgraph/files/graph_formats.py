"""Statements written as Turtle, TriG, N-Triples and N-Quads, byte for byte the same each time.

Turtle and TriG are the canonical form of `texts.trig`, made another way: the engine writes N-Quads, and these
lines are grouped and shortened as text, each distinct term once. That is several times as fast as asking
every quad for its parts, which `texts.trig` does because it must tell the place of each.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

import pyoxigraph as ox

from ..words.namespaces import PREFIXES, RDF_TYPE, XSD
from ..words.terms import LOCAL, natural

_TYPE = f"<{RDF_TYPE}>"
_NAMESPACES = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_DIGIT = re.compile("[0-9]")
_INTEGER = re.compile(r'"([+-]?[0-9]+)"')


def to_nquads(quads: Iterable[ox.Quad]) -> str:
    """Writes quads as sorted N-Quads, each once."""
    return "".join(f"{line} .\n" for line in sorted(set(_lines(quads, ox.RdfFormat.N_QUADS))))


def to_ntriples(quads: Iterable[ox.Quad]) -> str:
    """Writes the triples of quads as sorted N-Triples, each once, without its graph."""
    return "".join(f"{line} .\n" for line in sorted(set(_triples(quads))))


def to_turtle(quads: Iterable[ox.Quad]) -> str:
    """Writes the triples of quads as Turtle in canonical form, each once, without its graph.

    >>> page = ox.NamedNode("http://xmlns.com/foaf/0.1/page")
    >>> print(to_turtle([ox.Quad(page, page, page, page)]), end="")
    @prefix foaf: <http://xmlns.com/foaf/0.1/> .
    <BLANKLINE>
    foaf:page foaf:page foaf:page .
    """
    triples = _triples(quads)
    return _written({"": triples}) if triples else ""


def to_trig(quads: Iterable[ox.Quad]) -> str:
    """Writes quads as canonical TriG; statements of the default graph come first, without a block."""
    graphs: dict[str, list[str]] = {}
    for line in _lines(quads, ox.RdfFormat.N_QUADS):
        triple, _, graph = line.rpartition(" ")
        # What follows the last space is the graph, unless it is the object or the end of a literal.
        if graph[-1] == '"' or '"' in graph or triple.count(" ") < 2:
            triple, graph = line, ""
        graphs.setdefault(graph, []).append(triple)
    return _written(graphs)


#: The writer of each format that needs nothing but the quads.
WRITERS: Mapping[str, Callable[[Iterable[ox.Quad]], str]] = {
    "turtle": to_turtle,
    "trig": to_trig,
    "ntriples": to_ntriples,
    "nquads": to_nquads,
}


def _triples(quads: Iterable[ox.Quad]) -> list[str]:
    return _lines((quad.triple for quad in quads), ox.RdfFormat.N_TRIPLES)


def _lines(statements: Iterable[ox.Quad | ox.Triple], form: ox.RdfFormat) -> list[str]:
    """Gives the lines of a format, without the dot and line end of each."""
    text = ox.serialize(statements, format=form)
    assert text is not None
    lines: list[str] = text.decode().split(" .\n")
    return lines[:-1]


def _written(graphs: Mapping[str, Iterable[str]]) -> str:
    """Writes triples, as N-Triples has them, by graph."""
    terms = _Terms()
    blocks = []
    named = {terms[graph] if graph else "": lines for graph, lines in graphs.items()}
    for name in _in_order(named):
        lines = "\n".join(_subjects(named[name], terms, "  " if name else ""))
        blocks.append(f"{name} {{\n{lines}\n}}\n" if name else f"{lines}\n")
    used = [prefix for prefix in PREFIXES if prefix in terms.prefixes]
    head = "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in used)
    return "\n".join([head, *blocks] if head else blocks)


def _subjects(lines: Iterable[str], terms: _Terms, indent: str) -> Iterator[str]:
    """Yields the statements about each subject, in order of subject, predicate and object."""
    subjects: defaultdict[str, dict[str, str]] = defaultdict(dict)
    more: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for line in lines:
        subject, given, thing = line.split(" ", 2)
        # A space before `a` puts it before all else; a literal without a datatype is written as it is.
        predicate = " a" if given == _TYPE else terms[given]
        written = terms[thing] if thing[-1] == ">" else thing
        said = subjects[subject]
        if predicate in said:
            more[subject, predicate].add(written)
        else:
            said[predicate] = written
    between, then = f" ,\n{indent}    ", f" ;\n{indent}  "
    for (subject, predicate), things in more.items():
        things.add(subjects[subject][predicate])
        subjects[subject][predicate] = between.join(_in_order(things))
    named = {terms[subject]: said for subject, said in subjects.items()}
    for subject in _in_order(named):
        text = then.join([f"{predicate} {things}" for predicate, things in sorted(named[subject].items())])
        yield f"{indent}{subject} {text.removeprefix(' ')} ."


def _in_order(texts: Iterable[str]) -> list[str]:
    """Sorts as `natural` does, but by plain text where no number stands."""
    listed = list(texts)
    return sorted(listed, key=natural if _DIGIT.search("".join(listed)) else None)


class _Terms(dict[str, str]):
    """Turns a term of N-Triples into one of Turtle, each once, and collects the prefixes used."""

    def __init__(self) -> None:
        super().__init__()
        self.prefixes: set[str] = set()

    def __missing__(self, term: str) -> str:
        written = self[term] = self._literal(term) if term[0] == '"' else self._iri(term)
        return written

    def _literal(self, term: str) -> str:
        literal, caret, datatype = term.rpartition("^^")
        if not caret or term[-1] != ">":
            return term
        if datatype == f"<{XSD}integer>" and (integer := _INTEGER.fullmatch(literal)):
            return integer.group(1)
        if datatype == f"<{XSD}boolean>" and literal in ('"true"', '"false"'):
            return literal[1:-1]
        return f"{literal}^^{self._iri(datatype)}"

    def _iri(self, term: str) -> str:
        end = max(term.rfind("/"), term.rfind("#")) + 1
        prefix = _NAMESPACES.get(term[1:end])
        if prefix is None or not LOCAL.fullmatch(term, end, len(term) - 1):
            return term
        self.prefixes.add(prefix)
        return f"{prefix}:{term[end:-1]}"
