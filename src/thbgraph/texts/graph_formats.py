"""Statements written as Turtle, TriG, N-Triples and N-Quads, byte for byte the same each time.

Turtle and TriG are the canonical form of `texts.trig`, made another way: the engine writes N-Quads, and these
lines are grouped and shortened as text, each distinct term once. That is several times as fast as asking
every quad for its parts, which `texts.trig` does because it must tell the place of each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

import pyoxigraph as ox

from ..words.namespaces import PREFIXES, RDF_TYPE, XSD
from ..words.terms import LOCAL, natural

#: Graph name -> subject -> predicate -> objects, all as N-Quads writes them; the default graph is "".
_Groups = dict[str, dict[str, dict[str, list[str]]]]
_TYPE = f"<{RDF_TYPE}>"
_NAMESPACES = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_DIGIT = re.compile("[0-9]")
_INTEGER = re.compile(r'"([+-]?[0-9]+)"')


def to_nquads(quads: Iterable[ox.Quad]) -> str:
    """Writes quads as sorted N-Quads, each once."""
    return "".join(f"{line}\n" for line in sorted(set(_lines(quads))))


def to_ntriples(quads: Iterable[ox.Quad]) -> str:
    """Writes the triples of quads as sorted N-Triples, each once, without its graph."""
    return "".join(
        sorted({f"{subject} {predicate} {thing} .\n" for _, subject, predicate, thing in _parts(quads)})
    )


def to_trig(quads: Iterable[ox.Quad]) -> str:
    """Writes quads as canonical TriG; statements of the default graph come first, without a block.

    >>> page = ox.NamedNode("http://xmlns.com/foaf/0.1/page")
    >>> print(to_trig([ox.Quad(page, page, page)]), end="")
    @prefix foaf: <http://xmlns.com/foaf/0.1/> .
    <BLANKLINE>
    foaf:page foaf:page foaf:page .
    """
    return _written(_parts(quads))


def to_turtle(quads: Iterable[ox.Quad]) -> str:
    """Writes the triples of quads as Turtle in the same form, each once, without its graph."""
    return _written(("", *part[1:]) for part in _parts(quads))


#: The writer of each format that needs nothing but the quads.
WRITERS: Mapping[str, Callable[[Iterable[ox.Quad]], str]] = {
    "turtle": to_turtle,
    "trig": to_trig,
    "ntriples": to_ntriples,
    "nquads": to_nquads,
}


def _lines(quads: Iterable[ox.Quad]) -> list[str]:
    text = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    assert text is not None
    return text.decode().split("\n")[:-1]


def _parts(quads: Iterable[ox.Quad]) -> Iterable[tuple[str, str, str, str]]:
    """Yields graph, subject, predicate and object of quads as N-Quads writes them."""
    for line in _lines(quads):
        subject, predicate, rest = line[:-2].split(" ", 2)
        thing, _, graph = rest.rpartition(" ")
        # What follows the last space is the graph, unless it is the end of a literal with a datatype.
        if thing and (graph[0] == "_" or (graph[0] == "<" and '"' not in graph)) and graph[-1] != '"':
            yield graph, subject, predicate, thing
        else:
            yield "", subject, predicate, rest


def _written(parts: Iterable[tuple[str, str, str, str]]) -> str:
    groups: _Groups = {}
    for graph, subject, predicate, thing in parts:
        try:
            groups[graph][subject][predicate].append(thing)
        except KeyError:
            groups.setdefault(graph, {}).setdefault(subject, {}).setdefault(predicate, []).append(thing)
    terms = _Terms()
    named = _in_order({terms[graph] if graph else "": graph for graph in groups})
    blocks = []
    for name, graph in named:
        lines: list[str] = []
        _write_subjects(groups[graph], terms, "  " if name else "", lines)
        blocks.append(f"{name} {{\n" + "\n".join(lines) + "\n}\n" if name else "\n".join(lines) + "\n")
    used = [prefix for prefix in PREFIXES if prefix in terms.prefixes]
    head = "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in used)
    return "\n".join([head, *blocks] if head else blocks)


def _write_subjects(
    subjects: Mapping[str, Mapping[str, list[str]]], terms: _Terms, indent: str, lines: list[str]
) -> None:
    between = f" ,\n{indent}    "
    for subject, given in _in_order({terms[subject]: subject for subject in subjects}):
        predicates = sorted(
            (predicate != _TYPE, "a" if predicate == _TYPE else terms[predicate], things)
            for predicate, things in subjects[given].items()
        )
        said = []
        for _, predicate, things in predicates:
            if len(things) == 1:
                said.append(f"{predicate} {terms[things[0]]}")
            else:
                written = _in_order({terms[thing]: thing for thing in things})
                said.append(f"{predicate} {between.join(name for name, _ in written)}")
        lines.append(f"{indent}{subject} " + f" ;\n{indent}  ".join(said) + " .")


def _in_order(named: dict[str, str]) -> list[tuple[str, str]]:
    """Sorts as `natural` does, but by plain text where no number stands."""
    if len(named) == 1:
        return list(named.items())
    if _DIGIT.search("".join(named)) is None:
        return sorted(named.items())
    return sorted(named.items(), key=lambda item: natural(item[0]))


class _Terms(dict[str, str]):
    """Turns a term of N-Quads into one of Turtle, each once, and collects the prefixes used."""

    def __init__(self) -> None:
        self.prefixes: set[str] = set()

    def __missing__(self, term: str) -> str:
        written = self[term] = self._shortened(term)
        return written

    def _shortened(self, term: str) -> str:
        if term[0] == "<":
            return self._iri(term)
        literal, caret, datatype = term.rpartition("^^")
        if not caret or term[0] != '"' or term[-1] != ">":
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
