"""Every shape passes its smallest graph, and every constraint of every shape is broken by a change of one line.

`<file>.yaml` beside this file has the cases of `ontology/shapes/<file>.ttl`. All cases are validated together, in
one run of each kind: the names that a case describes get the case's number, and results are told apart by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox
import pytest
import yaml

from thbgraph.engines import sources
from thbgraph.thought.validation import Result, validate, validate_per_source
from thbgraph.words.namespaces import EDITORS, PREFIXES, RDF_TYPE
from thbgraph.words.terms import short

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SH = "http://www.w3.org/ns/shacl#"
RDFS, OWL = PREFIXES["rdfs"], PREFIXES["owl"]
PREFIX_LINES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
#: What a shape says that is no constraint.
NOT_CONSTRAINTS = {RDF_TYPE, *(SH + name for name in ("message", "path", "property", "targetClass", "targetSubjectsOf"))}
#: The constraints of SHACL Core that the shapes use; `sh:qualifiedMinCount` has `sh:qualifiedValueShape` with it.
CORE = {
    "class", "datatype", "in", "languageIn", "lessThanOrEquals", "maxCount", "maxLength", "minCount", "minInclusive",
    "nodeKind", "not", "or", "pattern", "qualifiedMinCount", "uniqueLang",
}  # fmt: skip
#: Classes that no entry has: their members are named in the ontology.
OF_THE_VOCABULARY = {"thb:Status", "org:Role", "thb:PassageKind", "thb:SourceClass"}


class Shape(NamedTuple):
    """A shape or a property of one: whose it is, its path, what it says, and its constraints."""

    owner: str
    path: str
    message: str
    constraints: tuple[str, ...]
    node: ox.NamedNode | ox.BlankNode


class Case(NamedTuple):
    """A graph to validate: shape, text, and the faults expected, each "MinCount thb:signatory"."""

    shape: str
    text: str
    faults: frozenset[str]

    def __str__(self) -> str:
        return f"{self.shape}: {' and '.join(sorted(self.faults)) or 'none'}"


ONTOLOGY = [statement.quad for statement in sources.read_ontology(ROOT)]
FILES = {
    path.stem: list(ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE))
    for path in sorted((ROOT / "ontology" / "shapes").glob("*.ttl"))
}
PER_SOURCE = FILES["per-source"]
UNION = [triple for name, triples in FILES.items() if name != "per-source" for triple in triples]


def values(node: ox.NamedNode | ox.BlankNode, name: str) -> list[Any]:
    predicate = ox.NamedNode(name if ":" in name else SH + name)
    return [t.object for t in UNION + PER_SOURCE if t.subject == node and t.predicate == predicate]


def read_shapes(triples: list[ox.Triple]) -> Iterator[Shape]:
    """All shapes that can give a result: those with a target, then their properties."""
    targets = {SH + "targetClass", SH + "targetSubjectsOf"}
    found = dict.fromkeys(t.subject for t in triples if t.predicate.value in targets)
    for node in found:
        name = node.value.rpartition("#")[2]
        for part in (node, *values(node, "property")):
            said = {t.predicate.value for t in triples if t.subject == part} - NOT_CONSTRAINTS
            constraints = sorted(iri.removeprefix(SH) for iri in said - {SH + "qualifiedValueShape"})
            path = "".join(short(path.value) for path in values(part, "path"))
            message = "".join(message.value for message in values(part, "message"))
            if constraints or part is not node:
                yield Shape(name, path, message, tuple(constraints), part)


SHAPES = {name: list(read_shapes(triples)) for name, triples in FILES.items()}
ALL = [shape for shapes in SHAPES.values() for shape in shapes]


def read_cases(name: str) -> Iterator[Case]:
    described = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    for shape, fields in described.items():
        yield Case(shape, fields["passes"], frozenset())
        for old, new, *faults in [*fields["faults"], *fields.get("near", ())]:
            text = fields["passes"]
            assert text.count(old) == 1, f"{name}.yaml: {shape}: {old!r} must stand in the graph once"
            yield Case(shape, text.replace(old, new), frozenset(", ".join(faults).split(", ")) - {""})


CASES = {name: list(read_cases(name)) for name in FILES}


def quads(case: Case, number: int) -> Iterator[ox.Quad]:
    """The statements of a case; what it describes is named after it, so that cases do not mix."""
    parsed = list(ox.parse((PREFIX_LINES + case.text).encode(), format=ox.RdfFormat.TRIG))
    own = {quad.subject for quad in parsed}

    def named(term: Any) -> Any:
        return ox.NamedNode(f"{term.value}-case-{number}") if term in own else term

    for quad in parsed:
        default = quad.graph_name == ox.DefaultGraph()
        graph = ox.NamedNode(EDITORS) if default else quad.graph_name
        yield ox.Quad(named(quad.subject), quad.predicate, named(quad.object), graph)


@pytest.fixture(scope="module")
def results() -> dict[Case, list[Result]]:
    """Every case with the results that it gives."""
    found: dict[Case, list[Result]] = {}
    context = list(quads(Case("context", (HERE / "context.ttl").read_text(encoding="utf-8"), frozenset()), 0))
    context = [q for q in ox.parse(
        (PREFIX_LINES + (HERE / "context.ttl").read_text(encoding="utf-8")).encode(), format=ox.RdfFormat.TRIG
    )]
    per_source = CASES["per-source"]
    union = [case for name, cases in CASES.items() if name != "per-source" for case in cases]
    for run, shapes, cases in ((validate, UNION, union), (validate_per_source, PER_SOURCE, per_source)):
        data = [quad for number, case in enumerate(cases) for quad in quads(case, number)]
        found |= {case: [] for case in cases}
        for result in run(shapes, context + data, ONTOLOGY):
            number = result.focus.rpartition("-case-")[2]
            assert number.isdigit(), f"context.ttl has a fault: {result}"
            found[cases[int(number)]].append(result)
    return found
