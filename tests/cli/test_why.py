"""The command `why` and its Python twin: proofs for people, what comes near, and wrong names."""

from __future__ import annotations

import json
import re
from datetime import date

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thbgraph.base.errors import ThbgraphError, UnknownEntity
from thbgraph.base.namespaces import ID, INFERRED_GRAPH, MEMO, THB
from thbgraph.base.values import Entity
from thbgraph.cli import main
from thbgraph.graph import KnowledgeGraph
from thbgraph.results.formats import BINARY, formats_of
from whole import WHOLE


@pytest.fixture(scope="module", autouse=True)
def built(graph: KnowledgeGraph) -> None:
    """The real graph is built once."""


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["why", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


#: The memo's 13th paragraph of section 2 lists Denmark among the states that had ratified CETS 197.
MECHANISM = "Monitoring mechanism of CETS No. 197"
PROOF = """\
Denmark: has consented Council of Europe Convention on Action against Trafficking in Human Beings

follows in 2 steps

1. Denmark: consenter in consent to CETS 197 by Denmark
  The one relation is the other, read the other way (prp-inv1):
  consenting party: is the inverse of consenter in
  consent to CETS 197 by Denmark: consenting party Denmark

2. Denmark: has consented Council of Europe Convention on Action against Trafficking in Human Beings
  The relations together make the other (prp-spo2):
  has consented: follows from consenter in, then instrument
  Denmark: consenter in consent to CETS 197 by Denmark (step 1)
  consent to CETS 197 by Denmark: instrument Council of Europe Convention on Action against Trafficking in Human Beings

Sources
"""


def unmarked(text: str) -> str:
    """A proof in one line, without the marks of its footnotes, of which other sources may add some."""
    return " ".join(re.sub(r"\s(\[\d+\])+$", "", text, flags=re.MULTILINE).split())


def test_an_inferred_statement_is_proven_down_to_the_passage(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "Denmark", "has consented", "CETS 197")
    assert (code, err) == (0, "")
    assert unmarked(out).startswith(unmarked(PROOF))
    notes = dict(re.findall(r"^(\[\d+\]) (.*)$", out, re.MULTILINE))
    lines = re.sub("\n    +", " ", out).splitlines()
    marked = {line.rpartition(" ")[0].strip(): line.rpartition(" ")[2] for line in lines}
    consented = marked["consent to CETS 197 by Denmark: consenting party Denmark"]
    assert notes[consented].startswith("(a) memo 2-13 (section 2, 13th")
    assert notes[marked["consenting party: is the inverse of consenter in"]].startswith("ontology: ")


@pytest.mark.parametrize(
    "names",
    [
        ("dnk", "hasConsented", "cets 197"),
        ("DK", "thb:hasConsented", "CETS No. 197"),
        ("id:dnk", THB + "hasConsented", "id:cets-197"),
        (ID + "dnk", f"<{THB}hasConsented>", f"<{ID}cets-197>"),
    ],
)
def test_names_are_given_as_people_say_them(
    capsys: pytest.CaptureFixture[str], names: tuple[str, str, str]
) -> None:
    code, out, _ = run(capsys, *names)
    assert code == 0 and unmarked(out).startswith(unmarked(PROOF))


def test_an_asserted_statement_answers_with_its_passages(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "id:act-cets-197-dnk-consent", "consenting party", "Denmark")
    assert code == 0
    head, way, _, first, *_ = filter(None, out.splitlines())
    assert head == "consent to CETS 197 by Denmark: consenting party Denmark"
    assert way.startswith("is asserted [1]") and first.startswith(
        "[1] (a) memo 2-13 (section 2, 13th paragraph): "
    )


def test_values_are_given_as_text_day_or_turtle(capsys: pytest.CaptureFixture[str]) -> None:
    for value in ("26 January 2010", "2010-01-26", '"2010-01-26"^^xsd:date'):
        code, out, _ = run(capsys, "2-14", "reporting day", value)
        assert (code, out.splitlines()[0]) == (0, "memo 2-14: reporting day 26 January 2010")
    for value in ("Finland", '"Finland"@en'):
        assert run(capsys, "fin", "name", value)[0] == 0


@pytest.mark.slow
def test_classes_and_the_ontology_are_explained_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "Finland", "a", "State")[1].startswith("Finland: is a State\n\nis asserted [1]")
    code, out, _ = run(capsys, "Finland", "is a", "Agent")
    assert (
        code == 0
        and "(cax-sco)" in out
        and "  State: is a kind of Agent [1]\n  Finland: is a State [2]" in out
    )
    code, out, _ = run(capsys, "thb:State", "subClassOf", "schema:Place")
    assert code == 0 and "(scm-sco)" in out


def test_a_computed_statement_names_what_it_was_computed_from(
    graph: KnowledgeGraph, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, ID + "act-cets-197-adoption", "latest", "3 May 2005")
    assert code == 0
    adoption = r"\(date bounds\): adoption of CETS 197( by .*)?: date 3 May 2005 \[1\]"
    assert re.search(adoption, " ".join(out.split()))


def test_what_is_not_held_exits_1_and_names_what_comes_near(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, MECHANISM, "monitors", "Palermo Protocol")
    assert (code, out) == (1, "")
    said = err.splitlines()
    assert said[0] == f"The graph does not say this: {MECHANISM}: monitors"
    assert any(line.startswith(f"  {MECHANISM}: monitors Council of Europe Convention") for line in said)
    assert said[-1] == "What is not recorded is not thereby false."
    code, out, err = run(capsys, "CETS 197", "has consented", "Denmark")
    assert (code, out) == (1, "")
    assert "  Denmark: has consented Council of Europe Convention" in err
    code, _, err = run(capsys, "Finland", "name", "Finnland", "--format", "json")
    assert code == 1 and "  Finland: name Finland\n" in err


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("Finlland", "has consented", "CETS 197"), "Finland"),
        (("Finland", "has consentd", "CETS 197"), "did you mean has consented (thb:hasConsented)?"),
        (("Finland", "has consented", "CETS 1977"), "nothing in the graph is called 'CETS 1977'"),
        (("Finland", "member of", "CBSS"), "ask why of id:membership-cbss-fin org:member id:fin"),
        (("Finland", "thb:unicorn", "CETS 197"), "no property is called 'thb:unicorn'"),
        (("Finland", "name", '"Finland'), 'expected a value such as "2005-05-16"^^xsd:date'),
        (("Finland", "name", " "), "expected a name or a value"),
        (("http://e.org/x", "name", "Finland"), "nothing in the graph is called 'http://e.org/x'"),
    ],
)
def test_wrong_names_are_told(
    capsys: pytest.CaptureFixture[str], names: tuple[str, str, str], said: str
) -> None:
    code, out, err = run(capsys, *names)
    assert (code, out) == (2, "") and said in err


@pytest.mark.parametrize("form", [form for form in formats_of("Explanation") if form not in BINARY])
def test_every_format_tells_the_same_each_time(capsys: pytest.CaptureFixture[str], form: str) -> None:
    code, out, _ = run(capsys, "dk", "has consented", "CETS 197", "--format", form)
    assert code == 0 and "prp-spo2" in out
    assert run(capsys, "dk", "has consented", "CETS 197", "--format", form)[1] == out
    if form == "json":
        assert [step["rule"] for step in json.loads(out)["steps"]] == ["prp-inv1", "prp-spo2"]
    elif form == "turtle":
        store = ox.Store()
        store.load(out.encode(), format=ox.RdfFormat.TURTLE)
        source = ox.NamedNode("http://www.w3.org/ns/prov#hadPrimarySource")
        assert any(store.quads_for_pattern(None, source, ox.NamedNode(MEMO + "2-13"), None))


def test_python_gives_the_proof_and_its_words(graph: KnowledgeGraph) -> None:
    found = graph.why("Denmark", "has consented", Entity(ID + "cets-197", "CETS 197"))
    assert found and found.proof is not None
    assert found.proof.rules() == ("prp-spo2", "prp-inv1")
    assert MEMO + "2-13" in {quad.graph_name.value for quad in found.proof.leaves()}
    assert unmarked(str(found)).startswith(unmarked(PROOF)) and "<h1>" in found._repr_html_()
    assert graph.why("2-14", "reporting day", date(2010, 1, 26))
    missing = graph.why(MECHANISM, "monitors", "Palermo Protocol")
    assert not missing and missing.proof is None
    mechanism = ox.NamedNode(ID + "cets-197-monitoring-mechanism")
    assert (mechanism, ox.NamedNode(THB + "monitors"), ox.NamedNode(ID + "cets-197")) in missing.nearest
    with pytest.raises(UnknownEntity):
        graph.why("Finlland", "a", "State")


@pytest.mark.slow
def test_what_follows_can_be_asked_as_any_door_shows_it(graph: KnowledgeGraph) -> None:
    """Some of it; that all of it has a proof is held by the tests of the prover."""
    for quad in sorted(graph.statements(graph=INFERRED_GRAPH), key=str)[:: 900 if WHOLE else 7_500]:
        thing = quad.object.value if isinstance(quad.object, ox.NamedNode) else str(quad.object)
        found = graph.why(quad.subject.value, quad.predicate.value, thing)
        assert found.statement == (quad.subject, quad.predicate, quad.object) and found


@pytest.mark.slow
@given(
    st.lists(
        st.text(max_size=8) | st.sampled_from(["fin", "a", "name", "Finland", '"x"', "<a:b>", "id:fin"]),
        min_size=3,
        max_size=3,
    )
)
@settings(max_examples=100 if WHOLE else 50, deadline=None)
def test_whatever_is_asked_is_answered_or_told(graph: KnowledgeGraph, names: list[str]) -> None:
    try:
        found = graph.why(*names)
    except ThbgraphError as error:
        assert len(error.message) > 20
    else:
        assert str(found)


def test_values_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "Finland", "name", "x\x1b[31mred")
    assert code == 1 and "\x1b" not in err and "\\x1b[31mred" in err
