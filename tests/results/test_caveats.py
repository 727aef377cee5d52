"""What sources remark on an act travels with it: that its row was only inferred, that two days are printed."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from thbgraph.graph import KnowledgeGraph
from thbgraph.results import formats

#: State, treaty, and a remark on its consent.
REMARKS = [
    ("Cyprus", "CETS 197", "[row order inferred] One of the pages lost most names of countries"),
    ("Austria", "CETS 197", "Another page has 12 December 2006"),
    ("Antigua and Barbuda", "Palermo Protocol", "so the letter was probably lost"),
    ("Slovakia", "CETS 197", "The day of deposit; the President ratified on 20 February 2007"),
]


@pytest.mark.parametrize(("state", "treaty", "remark"), REMARKS)
def test_status_tells_the_remarks_on_what_decides_it(
    graph: KnowledgeGraph, state: str, treaty: str, remark: str
) -> None:
    found = graph.status(state, treaty, as_of="2010-03-20")
    told = [caveat for ground in found.grounds for caveat in ground.caveats]
    assert any(remark in caveat for caveat in told)
    assert remark in " ".join(str(found).split())
    content = json.loads(formats.write(found, "json"))
    assert any(remark in caveat for ground in content["grounds"] for caveat in ground["caveats"])


@pytest.fixture(scope="module")
def cited(graph: KnowledgeGraph) -> Any:
    """The parties of the European Union to CETS No. 197, cited."""
    return graph.ask("bound-by", group="EU", instrument="CETS 197", cite=True)


@pytest.mark.parametrize(("state", "remark"), [(one, text) for one, of, text in REMARKS if of == "CETS 197"])
def test_a_cited_row_has_the_remarks_in_csv_json_and_table(cited: Any, state: str, remark: str) -> None:
    (row,) = [row for row in cited if row.party.label == state]
    assert any(remark in caveat for caveat in cited.caveats_of(row))
    lines = list(csv.DictReader(io.StringIO(formats.write(cited, "csv"))))
    assert [state] == [line["partyLabel"] for line in lines if remark in line["caveats"]] or state == "Cyprus"
    assert any(remark in line["caveats"] for line in lines if line["partyLabel"] == state)
    entries = json.loads(formats.write(cited, "json"))["rows"]
    assert any(remark in caveat for one in entries if one["partyLabel"] == state for caveat in one["caveats"])
    assert remark in formats.write(cited.replace(full=True), "text") and remark.replace("[", "").split("] ")[
        -1
    ] in formats.write(cited, "html")


def test_an_answer_without_evidence_has_no_column_for_them(graph: KnowledgeGraph) -> None:
    assert "caveats" not in formats.write(graph.ask("bound-by", group="EU"), "csv").splitlines()[0]
