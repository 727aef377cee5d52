"""The evidence of an answer as people read it: every passage, pattern and statement once, whatever the rows share."""

from __future__ import annotations

import pyoxigraph as ox

from thbgraph.answers.answers import Answer
from thbgraph.answers.mentioned import things_of
from thbgraph.answers.rows import Absence, Citation, Row
from thbgraph.answers.writers.answer_formats import to_json
from thbgraph.answers.writers.answer_pages import to_cell, to_markdown
from thbgraph.answers.writers.evidence_notes import Notes
from thbgraph.words.namespaces import ID, MEMO, RDF_TYPE, SOURCE, THB, XSD

COVERAGE = ox.Quad(
    ox.NamedNode(ID + "coverage"),
    ox.NamedNode(THB + "completeUpTo"),
    ox.Literal("2013-12-13", datatype=ox.NamedNode(XSD + "date")),
    ox.NamedNode(SOURCE + "untc-acts"),
)
SOURCED = ox.NamedNode(SOURCE + "untc-acts")


def quad(subject: str, thing: str, graph: str) -> ox.Quad:
    return ox.Quad(
        ox.NamedNode(ID + subject), ox.NamedNode(THB + "signed"), ox.NamedNode(ID + thing), ox.NamedNode(MEMO + graph)
    )  # fmt: skip


def answer(*citations: Citation) -> Answer:
    rows = [Row(("a", "b", "c"), (f"row {number}", "x", "y"), one) for number, one in enumerate(citations, 1)]
    labels = {iri: iri.rpartition("/")[2].rpartition("#")[2] for one in citations for iri in things_of(one)}
    return Answer(("a", "b", "c"), rows, labels=labels)


NO_CONSENT = (
    "?a a thb:Consent ; thb:instrument id:cets ; dcterms:date \"2010\"^^xsd:gYear . FILTER(?x != 'id:cets')"
)
GROUNDED = Absence("NOT EXISTS", NO_CONSENT, (COVERAGE,))


def test_absences_are_lettered_once_with_what_grounds_them() -> None:
    notes = Notes(
        answer(
            Citation((quad("fin", "cets", "2-13"),), absences=(GROUNDED, Absence("LIMIT", "LIMIT 3"))),
            Citation((quad("deu", "cets", "2-13"),), absences=(GROUNDED, Absence("COUNT", "?a ?b ?c"))),
        )
    )
    assert [notes.marks(row) for row in notes._rows] == ["[1][a][b]", "[1][a][c]"]
    (_, sources), (title, absent) = notes.sections()
    assert sources == [f"[1] {MEMO}2-13", f"[2] {SOURCE}untc-acts"]
    assert title == "Not there"
    assert absent == [
        "[a] NOT EXISTS: ?a a Consent ; instrument cets ; date \"2010\" . FILTER(?x != 'id:cets'); "
        "coverage: completeUpTo 13 December 2013 [2]",
        "[b] rows beyond LIMIT 3; no source claims to be complete here",
        "[c] nothing to count: ?a ?b ?c; no source claims to be complete here",
    ]


def test_the_same_pattern_with_other_grounds_has_another_letter() -> None:
    bare = Absence("NOT EXISTS", NO_CONSENT)
    notes = Notes(answer(Citation((), absences=(GROUNDED,)), Citation((), absences=(bare,))))
    assert [notes.marks(row) for row in notes._rows] == ["[a]", "[b]"]


def test_a_statement_of_several_passages_is_told_once_and_what_rows_share_first() -> None:
    shared = (quad("greta", "cets", "2-1"), quad("greta", "cets", "2-2"))
    notes = Notes(
        answer(
            Citation((*shared, quad("fin", "cets", "2-3"), quad("fin", "untoc", "2-3"))),
            Citation((*shared, quad("deu", "cets", "2-3"))),
            Citation(shared),
        )
    )
    for row in notes._rows:
        notes.marks(row)
    assert [(number, name, [*map(str, said)]) for number, name, said in notes.statements()] == [
        (0, "every row", ["greta: signed cets [1][2]"]),
        (1, "row 1, x", ["fin: signed cets; signed untoc [3]"]),
        (2, "row 2, x", ["deu: signed cets [3]"]),
    ]


def test_an_answer_without_absences_has_no_section_of_them() -> None:
    notes = Notes(answer(Citation((quad("fin", "cets", "2-13"),))))
    assert notes.marks(notes._rows[0]) == "[1]"
    assert [title for title, _ in notes.sections()] == ["Evidence"]
    assert notes.marks(Row(("a",), ("x",))) == ""


def test_rules_are_named_with_the_number_of_axioms() -> None:
    axiom = quad("a", "b", "1-1")
    made = answer(
        Citation((axiom,), rules=("prp-spo1",), axioms=(axiom,)),
        Citation((axiom,), rules=("prp-inv1", "prp-spo1"), axioms=(axiom,)),
    )
    notes = Notes(made)
    for row in made:
        notes.marks(row)
    assert notes.sections()[1:] == [("Rules", ["prp-spo1, prp-inv1; with 1 axiom of the ontology"])]


def test_all_forms_tell_of_statements_and_absences() -> None:
    made = answer(Citation((quad("fin", "cets", "2-13"),), absences=(GROUNDED,)))
    assert "fin: signed cets" in to_cell(made)
    assert not any("Not there" in text for text in (to_markdown(made), to_cell(made)))
    made = made.replace(full=True)
    for text in (to_markdown(made), to_cell(made)):
        assert "fin: signed cets" in text and "Not there" in text and "completeUpTo 13 December 2013" in text
    assert '"completeUpTo' not in to_json(made) and '"form": "NOT EXISTS"' in to_json(made)


def test_what_is_lacking_of_what_is_computed_needs_no_source() -> None:
    absent = Absence("OPTIONAL", "?period thb:lastDay ?last", is_computed=True)
    made = answer(Citation((quad("fin", "cets", "2-13"),), absences=(absent,)))
    assert "it is computed, and what it is computed from gives none" in to_cell(made.replace(full=True))
    assert '"computed": true' in to_json(made)


def test_no_rows_have_no_notes() -> None:
    made = answer()
    assert "Statements" not in to_markdown(made) and "Statements" not in to_cell(made)


def test_the_article_is_that_of_the_class() -> None:
    one = ox.Quad(ox.NamedNode(ID + "act"), ox.NamedNode(RDF_TYPE), ox.NamedNode(THB + "Acceptance"), SOURCED)
    ((_, _, said),) = Notes(answer(Citation((one,)))).statements()
    assert [*map(str, said)] == ["act: is an Acceptance [1]"]


def test_a_footnote_has_the_addresses_of_its_pages_once_for_things_that_share_them() -> None:
    made = answer(
        Citation((quad("fin", "cets", "2-13"), quad("swe", "cets", "2-13"), quad("nor", "cets", "2-13")))
    )
    pages = (
        (ID + "fin", "http://a"),
        (ID + "nor", "http://a"),
        (ID + "nor", "http://b"),
        (ID + "swe", "http://a"),
    )
    notes = Notes(made.replace(pages={MEMO + "2-13": pages}))
    assert notes.marks(made[0]) == "[1]"
    (_, (line,)), *_ = notes.sections()
    assert line.split("\n")[1:] == ["    fin; swe: http://a", "    nor: http://a http://b"]


def test_what_has_a_number_keeps_it() -> None:
    made = answer(Citation((quad("fin", "cets", "2-13"), quad("fin", "cets", "2-14"))))
    assert Notes(made, [MEMO + "2-14"]).marks(made[0]) == "[1][2]"
