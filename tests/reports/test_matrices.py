"""The matrix is the answer to `status-matrix`, wide: the same statuses and days, each with its marks."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest

from command_line import run
from thbgraph.base.errors import ParameterError, UnknownEntity
from thbgraph.graph import KnowledgeGraph
from thbgraph.reports.matrices import SIGNS
from thbgraph.results.formats import write_bytes
from thbgraph.results.values import between, shown


@pytest.mark.parametrize(("group", "day"), [("CBSS", "2010-02-23"), ("Nordic Council", "2008-01-01")])
def test_every_row_of_the_answer_is_a_cell(graph: KnowledgeGraph, group: str, day: str) -> None:
    matrix, answer = graph.matrix(group, as_of=day), graph.ask("status-matrix", group=group, asOf=day)
    at = {one.iri: number for number, one in enumerate(matrix.instruments)}
    lines = {line.state: line for line in matrix.lines}
    assert sum(cell is not None for line in matrix.lines for cell in line.cells) == len(answer)
    for row in answer:
        cell = lines[row.country].cells[at[row.instrument.iri]]
        assert cell is not None and cell.status == row.status.iri and cell.sign == SIGNS[row.status.iri][0]
        if row.sinceLatest is not None:
            assert cell.days == shown(between(row.sinceEarliest, row.sinceLatest))
        if row.openAct is not None:
            assert (
                cell.days
                == f"{row.openAct.label.lower()} {shown(between(row.notBefore, row.notAfter))}".strip()
            )
        assert {str(day.year) for day in cell.span if day} == {*cell.years.split("–")} - {""}
        assert cell.told.sources, (row.country, row.instrument)
    assert {line.code for line in matrix.lines if line.state.label == "Finland"} == {"FIN"}


def test_a_group_without_members_keeps_its_day(graph: KnowledgeGraph) -> None:
    matrix = graph.matrix("Benelux Union", as_of="2010-02-23")
    assert not matrix.lines and matrix.as_of.isoformat() == "2010-02-23"
    assert "Benelux Union, 23 February 2010: states by treaties" in run("matrix", "Benelux Union").stdout


def test_some_treaties_alone(graph: KnowledgeGraph) -> None:
    matrix = graph.matrix("CBSS", "CETS 197", "Palermo Protocol", as_of="2010-01-26")
    assert matrix.short == ("CETS 197", "Palermo Protocol")
    finland = next(line for line in matrix.lines if line.state.label == "Finland")
    assert [str(cell.line) for cell in finland.cells if cell] == ["○ 29 August 2006", "● 7 October 2006"]


def test_the_command_fits_the_page() -> None:
    done = run(
        "matrix", "CBSS", "asOf=2010-01-26", "--instrument", "CETS 197", "--instrument", "Palermo Protocol"
    )
    assert done.returncode == 0 and done.stderr == ""
    assert all(len(line) <= 80 for line in done.stdout.splitlines() if "http" not in line)
    assert "● party" in done.stdout and "Lithuania" in done.stdout
    text = run("matrix", "CBSS", "asOf=2010-01-26", "--format", "csv", "--instrument", "CETS 197").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["stateLabel"]: row["CETS 197"] for row in rows}["Latvia"] == "party, 1 July 2008"


def test_wrong_arguments_are_refused(graph: KnowledgeGraph) -> None:
    for call in (lambda: graph.matrix("Atlantis"), lambda: graph.matrix("CBSS", "Finland")):
        with pytest.raises((UnknownEntity, ParameterError)):
            call()
    with pytest.raises(ParameterError):
        graph.matrix("CBSS", as_of="soon")
    assert run("matrix").returncode == 2


def test_a_group_without_states_has_no_lines(graph: KnowledgeGraph) -> None:
    matrix = graph.matrix("UNICEF", as_of="2010-02-23")
    assert matrix.lines == () and str(matrix)


def test_a_workbook_has_a_row_for_each_state_and_nothing_to_run(graph: KnowledgeGraph) -> None:
    matrix = graph.matrix("CBSS", as_of="2010-02-23")
    with zipfile.ZipFile(io.BytesIO(write_bytes(matrix, "xlsx"))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        texts = book.read("xl/sharedStrings.xml").decode()
    assert sheet.count("<row ") == len(matrix.lines) + 1 and "<f>" not in sheet
    assert "Finland" in texts and "signatory, 29 August 2006" in texts
    assert write_bytes(matrix, "xlsx") == write_bytes(matrix, "xlsx")
