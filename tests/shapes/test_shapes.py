"""Every shape passes its smallest graph, and every constraint of every shape is broken by one change of it.

`<file>.yaml` beside this file has the cases of `ontology/shapes/<file>.ttl`, of each shape one, as `make check` holds;
values.yaml says how to read them.
All cases are validated in two runs, one of each kind: what a case describes gets the case's number in its name,
and results are told apart by it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
import yaml

from thbgraph.base.namespaces import EDITORS, PREFIXES, RDF_TYPE
from thbgraph.base.terms import short
from thbgraph.build import source_files as sources
from thbgraph.checking.constraints import CONSTRAINTS
from thbgraph.checking.shapes import Result, validate
from thbgraph.results.render.rdf import to_rdflib
from whole import WHOLE

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SH = "http://www.w3.org/ns/shacl#"
RDF, RDFS, OWL = PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["owl"]
PREFIX_LINES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
TARGETS = ("targetClass", "targetSubjectsOf")
#: What a shape says that is no constraint by itself.
NO_CONSTRAINTS = {"ignoredProperties", "type", "message", "path", "property", "qualifiedValueShape", *TARGETS}
#: Classes whose members are named in the ontology; no entry has them.
OF_THE_VOCABULARY = {"org:Role"}


class Node(NamedTuple):
    """A shape or a property of one, with what it says by local name: `{"path": ["thb:state"], "minCount": ...}`."""

    shape: str
    said: dict[str, list[str]]

    @property
    def path(self) -> str:
        return "".join(self.said.get("path", ()))

    @property
    def message(self) -> str:
        return "".join(self.said.get("message", ()))

    @property
    def constraints(self) -> set[str]:
        return self.said.keys() - NO_CONSTRAINTS


class Case(NamedTuple):
    """A graph to validate: its shape, its text, and the faults expected, each like "MinCount thb:signatory"."""

    shape: str
    text: str
    faults: frozenset[str]

    def __str__(self) -> str:
        return f"{self.shape}: {' and '.join(sorted(self.faults)) or 'passes'}"


def read_shapes(triples: list[ox.Triple]) -> Iterator[Node]:
    """Reads the shapes that have a target, and their properties: all that can give a result."""
    about: dict[Any, dict[str, list[Any]]] = defaultdict(dict)
    for triple in triples:
        local = re.split("[#/]", triple.predicate.value)[-1]
        about[triple.subject].setdefault(local, []).append(triple.object)

    def texts(term: Any) -> list[str]:
        if isinstance(term, ox.BlankNode) and "first" in about[term]:
            return texts(about[term]["first"][0]) + texts(about[term]["rest"][0])
        if isinstance(term, ox.NamedNode):
            return [] if term.value == RDF + "nil" else [short(term.value)]
        return [term.value]

    for shape in [node for node in about if not about[node].keys().isdisjoint(TARGETS)]:
        for node in (shape, *about[shape].get("property", ())):
            said = {name: [t for term in terms for t in texts(term)] for name, terms in about[node].items()}
            yield Node(shape.value.rpartition("#")[2], said)


def _read_yaml(text: str) -> Any:
    """Reads YAML with libyaml where PyYAML has it, which takes a tenth of the time."""
    return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def read_cases(name: str) -> Iterator[Case]:
    for shape, fields in _read_yaml((HERE / f"{name}.yaml").read_text(encoding="utf-8")).items():
        text = fields["passes"]
        yield Case(shape, text, frozenset())
        for old, new, *faults in [*fields["faults"], *fields.get("near", ())]:
            assert text.count(old) == 1, f"{name}.yaml: {shape}: {old!r} must stand in the graph once"
            yield Case(shape, text.replace(old, new), frozenset(", ".join(faults).split(", ")) - {""})


def read_graph(text: str, number: int | None = None) -> Iterator[ox.Quad]:
    """Reads Turtle or TriG; with a number, what the text describes is named after it."""
    quads = list(ox.parse((PREFIX_LINES + text).encode(), format=ox.RdfFormat.TRIG))
    own = set() if number is None else {quad.subject for quad in quads}

    def named(term: Any) -> Any:
        return ox.NamedNode(f"{term.value}-case-{number}") if term in own else term

    for quad in quads:
        graph = ox.NamedNode(EDITORS) if quad.graph_name == ox.DefaultGraph() else quad.graph_name
        yield ox.Quad(named(quad.subject), quad.predicate, named(quad.object), graph)


ONTOLOGY = [statement.quad for statement in sources.read_ontology(ROOT)]
TRIPLES = {
    path.stem: list(ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE))
    for path in sorted((ROOT / "ontology" / "shapes").glob("*.ttl"))
}
PER_SOURCE = TRIPLES["per-source"]
UNION = [triple for name, triples in TRIPLES.items() if name != "per-source" for triple in triples]
NODES = [*read_shapes(UNION), *read_shapes(PER_SOURCE)]
CASES = {name: list(read_cases(name)) for name in TRIPLES}
UNION_CASES = [case for name, cases in CASES.items() if name != "per-source" for case in cases]
ALL_CASES = [case for cases in CASES.values() for case in cases]


def data_of(cases: list[Case]) -> list[ox.Quad]:
    """Reads what cases describe, and what they all lead to."""
    context = read_graph((HERE / "context.ttl").read_text(encoding="utf-8"))
    return [*context, *(quad for number, case in enumerate(cases) for quad in read_graph(case.text, number))]


def run(cases: list[Case]) -> Iterator[tuple[Case, Result]]:
    """Validates cases, those of per-source.ttl source by source."""
    shapes = PER_SOURCE if cases is CASES["per-source"] else UNION
    for result in validate([shapes], data_of(cases), ONTOLOGY):
        number = result.focus.rpartition("-case-")[2]
        assert number.isdigit(), f"context.ttl has a fault: {result}"
        yield cases[int(number)], result


@pytest.fixture(scope="module")
def results() -> dict[Case, list[Result]]:
    """Gives the results of every case."""
    given: dict[Case, list[Result]] = {case: [] for case in ALL_CASES}
    for cases in (UNION_CASES, CASES["per-source"]):
        for case, result in run(cases):
            given[case].append(result)
    return given


def component(result: Result) -> str:
    return result.component.removesuffix("ConstraintComponent")


def named(constraint: str) -> str:
    return constraint[0].upper() + constraint[1:]


@pytest.mark.parametrize("name", CASES)
def test_graphs_have_the_faults_expected_and_no_others(name: str, results: dict[Case, list[Result]]) -> None:
    for case in CASES[name]:
        found = {f"{component(result)} {short(result.path or '')}".strip("< >") for result in results[case]}
        assert found == case.faults, f"{case}\n{case.text}"


def test_every_constraint_is_broken_by_some_change(results: dict[Case, list[Result]]) -> None:
    broken = {(r.message, component(r)) for case, given in results.items() if case.faults for r in given}
    unbroken = [
        f"{node.shape} {node.path} sh:{constraint}"
        for node in NODES
        for constraint in sorted(node.constraints)
        if (node.message, named(constraint)) not in broken
    ]
    assert unbroken == [], "add a row under `faults` that breaks each"


def test_every_class_that_an_entry_may_have_has_a_shape() -> None:
    classes = {
        short(quad.subject.value)
        for quad in ONTOLOGY
        if quad.predicate.value == RDF_TYPE and quad.object.value == OWL + "Class"
        if isinstance(quad.subject, ox.NamedNode)
    }
    targets = {target for node in NODES for target in node.said.get("targetClass", ())}
    assert classes - OF_THE_VOCABULARY == targets


def test_every_constraint_that_is_read_is_used_and_so_broken_by_some_case() -> None:
    assert {constraint for node in NODES for constraint in node.constraints} == {*CONSTRAINTS, "closed"}


def test_per_source_says_at_most_one_and_nothing_else() -> None:
    here = list(read_shapes(PER_SOURCE))
    assert {constraint for node in here for constraint in node.constraints} == {"maxCount", "uniqueLang"}
    elsewhere = {constraint for node in read_shapes(UNION) for constraint in node.constraints}
    assert elsewhere.isdisjoint({"maxCount", "uniqueLang"})


def test_every_message_says_how_to_mend_it_and_is_of_one_constraint_alone() -> None:
    messages = [(node.message, node.path) for node in NODES if node.constraints]
    assert len({message for message, _ in messages}) == len(set(messages))
    for message, path in messages:
        prop = path.replace("rdf:type", "a")
        what, _, example = message.partition("; write for example: ")
        assert not prop or (prop in re.split("[ ,;]", what) and example.startswith(prop + " ")), message
        statement = re.match(r'[\w:]+ (?:".*?"(?:@en|\^\^[\w:]+)?|<\S+>|[\w.:-]*[\w-])', example)
        assert statement, message
        assert len(list(read_graph(f"id:thing {statement[0]} ."))) == 1


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("thb:reportedStatus", "thb:Statuses"),
        ("org:role", "org:Role"),
        ("dcterms:type", "thb:PassageKinds"),
        ("dcterms:type", "thb:SourceKinds"),
        ("thb:status", "thb:Statuses"),
        ("thb:countedConsents", "thb:CountedConsentKinds"),
        ("thb:delayEnds", "thb:EndsOfDelay"),
        ("thb:verification", "thb:Verifications"),
    ],
)
def test_lists_hold_all_that_the_ontology_names(path: str, kind: str) -> None:
    named = {
        short(quad.subject.value)
        for quad in ONTOLOGY
        if quad.predicate.value in (RDF_TYPE, PREFIXES["skos"] + "inScheme")
        and short(quad.object.value) == kind
    }
    listed = [set(node.said["in"]) for node in NODES if node.path == path and "in" in node.said]
    assert named
    assert listed.count(named) == 1
    assert path == "dcterms:type" or all(part <= named for part in listed)


def test_classes_of_values_agree_with_the_ranges_of_the_ontology() -> None:
    ranges = defaultdict(set)
    wider = defaultdict(set)
    for quad in ONTOLOGY:
        if quad.predicate.value == RDFS + "range":
            ranges[short(quad.subject.value)].add(short(quad.object.value))
        if quad.predicate.value == RDFS + "subClassOf":
            wider[short(quad.subject.value)].add(short(quad.object.value))

    def within(kind: str) -> set[str]:
        return {kind}.union(*(within(other) for other in wider[kind]))

    for node in NODES:
        for kind in node.said.get("class", ()):
            assert ranges[node.path] <= within(kind), (
                f"{node.shape}: {node.path} leads to a {ranges[node.path]}"
            )


def to_graph(triples: Iterable[ox.Triple | ox.Quad]) -> rdflib.Graph:
    graph = rdflib.Graph()
    for triple in triples:
        graph.add((to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)))
    return graph


def test_pyshacl_finds_the_same_in_all_cases_at_once() -> None:
    """The reference, of what all sources say together: it knows no sources.

    By the recommendation values that cannot be compared are not less; pyshacl puts a day before a year.
    """
    data = data_of(UNION_CASES)
    graph = to_graph([*data, *(quad for quad in ONTOLOGY if quad.predicate.value == RDFS + "subClassOf")])
    sh = rdflib.Namespace(SH)
    _, report, _ = pyshacl.validate(graph, shacl_graph=to_graph(UNION), inference="none")
    parts = (sh.focusNode, sh.resultPath, sh.value, sh.sourceConstraintComponent, sh.resultMessage)
    theirs = {
        tuple(None if (term := report.value(result, part)) is None else str(term) for part in parts)
        for result in report.subjects(sh.resultSeverity)
    }
    ours = {
        (one.focus, one.path, one.value, SH + one.component, one.message)
        for one in validate([UNION], data, ONTOLOGY)
    }
    # A fault of the thing itself has no path; here it stands where the thing has the property of the target.
    whole = {(focus, component, message) for focus, path, _, component, message in theirs if path is None}
    placed = {one for one in theirs if one[1] is not None}
    assert placed <= ours and len(placed) >= 250 and len(whole) >= 20
    left = {(one[0], *one[3:]): one[3] for one in ours - placed}
    assert whole <= left.keys()
    assert {left[one] for one in left.keys() - whole} == {SH + "LessThanOrEqualsConstraintComponent"}


def test_the_shapes_are_shapes_by_the_shapes_of_shacl() -> None:
    """Those of what a source says by itself, unless all are held."""
    for triples in (UNION, PER_SOURCE) if WHOLE else (PER_SOURCE,):
        conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=to_graph(triples), meta_shacl=True)
        assert conforms, text
