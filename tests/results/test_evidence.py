"""The evidence of an answer as people read it: every passage, pattern and statement once, whatever the rows share."""

from __future__ import annotations

import pyoxigraph as ox

from thbgraph.base.namespaces import ID, MEMO, RDF_TYPE, SOURCE, THB, XSD
from thbgraph.results.answer import Absence, Answer, Citation, Evidence, Row
from thbgraph.results.answer_document import EvidenceText, cited_table
from thbgraph.results.formats import write
from thbgraph.results.render.json import to_json

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
    stated = [quad for one in citations for quad in (*one.statements, *one.axioms)]
    stated += [quad for one in citations for absence in one.absences for quad in absence.grounds]
    terms = [term.value for quad in stated for term in quad.triple if isinstance(term, ox.NamedNode)]
    terms += [THB + "Consent", THB + "instrument", "http://purl.org/dc/terms/date"]
    labels = {iri: iri.rpartition("/")[2].rpartition("#")[2] for iri in terms}
    return Answer(("a", "b", "c"), rows, evidence=Evidence(labels=labels))


def evidence(made: Answer) -> EvidenceText:
    return EvidenceText(made.replace(full=True), cited_table(made))


NO_CONSENT = (
    "?a a thb:Consent ; thb:instrument id:cets ; dcterms:date \"2010\"^^xsd:gYear . FILTER(?x != 'id:cets')"
)
GROUNDED = Absence("NOT EXISTS", NO_CONSENT, (COVERAGE,))


def test_absences_are_lettered_once_with_what_grounds_them() -> None:
    made = answer(
        Citation((quad("fin", "cets", "2-13"),), absences=(GROUNDED, Absence("LIMIT", "LIMIT 3"))),
        Citation((quad("deu", "cets", "2-13"),), absences=(GROUNDED, Absence("COUNT", "?a ?b ?c"))),
    )
    notes = evidence(made)
    assert [notes.absent(row) for row in made] == ["[a][b]", "[a][c]"]
    assert next(notes.sections()).title == "Not there"
    absent = notes.absences()
    assert [mark.iri for mark in absent[0].sources] == [f"{SOURCE}untc-acts"]
    assert list(map(str, absent)) == [
        "[a] NOT EXISTS: ?a a Consent ; instrument cets ; date \"2010\" . FILTER(?x != 'id:cets'); "
        "coverage: completeUpTo 13 December 2013",
        "[b] rows beyond LIMIT 3; no source claims to be complete here",
        "[c] nothing to count: ?a ?b ?c; no source claims to be complete here",
    ]


def test_the_same_pattern_with_other_grounds_has_another_letter() -> None:
    bare = Absence("NOT EXISTS", NO_CONSENT)
    made = answer(Citation((), absences=(GROUNDED,)), Citation((), absences=(bare,)))
    notes = evidence(made)
    assert [notes.absent(row) for row in made] == ["[a]", "[b]"]


def test_a_statement_of_several_passages_is_shortened_and_what_rows_share_first() -> None:
    shared = (quad("greta", "cets", "2-1"), quad("greta", "cets", "2-2"))
    made = answer(
        Citation((*shared, quad("fin", "cets", "2-3"), quad("fin", "untoc", "2-3"))),
        Citation((*shared, quad("deu", "cets", "2-3"))),
        Citation(shared),
    )
    notes = evidence(made)
    assert [(number, name, [*map(str, said)]) for number, name, said in notes.statements()] == [
        (0, "every row", ["greta: signed cets"]),
        (1, "row 1, x", ["fin: signed cets; signed untoc"]),
        (2, "row 2, x", ["deu: signed cets"]),
    ]
    (_, _, (shared_by_all,)), *_ = notes.statements()
    assert [mark.iri for mark in shared_by_all.sources] == [f"{MEMO}2-1", f"{MEMO}2-2"]
    places = [notes.rests([made[number]]).cells[1].place for number in (0, 2)]
    assert places == ["#row-1", "#row-0"]


def test_an_answer_without_absences_has_no_section_of_them() -> None:
    made = answer(Citation((quad("fin", "cets", "2-13"),)))
    notes = evidence(made)
    assert notes.absent(made[0]) == notes.absent(Row(("a",), ("x",))) == ""
    assert [section.title for section in notes.sections()] == ["Statements"]


def test_rules_are_named_with_the_number_of_axioms() -> None:
    axiom = quad("a", "b", "1-1")
    made = answer(
        Citation((axiom,), rules=("prp-spo1",), axioms=(axiom,)),
        Citation((axiom,), rules=("prp-inv1", "prp-spo1"), axioms=(axiom,)),
    )
    rules, _ = evidence(made).sections()
    assert (rules.title, list(map(str, rules.blocks[0].items))) == (
        "Rules",
        ["prp-spo1, prp-inv1; with 1 axiom of the ontology"],
    )


def test_all_forms_tell_of_statements_and_absences() -> None:
    made = answer(Citation((quad("fin", "cets", "2-13"),), absences=(GROUNDED,)))
    for text in (write(made, "markdown"), write(made, "html")):
        assert "fin: signed cets" not in text and "Not there" not in text
    made = made.replace(full=True)
    for text in (write(made, "markdown"), write(made, "html").replace("\xa0", " ")):
        assert "fin: signed cets" in text and "Not there" in text and "completeUpTo 13 December 2013" in text
    assert '"completeUpTo' not in to_json(made) and '"form": "NOT EXISTS"' in to_json(made)


def test_what_is_lacking_of_what_is_computed_needs_no_source() -> None:
    absent = Absence("OPTIONAL", "?period thb:lastDay ?last", is_computed=True)
    made = answer(Citation((quad("fin", "cets", "2-13"),), absences=(absent,)))
    assert "it is computed, and what it is computed from gives none" in write(made.replace(full=True), "html")
    assert '"computed": true' in to_json(made)


def test_no_rows_have_no_notes() -> None:
    made = answer()
    assert "Statements" not in write(made, "markdown") and "Statements" not in write(made, "html")


def test_the_article_is_that_of_the_class() -> None:
    one = ox.Quad(ox.NamedNode(ID + "act"), ox.NamedNode(RDF_TYPE), ox.NamedNode(THB + "Acceptance"), SOURCED)
    ((_, _, said),) = evidence(answer(Citation((one,)))).statements()
    assert [*map(str, said)] == ["act: is an Acceptance"]


def test_what_has_a_number_keeps_it_and_every_statement_has_its_sources() -> None:
    made = answer(Citation((quad("fin", "cets", "2-13"), quad("fin", "cets", "2-14")))).replace(full=True)
    assert write(made, "markdown").count("[^1]") == 3  # of the row, of its statement, and the note
