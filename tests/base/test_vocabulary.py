"""The vocabulary: equal to the ontology, used in full, and the only place that spells its terms."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox

from thbgraph.base import vocabulary
from thbgraph.base.namespaces import RDF_TYPE, THB
from thbgraph.base.vocabulary import ActKind, Basis, Status

ROOT = Path(__file__).resolve().parents[2]
ENUMS = (Status, ActKind)
ONTOLOGY = [
    quad
    for path in sorted((ROOT / "ontology").glob("*.ttl"))
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
]
CONSTANTS = {
    name: value
    for name, value in vars(vocabulary).items()
    if isinstance(value, str) and value.startswith(THB) and name != "THB"
}


def classes() -> dict[str, set[str]]:
    """The classes of everything that the ontology declares."""
    found: dict[str, set[str]] = {}
    for quad in ONTOLOGY:
        if quad.predicate.value == RDF_TYPE:
            found.setdefault(quad.subject.value, set()).add(quad.object.value)
    return found


@cache
def program() -> dict[Path, ast.Module]:
    """The syntax trees of all modules but those that name terms."""
    return {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / "src").rglob("*.py"))
        if path.name not in ("vocabulary.py", "namespaces.py")
    }


@cache
def used() -> set[str]:
    """Every `thb.term` and `Status.MEMBER` in the program."""
    return {
        f"{node.value.id}.{node.attr}"
        for tree in program().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        if node.value.id in ("thb", "Status", "ActKind")
    }


def test_every_constant_is_called_as_its_term_and_is_in_the_ontology() -> None:
    assert {name: THB + name for name in CONSTANTS} == CONSTANTS
    assert set(CONSTANTS.values()) <= classes().keys()


def test_every_member_is_in_the_ontology_and_written_in_its_letters() -> None:
    for member in [*Status, *ActKind]:
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", member.removeprefix(THB))
        assert member.name == words.upper()
        assert member.value in classes()


def test_the_statuses_are_all_statuses_of_the_ontology() -> None:
    in_scheme = (quad for quad in ONTOLOGY if quad.predicate.value.endswith("#inScheme"))
    assert set(Status) == {quad.subject.value for quad in in_scheme if quad.object.value == THB + "Statuses"}


def test_the_bases_are_all_that_the_shape_allows() -> None:
    shapes = (ROOT / "ontology/shapes/computed.ttl").read_text(encoding="utf-8")
    allowed = re.search(r"sh:path thb:basis ;[^]]*sh:in \(([^)]*)\)", shapes)
    assert allowed is not None and re.findall(r'"(\w+)"', allowed[1]) == list(Basis)


def test_the_kinds_of_act_are_all_subclasses_of_act() -> None:
    above = {
        quad.subject.value: quad.object.value
        for quad in ONTOLOGY
        if quad.predicate.value.endswith("#subClassOf")
    }
    acts = {THB + "Act"}
    while more := {kind for kind, parent in above.items() if parent in acts} - acts:
        acts |= more
    assert set(ActKind) == acts - {THB + "Act"}


def test_what_code_uses_exists() -> None:
    owners = {"thb": vocabulary, "Status": Status, "ActKind": ActKind}
    used_terms = [name.split(".") for name in used()]
    assert [(owner, term) for owner, term in used_terms if not hasattr(owners[owner], term)] == []


def test_nothing_is_unused() -> None:
    names = {f"thb.{name}" for name in CONSTANTS}
    names |= {f"{enum.__name__}.{member.name}" for enum in ENUMS for member in enum}
    assert names == names & used()


def spelled(node: ast.AST) -> Iterator[str]:
    """The names that a node adds to the namespace, or that it writes as text; `?` for those of a variable."""
    if isinstance(node, ast.BinOp) and isinstance(node.left, ast.Name) and node.left.id == "THB":
        yield str(node.right.value) if isinstance(node.right, ast.Constant) else "?"
    if isinstance(node, ast.JoinedStr):
        for part, behind in pairwise(node.values):
            if isinstance(part, ast.FormattedValue) and ast.unparse(part.value) == "THB":
                name = re.match(r"\w*", str(behind.value)) if isinstance(behind, ast.Constant) else None
                yield name.group() if name else "?"
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        written = re.fullmatch(rf"(?:{re.escape(THB)}|thb:)(\w+)", node.value)
        if written is not None:
            yield written[1]


def test_no_other_text_spells_a_term() -> None:
    terms = {iri.removeprefix(THB) for iri in classes() if iri.startswith(THB)} | {"?"}
    for path, tree in program().items():
        for node in ast.walk(tree):
            assert not terms.intersection(spelled(node)), f"{path}:{getattr(node, 'lineno', '')}"


def test_a_term_is_a_text() -> None:
    assert all(issubclass(enum, StrEnum) for enum in ENUMS)
    assert f"<{Status.PARTY}>" == f"<{THB}Party>"
    assert ox.NamedNode(ActKind.CONSENT) == ox.NamedNode(THB + "Consent")
