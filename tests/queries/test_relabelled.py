"""A home in which every label of the ontology is another: answers, statuses, proofs and conflicts differ in words only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from copying import copied_home
from in_memory import in_memory
from thbgraph.base.namespaces import ID, INFERRED_GRAPH, PREFIXES, THB
from thbgraph.base.values import Entity
from thbgraph.graph import KnowledgeGraph
from whole import WHOLE

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = sorted(path.stem for path in (ROOT / "queries").glob("*.rq"))
CITED = ("signed-not-ratified", "not-bound", "lists-on-a-state", "works-on", "territorial-declarations")
LABEL = re.compile(r'((?:rdfs:label|skos:prefLabel) )"((?:[^"\\]|\\.)*)"')
LABELS = {PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel"}
#: States, bodies and territories of every sort: a party, a signatory, former ones, no state at all.
PARTIES = (
    "fin",
    "ltu",
    "aut",
    "deu",
    "yug",
    "scg",
    "csk",
    "mne",
    "blr",
    "usa",
    "grl",
    "eu",
    "european-community",
)
TREATIES = ("cets-197", "palermo-protocol", "untoc", "crc-op-sc", "ilo-p029", "ilo-c029")
DAYS = ("1999-06-01", "2006-01-01", "2008-02-01", "2010-02-23", "2026-01-01")
PROOFS = (
    ("fin", THB + "hasSigned", "cets-197"),
    ("greta", THB + "monitors", "cets-197"),
    ("greta", PREFIXES["org"] + "unitOf", "coe"),
    ("act-cets-197-fin-consent", PREFIXES["rdf"] + "type", THB + "Act"),
    ("fin", PREFIXES["rdf"] + "type", PREFIXES["schema"] + "Place"),
    ("un-gift", THB + "involves", "unodc"),
    ("fin", THB + "hasSigned", "ilo-c029"),
)


class Relabelled:
    """The two graphs, and what takes a text of the second back to the words of the first."""

    def __init__(self, plain: KnowledgeGraph, other: KnowledgeGraph, words: dict[str, str]) -> None:
        self.plain, self.other, self._words = plain, other, words

    def back(self, text: str) -> str:
        return re.sub(r"(?i)zq\d*zq", lambda found: self._words[found.group().lower()], text).lower()


@pytest.fixture(scope="module")
def relabelled(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relabelled]:
    home = tmp_path_factory.mktemp("relabelled")
    copied_home(home)
    words: dict[str, str] = {}

    def renamed(found: re.Match[str]) -> str:
        token = f"zq{len(words)}zq"
        words[token] = found[2]
        return f'{found[1]}"{token}"'

    for path in (home / "ontology").glob("*.ttl"):
        path.write_text(LABEL.sub(renamed, path.read_text(encoding="utf-8")), encoding="utf-8")
    assert len(words) > 250
    for path in (home / "data/tables").glob("cets-197-*.csv"):  # a remark is words, too
        path.write_text(
            path.read_text(encoding="utf-8").replace("row order inferred", "zqzq"), encoding="utf-8"
        )
    words["zqzq"] = "row order inferred"
    yield Relabelled(graph, in_memory(home), words)


def told(value: Any) -> Any:
    """What a cell says but for its label."""
    return value.iri if isinstance(value, Entity) else value


def statements(quads: Iterable[ox.Quad]) -> set[str]:
    """What quads say but for labels, and for the names of blank nodes, which each build gives anew."""
    return {re.sub(r"_:\w+", "_:", str(quad)) for quad in quads if quad.predicate.value not in LABELS}


def _pairs(treaty: str) -> Iterator[tuple[str, str]]:
    """A day for each party, so that every two of treaty, party and day meet."""
    for number, party in enumerate(PARTIES, TREATIES.index(treaty)):
        yield party, DAYS[number % len(DAYS)]


@pytest.mark.slow
def test_the_labels_are_others(relabelled: Relabelled) -> None:
    assert relabelled.plain.find(THB + "NoAct").label == "no act"
    assert relabelled.back(relabelled.other.find(THB + "NoAct").label) == "no act"
    assert relabelled.other.find(THB + "NoAct").label != "no act"


@pytest.mark.slow
@pytest.mark.parametrize("name", QUESTIONS if WHOLE else QUESTIONS[::4])
def test_answers_are_the_same(relabelled: Relabelled, name: str) -> None:
    plain, other = (
        [[told(value) for value in row] for row in found.ask(name)]
        for found in (relabelled.plain, relabelled.other)
    )
    assert other == plain


@pytest.mark.parametrize("name", CITED)
def test_answers_rest_on_the_same(relabelled: Relabelled, name: str) -> None:
    plain, other = (
        [statements(row.citation.statements) for row in found.ask(name, cite=True)]
        for found in (relabelled.plain, relabelled.other)
    )
    assert other == plain


@pytest.mark.parametrize("treaty", TREATIES if WHOLE else TREATIES[::2])
def test_statuses_are_the_same(relabelled: Relabelled, treaty: str) -> None:
    for party, day in _pairs(treaty):
        plain, other = (
            found.status(f"id:{party}", f"id:{treaty}", as_of=day)
            for found in (relabelled.plain, relabelled.other)
        )
        for field, value in plain._asdict().items():
            if field not in ("describe", "citation"):
                assert relabelled.back(repr(getattr(other, field))) == repr(value).lower(), (
                    party,
                    day,
                    field,
                )
        assert statements(other.citation.statements) == statements(plain.citation.statements)
        # Lines are broken by the lengths of their words.
        assert relabelled.back(" ".join(str(other).split())) == " ".join(str(plain).split()).lower()


@pytest.mark.parametrize("said", PROOFS, ids=lambda said: said[0])
def test_proofs_are_the_same(relabelled: Relabelled, said: tuple[str, str, str]) -> None:
    iris = [part if "/" in part else ID + part for part in said]
    plain, other = (found.why(*iris) for found in (relabelled.plain, relabelled.other))
    assert bool(plain) == bool(other)
    assert set(plain.nearest) == set(other.nearest)  # which stand in the order of their words
    if plain.proof is not None and other.proof is not None:
        assert [(step.rule, step.conclusion) for step in plain.proof.steps()] == [
            (step.rule, step.conclusion) for step in other.proof.steps()
        ]
        assert statements(plain.proof.leaves()) == statements(other.proof.leaves())


@pytest.mark.slow
def test_conflicts_are_the_same(relabelled: Relabelled) -> None:
    plain, other = (found.conflicts() for found in (relabelled.plain, relabelled.other))
    assert plain
    assert sorted(relabelled.back(repr(tuple(one))) for one in other) == sorted(
        repr(tuple(one)).lower() for one in plain
    )


def test_what_is_computed_and_inferred_is_the_same(relabelled: Relabelled) -> None:
    plain, other = (
        {
            str(quad)
            for part in ("computed", "inferred")
            for quad in found.statements(graph=INFERRED_GRAPH.replace("inferred", part))
            if quad.predicate.value != PREFIXES["rdfs"] + "label"  # which are the words
        }
        for found in (relabelled.plain, relabelled.other)
    )
    assert other == plain


@pytest.mark.slow
@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?a { ?a a thb:Signature ; thb:signatory id:blr ; thb:instrument id:cets-197 }",
        "SELECT ?a { ?a a thb:Signature ; thb:signatory id:fin ; thb:instrument id:ilo-c029 }",
        "SELECT ?b { id:cets-197 thb:monitors ?b }",
        "SELECT ?b { ?b a thb:Bdy }",
    ],
)
def test_an_empty_answer_has_the_same_causes(relabelled: Relabelled, query: str) -> None:
    plain, other = (
        [(one.kind, one.about, one.pattern, one.line) for one in found.diagnose(query).causes]
        for found in (relabelled.plain, relabelled.other)
    )
    assert other == plain
