"""Kinds of conflict that files declare: one is added without Python, and each fault of a file is told at its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from places import ROOT
from thbgraph.base.errors import DataError, ParameterError
from thbgraph.base.namespaces import ID, MEMO, PREFIXES
from thbgraph.base.terms import short
from thbgraph.build import homes
from thbgraph.cli import main
from thbgraph.conflicts import kinds_with, read_kinds
from thbgraph.conflicts.kinds import declared, kind_of
from thbgraph.conflicts.source_statements import Sources
from thbgraph.graph import KnowledgeGraph, check, open_graph
from thbgraph.results.conflict import Conflict, Conflicts
from thbgraph.status.records import Records
from thbgraph.stores.embedded import EmbeddedStore

NAME = "queries/conflicts/seat.rq"
KIND = """#+ summary: sources give a body two seats
#+ rule: Two values of `schema:location`.
#+ about: [body]
#+ question: "{body}: where?"
#+ sides:
#+   - {says: "in {one}[ ({note})|, without a note]", of: [body], by: first}
#+   - {says: "in {other}", of: [body], by: second}
#+   - {says: "since {from to until}", of: [body], by: first}
#+ reading: "[{one}, says {note}|open: {one} or {other}]."
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX thb: <https://w3id.org/thbgraph/ontology#>

SELECT ?body ?one ?other ?first ?second ?note ?from ?until WHERE {
  GRAPH ?first { ?body schema:location ?one }
  GRAPH ?second { ?body schema:location ?other }
  FILTER(STR(?first) < STR(?second) && ?one != ?other)
  OPTIONAL { GRAPH ?first { ?body skos:note ?note } }
  OPTIONAL { ?body thb:notBefore ?from }
  OPTIONAL { ?body thb:notAfter ?until }
}
ORDER BY ?body ?first ?second
"""
#: A kind of which the small home has one.
MONITORS = """#+ summary: two passages say that a body monitors an instrument
#+ rule: Two passages with `thb:monitors`.
#+ about: [body, instrument]
#+ question: "{name of body}: who says so?"
#+ sides:
#+   - {says: "the first, of {instrument}", of: [body], by: first}
#+   - {says: the second, of: [body], by: second}
#+ reading: both.
PREFIX thb: <https://w3id.org/thbgraph/ontology#>

SELECT ?body ?instrument ?first ?second WHERE {
  GRAPH ?first { ?body thb:monitors ?instrument }
  GRAPH ?second { ?body thb:monitors ?instrument }
  FILTER(STR(?first) < STR(?second))
}
"""


def find(data: str, text: str = KIND) -> list[Conflict]:
    prologue = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    quads = list(ox.parse(prologue + data, format=ox.RdfFormat.TRIG))
    store = EmbeddedStore.holding(quads)
    return list(declared(kind_of(text, NAME), store, Sources(Records(quads), store, short)))


ONE, OTHER = 'memo:1-1 { id:b schema:location "Paris" . }', 'memo:1-2 { id:b schema:location "Rome" . }'


def test_a_row_is_a_conflict_with_its_sides_and_reading() -> None:
    (found,) = find(ONE + OTHER)
    assert (found.kind, found.about, found.question) == ("seat", (ID + "b",), "id:b: where?")
    assert [(side.says, side.graphs) for side in found.sides] == [
        ("in Paris, without a note", (MEMO + "1-1",)),
        ("in Rome", (MEMO + "1-2",)),
    ]
    assert found.reading == "open: Paris or Rome."
    assert find(ONE) == []


def test_rows_about_one_thing_are_one_conflict_with_each_side_once() -> None:
    third = 'memo:1-3 { id:b schema:location "Rome" . }'
    (found,) = find(ONE + OTHER + third)
    assert [(side.says, side.graphs) for side in found.sides] == [
        ("in Paris, without a note", (MEMO + "1-1",)),
        ("in Rome", (MEMO + "1-2", MEMO + "1-3")),
    ]
    another = ONE.replace("id:b", "id:c") + OTHER.replace("id:b", "id:c")
    assert [one.about for one in find(ONE + OTHER + another)] == [(ID + "b",), (ID + "c",)]


def test_parts_in_brackets_and_days_take_what_there_is() -> None:
    note = 'memo:1-1 { id:b skos:note "moved {later}."@en . }'
    days = 'memo:1-1 { id:b thb:notBefore "2005-01-01"^^xsd:date ; thb:notAfter "2005-12-31"^^xsd:date . }'
    (found,) = find(ONE + OTHER + note + days)
    assert [side.says for side in found.sides] == ["in Paris (moved {later})", "in Rome", "since 2005"]
    assert found.reading == "Paris, says moved {later}."
    (found,) = find(ONE + OTHER + days.replace(' ; thb:notAfter "2005-12-31"^^xsd:date', ""))
    assert found.sides[-1].says == "since from 1 January 2005"


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("#+ rule:", "#+ rules:", 1, "exactly the keys summary, rule, about"),
        ("{body}: where", "{boddy}: where", 4, "'boddy' is no column of the query"),
        ("{one}, says", "{name of onee}, says", 9, "'onee' is no column"),
        ("{from to until}", "{from to unti}", 5, "'unti' is no column"),
        ("about: [body]", "about: [bodies]", 3, "'bodies' is no column"),
        ("about: [body]", "about: [[body]]", 3, "is no column"),
        ("about: [body]", "about: body", 3, "about must be a list"),
        ("by: second", "by: third", 5, "'third' is no column"),
        ("by: second}", "because: second}", 5, "a side has exactly the keys"),
        ("in {other}", "in {other", 5, "braces in the sides may hold only a column"),
        ("in {other}", "in {other!r}", 5, "braces in the sides may hold only a column"),
        ("#+ summary: sources", "#+ summary: {", 2, "the header is not valid YAML"),
        ("SELECT ?body", "SELECT ?body ?body (", 14, "the query does not parse"),
        (
            "SELECT ?body ?one ?other ?first ?second ?note ?from ?until",
            "ASK",
            None,
            "expected a SELECT query",
        ),
    ],
)
def test_a_faulty_file_is_a_finding_and_finds_no_conflict(
    home: Path, old: str, new: str, line: int | None, said: str
) -> None:
    assert old in KIND
    (home / "queries/conflicts").mkdir()
    (home / NAME).write_text(KIND.replace(old, new, 1), encoding="utf-8")
    found = [finding for finding in check(home) if finding.path == NAME]
    assert [finding.line for finding in found] == [line] and said in found[0].message
    with pytest.raises(DataError, match=NAME):
        open_graph(home).conflicts()


def test_a_kind_of_the_program_is_not_declared_again(home: Path) -> None:
    (home / "queries/conflicts").mkdir()
    (home / "queries/conflicts/value.rq").write_text(KIND, encoding="utf-8")
    assert any("the kind value is one of the program's" in finding.message for finding in check(home))


@pytest.mark.usefixtures("built")
def test_a_new_kind_needs_no_python(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("THBGRAPH_HOME", str(home))
    plain = open_graph(home)
    assert (
        list(kinds_with(read_kinds(homes.conflict_texts(home)))) == ["value", "status", "count", "refused"]
        and not plain.conflicts()
    )
    with pytest.raises(ParameterError, match="kinds are value, status, count, refused"):
        plain.conflicts(kind="seat")
    (home / "queries/conflicts").mkdir()
    (home / NAME).write_text(MONITORS, encoding="utf-8")
    assert not check(home, files=[NAME])
    (found,) = open_graph(home).conflicts(kind="seat")
    assert found.question == "GRETA: who says so?"
    assert [side.graphs for side in found.sides] == [(MEMO + "2-1",), (MEMO + "2-2",)]
    assert all(iri in found.sources for iri in found.graphs)
    assert main(["conflicts", "--kind", "seat"]) == 0
    assert capsys.readouterr().out.startswith("1 conflict: 1 seat\n")
    shutil.rmtree(home / "queries/conflicts")
    assert not open_graph(home).conflicts()


@pytest.mark.usefixtures("built")
def test_conflicts_are_found_once_for_a_build_and_again_where_their_file_is_damaged(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "queries/conflicts").mkdir()
    (home / NAME).write_text(MONITORS, encoding="utf-8")
    finds, find = list[str](), KnowledgeGraph._find_conflicts

    def noted(self: KnowledgeGraph, records: Records) -> Conflicts:
        finds.append("found")
        return find(self, records)

    monkeypatch.setattr(KnowledgeGraph, "_find_conflicts", noted)
    (first,) = open_graph(home).conflicts()
    folder = open_graph(home).index.folder
    assert folder is not None and [*open_graph(home).conflicts()] == [first] and len(finds) == 1
    file = folder / "conflicts"
    for damage in (b"", b"[]", file.read_bytes().replace(b"GRETA", b"GRETX"), file.read_bytes()[:-9]):
        finds.clear()
        file.write_bytes(damage)
        assert [*open_graph(home).conflicts()] == [first] and finds == ["found"]
    file.unlink()
    file.mkdir()  # where it cannot be written each process finds them
    assert [*open_graph(home).conflicts()] == [first]


def test_the_files_of_the_real_home_are_read() -> None:
    names = sorted(path.stem for path in (ROOT / "queries/conflicts").glob("*.rq"))
    assert names == [
        "ended", "entry-into-force", "founding", "identifier", "list", "replaced", "role", "signature",
    ]  # fmt: skip
