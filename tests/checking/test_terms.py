"""Terms that nothing states or needs, and examples that do not hold, where a home keeps the ontology."""

from __future__ import annotations

from pathlib import Path

import pytest

from thbgraph.build import source_files as sources
from thbgraph.checking.term_faults import incomplete_findings, term_findings
from thbgraph.stores.embedded import EmbeddedStore

TERM = """
thb:motto a owl:DatatypeProperty ;
    rdfs:label "motto"@en ;
    skos:definition "The words that stand for a body."@en ;
    skos:example "id:greta thb:monitors id:cets-197 ." .
"""


@pytest.fixture
def found(home: Path) -> list[str]:
    """What is said of the term, and of no other."""
    with (home / "ontology/core.ttl").open("a", encoding="utf-8") as file:
        file.write(TERM)
    (home / "docs").mkdir()
    (home / "docs/core.md").touch()
    return told(home)


def told(home: Path, words: str = "thb:motto") -> list[str]:
    ontology = list(sources.read_ontology(home))
    quads = [*(one.quad for one in ontology), *sources.read_quads(home)]
    found = [*incomplete_findings(ontology), *term_findings(home, ontology, EmbeddedStore.holding(quads))]
    return [one.message for one in found if words in one.message and one.line]


def edit(home: Path, name: str, old: str, new: str) -> None:
    text = (home / name).read_text(encoding="utf-8")
    assert old in text
    (home / name).write_text(text.replace(old, new), encoding="utf-8")


def test_a_term_without_use_or_need_is_told(found: list[str]) -> None:
    assert found == [
        "thb:motto is used in no statement; add one, or leave it out",
        "thb:motto is in no question, check or shape, and no code needs it; add a shape, or leave it out",
    ]


def test_a_statement_or_a_reason_and_a_shape_are_enough(home: Path, found: list[str]) -> None:
    edit(home, "queries/bodies.rq", "SELECT", "# thb:motto\nSELECT")
    edit(
        home,
        "ontology/core.ttl",
        'monitors id:cets-197 ." .\n',
        'monitors id:cets-197 ." ; skos:editorialNote "new"@en .\n',
    )
    assert told(home) == []
    edit(home, "ontology/core.ttl", ' ; skos:editorialNote "new"@en', "")
    edit(home, "data/memo/2-few.trig", "memo:2-2 {", 'memo:2-2 {\n  id:greta thb:motto "x" .')
    message = "thb:motto is in no shape, so any thing may have it with any value; add one to ontology/shapes/"
    assert told(home) == [message]
    with (home / "ontology/shapes/values.ttl").open("a", encoding="utf-8") as file:
        file.write("shape:motto sh:targetSubjectsOf thb:motto ; sh:path thb:motto .\n")
    assert told(home) == []


def test_a_reused_term_without_a_shape_is_told_as_well(home: Path, found: list[str]) -> None:
    edit(home, "ontology/core.ttl", "thb:motto a ", "schema:slogan a ")
    assert told(home, "schema:slogan") == []
    edit(
        home, "data/memo/2-few.trig", "memo:2-2 {", 'memo:2-2 {\n  id:greta <https://schema.org/slogan> "x" .'
    )
    (message,) = told(home, "schema:slogan")
    assert message.startswith("schema:slogan is in no shape")


def test_a_class_of_things_has_a_shape(home: Path, found: list[str]) -> None:
    plant = "\n\nthb:Motto a owl:Class .\n"
    with (home / "ontology/core.ttl").open("a", encoding="utf-8") as file:
        file.write(plant)
    shapeless = "thb:Motto is in no shape, so a thing of it may lack everything; add one to ontology/shapes/"
    assert shapeless not in told(home, "thb:Motto")
    edit(home, "data/entities/few.trig", "id:cets-197 a thb:Treaty", "id:cets-197 a thb:Treaty , thb:Motto")
    assert shapeless in told(home, "thb:Motto")


@pytest.mark.parametrize(
    ("example", "fault"),
    [
        ("id:greta thb:monitors id:untoc .", "does not hold (<https://"),
        ("memo:2-3 { id:greta thb:monitors id:cets-197 }", "does not hold (<https://"),
        ("memo:2-2 { id:greta thb:monitors id:cets-197 }", None),
        ("id:greta thb:monitors", "is not valid TriG ("),
    ],
)
def test_an_example_holds_in_the_data(home: Path, found: list[str], example: str, fault: str | None) -> None:
    edit(home, "ontology/core.ttl", 'id:greta thb:monitors id:cets-197 ." .', f'{example}" .')
    said = [one for one in told(home) if one.startswith("the example of thb:motto ")]
    assert [(fault or "none") in one for one in said] == ([True] if fault else [])


def test_a_term_has_a_definition_and_an_example(home: Path, found: list[str]) -> None:
    edit(
        home,
        "ontology/core.ttl",
        """a body."@en ;
    skos:example "id:greta thb:monitors id:cets-197 ." .""",
        'a body."@en .',
    )
    assert set(told(home)) - set(found) == {"thb:motto has no skos:example; add one"}
    edit(
        home,
        "ontology/core.ttl",
        """;
    skos:definition "The words that stand for a body."@en .""",
        ".",
    )
    assert "thb:motto has no skos:definition; add one" in told(home)


def test_who_takes_over_the_ontology_uses_what_he_likes(home: Path, found: list[str]) -> None:
    (home / "docs/core.md").unlink()
    assert told(home) == []
