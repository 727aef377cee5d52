"""The matrix is the answer to `status-matrix`, wide: the same statuses and days, each with its marks."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest

from command_line import run
from thbgraph.base.errors import ParameterError, UnknownEntity
from thbgraph.base.values import between, shown
from thbgraph.graph import KnowledgeGraph
from thbgraph.results.document import Cell, Items, Table
from thbgraph.results.formats import write_bytes

SIGNS = {
    "Party": "●", "Contracting": "◐", "Signatory": "○", "FormerParty": "◌", "Undetermined": "?", "NoAct": "×",
    "NotApplicable": "/",
}  # fmt: skip


@pytest.mark.parametrize(("group", "day"), [("CBSS", "2010-02-23"), ("Nordic Council", "2008-01-01")])
def test_every_row_of_the_answer_is_a_cell(graph: KnowledgeGraph, group: str, day: str) -> None:
    found, answer = (
        graph.report("matrix", group=group, as_of=day),
        graph.ask("status-matrix", group=group, asOf=day),
    )
    assert [row.values for row in found["matrix"]] == [row.values for row in answer]
    (grid, declarations, _) = (block for section in found.document().sections for block in section.blocks)
    assert isinstance(grid, Table) and isinstance(declarations, Items)
    assert "ILO C105: Denmark, by its declaration, accepts" in "; ".join(map(str, declarations.items))
    cells = {
        (str(line[0]), head): cell
        for line in grid.rows
        for head, cell in zip(grid.columns, line, strict=True)
        if isinstance(cell, Cell)
    }
    for row in answer:
        cell = cells[row.country.label, graph.short_name(row.instrument.iri)]
        assert cell.sources, (row.country, row.instrument)
        assert str(cell).startswith(SIGNS[row.status.iri.rpartition("#")[2]])
        if row.openAct is None and row.sinceLatest is not None:
            assert shown(between(row.sinceEarliest, row.sinceLatest)) in str(cell)
        if row.openAct is not None:
            assert row.openAct.label.lower() in str(cell)
    assert {row.code for row in found.table() if row.state.label == "Finland"} == {"FIN"}


def test_a_cell_names_no_source_that_says_nothing_of_its_treaty(graph: KnowledgeGraph) -> None:
    sources = {
        source.iri.rpartition("/")[2]
        for section in graph.report("matrix", group="CBSS", as_of="2010-02-23").document().sections
        for block in section.blocks
        if isinstance(block, Table)
        for line in block.rows
        for cell in line[1:]
        for source in cell.sources
    }
    assert "untc-acts" in sources and not [name for name in sources if name.startswith("cbss")]


def test_a_group_without_members_keeps_its_day(graph: KnowledgeGraph) -> None:
    found = graph.report("matrix", group="Benelux Union", as_of="2010-02-23")
    assert "matrix" not in found and str(found.given["asOf"]) == "2010-02-23"
    assert (
        "Where members of the Benelux Union stood under each treaty on 23 February 2010"
        in run("matrix", "Benelux Union").stdout
    )


def test_some_treaties_alone(graph: KnowledgeGraph) -> None:
    table = graph.report(
        "matrix", group="CBSS", instrument=["CETS 197", "Palermo Protocol"], as_of="2010-01-26"
    ).table()
    assert table.columns == ("state", "code", "Palermo Protocol", "CETS 197")
    finland = next(row for row in table if row.state.label == "Finland")
    assert finland.values[2:] == ("party, 7 October 2006", "signatory, 29 August 2006")


def test_the_command_fits_the_page() -> None:
    done = run("matrix", "CBSS", "asOf=2010-01-26", "CETS 197", "instrument=Palermo Protocol")
    assert done.returncode == 0 and done.stderr == ""
    assert all(len(line) <= 80 for line in done.stdout.splitlines() if "http" not in line)
    assert "● party" in done.stdout and "Lithuania" in done.stdout
    text = run("matrix", "CBSS", "asOf=2010-01-26", "--format", "csv", "instrument=CETS 197").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["stateLabel"]: row["CETS 197"] for row in rows}["Latvia"] == "party, 1 July 2008"


def test_wrong_arguments_are_refused(graph: KnowledgeGraph) -> None:
    for call in (
        lambda: graph.report("matrix", group="Atlantis"),
        lambda: graph.report("matrix", group="CBSS", instrument="Finland"),
    ):
        with pytest.raises((UnknownEntity, ParameterError)):
            call()
    with pytest.raises(ParameterError):
        graph.report("matrix", group="CBSS", as_of="soon")
    assert run("matrix", "Atlantis").returncode == 2


def test_a_group_without_states_has_no_lines(graph: KnowledgeGraph) -> None:
    matrix = graph.report("matrix", group="UNICEF", as_of="2010-02-23")
    assert "matrix" not in matrix and str(matrix)


def test_a_workbook_has_a_row_for_each_state_and_nothing_to_run(graph: KnowledgeGraph) -> None:
    matrix = graph.report("matrix", group="CBSS", as_of="2010-02-23")
    with zipfile.ZipFile(io.BytesIO(write_bytes(matrix, "xlsx"))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        texts = book.read("xl/sharedStrings.xml").decode()
    assert sheet.count("<row ") == len(matrix.table()) + 1 and "<f>" not in sheet
    assert "Finland" in texts and "signatory, 29 August 2006" in texts
    assert write_bytes(matrix, "xlsx") == write_bytes(matrix, "xlsx")
