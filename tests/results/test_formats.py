"""The registry of formats: every kind of result has its own formats, JSON of its fields, and a table."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from types import ModuleType

import pytest

from thbgraph.base.dates import PartialDate
from thbgraph.base.errors import RequestError
from thbgraph.base.findings import Finding
from thbgraph.base.values import Days, Entity
from thbgraph.results import formats
from thbgraph.results.answer import Answer
from thbgraph.results.diagnosis import Cause, Diagnosis
from thbgraph.results.formats import FORMATS, Format, format_named, format_of_file, formats_of, write
from thbgraph.results.listing import Listing
from thbgraph.results.render.json import fields_of
from thbgraph.results.status import Ground, StatusOnDay

STANDING = StatusOnDay(
    Entity("id:fin", "Finland"),
    "Finland",
    Entity("id:x", "Treaty"),
    date(2010, 2, 23),
    "party",
    bounds=Days(None, date(2010, 1, 1)),
    grounds=(Ground("id:a", "an <act>", ("g",)), Ground("id:b", "another", ())),
    sources={"g": "a source"},
)
DIAGNOSIS = Diagnosis((Cause("not-recorded", "nothing | is recorded", "ask otherwise"),))


def test_a_result_without_a_table_of_its_own_is_one_of_its_fields() -> None:
    rows = dict(line.split(",", 1) for line in write(STANDING, "csv").splitlines())
    assert rows["state"] == "id:fin,Finland" and rows["as of"] == "2010-02-23,"
    assert rows["grounds"] == "an <act>; another," and rows["bounds"] == "by 1 January 2010,"
    assert "sources" not in rows and "since" not in rows  # the first is no cell, the second empty
    assert "an &lt;act&gt;" in write(STANDING, "html")
    assert "nothing \\| is recorded" in write(DIAGNOSIS, "markdown")


@pytest.mark.parametrize("result", [DIAGNOSIS, Listing([DIAGNOSIS]), Listing([])])
def test_a_notebook_shows_a_table(result: object) -> None:
    assert "<table" in result._repr_html_()  # type: ignore[attr-defined]
    assert "|---|" in result._repr_markdown_() or not result or result == ()  # type: ignore[attr-defined]


def test_a_notebook_shows_a_result_that_is_laid_out_as_a_document() -> None:
    page = STANDING._repr_html_()  # type: ignore[attr-defined]
    assert "<h1>Finland: Treaty</h1>" in page and "an &lt;act&gt;" in page
    assert STANDING._repr_markdown_().startswith("# Finland: Treaty\n")  # type: ignore[attr-defined]


def test_fields_are_json() -> None:
    fields = json.loads(write(DIAGNOSIS, "json"))
    assert fields["causes"][0] == {**DIAGNOSIS.causes[0]._asdict(), "about": [], "near": []}
    findings = Listing([Finding("a.trig", 3, "syntax", "wrong")])
    assert json.loads(write(findings, "json")) == [findings[0]._asdict()]
    assert fields_of({"a": PartialDate(2009, 12), "b": (True, 1.5, date(2010, 1, 1))}) == {
        "a": "2009-12",
        "b": [True, 1.5, "2010-01-01"],
    }
    assert fields_of(STANDING)["asOf"] == "2010-02-23"


def test_a_format_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(
        RequestError, match=f"no format 'xml' here; choose from: {', '.join(formats_of('StatusOnDay'))}"
    ):
        write(STANDING, "xml")
    with pytest.raises(
        RequestError, match=f"no format 'trig' here; choose from: {', '.join(formats_of('Listing'))}"
    ):
        write(DIAGNOSIS, "trig")


def test_every_result_is_written_as_text() -> None:
    assert write(DIAGNOSIS, "text") == write(DIAGNOSIS, "table") != ""
    assert "7.5" in write(Answer(["number"], []).replace(summary="It is 7.5."), "text")


@pytest.mark.parametrize(
    ("kind", "name", "form"),
    [
        ("Statements", "ttl", "turtle"), ("Statements", "nt", "ntriples"), ("Statements", "n-quads", "nquads"),
        ("Statements", "json-ld", "jsonld"), ("Statements", "application/ld+json", "jsonld"),
        ("Statements", "json", "jsonld"), ("Answer", "json", "json"), ("Answer", "md", "markdown"),
        ("Answer", "application/sparql-results+json", "json"), ("Answer", "text/csv", "csv"),
        ("bool", "table", "text"), ("Explanation", "text/turtle", "turtle"),
    ],
)  # fmt: skip
def test_a_format_has_other_names_and_media_types(kind: str, name: str, form: str) -> None:
    assert format_named(name, formats_of(kind)) == form


@pytest.mark.parametrize(
    ("kind", "path", "form"),
    [
        ("Answer", "x.json", "json"), ("Answer", "x.csv.gz", "csv"), ("Answer", "a.b/X.CSV", "csv"), ("Answer", "x", None),
        ("Answer", "/dev/stdout", None), ("Answer", ".csv", None), ("Answer", "..", None), ("Answer", "x.", None),
        ("Statements", "x.ttl", "turtle"), ("Statements", "x.json", "jsonld"), ("Statements", "x.nq", "nquads"),
        ("Page", "x.txt", "text"), ("Answer", "x.srx", "xml"),
    ],
)  # fmt: skip
def test_the_ending_of_a_file_tells_its_format(kind: str, path: str, form: str | None) -> None:
    assert format_of_file(path, formats_of(kind)) == form


@pytest.mark.parametrize("path", ["x.odt", "x.csv.zip", "x.odt.gz", "x.ttl", "x." + "y" * 999, "x.\x1b[31m"])
def test_an_ending_that_nobody_knows_is_refused_with_those_that_are_known(path: str) -> None:
    with pytest.raises(
        RequestError, match=r"choose from: \.txt, \.csv, \.tsv, (?:\.\w+, )*\.json, "
    ) as caught:
        format_of_file(path, formats_of("Answer"))
    assert len(caught.value.message) < 200


def test_no_two_formats_of_a_kind_share_a_name_or_ending_but_by_order() -> None:
    for kind in (
        "Answer",
        "bool",
        "Statements",
        "Explanation",
        "StatusOnDay",
        "Conflicts",
        "Page",
        "Listing",
    ):
        for form in formats_of(kind):
            assert format_named(form, formats_of(kind)) == form
            for ending in FORMATS[form].endings:
                assert format_of_file("x" + ending, formats_of(kind)) == form


def test_a_format_is_declared_once_for_every_kind_of_result(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("Answer", "Listing", "Report", "StatusOnDay", "Page", "Conflicts"):
        assert {"csv", "tsv", "xlsx", "json", "markdown", "html", "docx", "pdf"} <= {*formats_of(kind)}
    module = ModuleType("thbgraph.results.render.lines")
    module.to_lines = lambda answer: f"{len(answer)} rows\n"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "thbgraph.results.render.lines", module)
    monkeypatch.setitem(FORMATS, "lines", Format("lines", "lines", "table"))
    assert formats._written(STANDING, "lines") == "12 rows\n"


def test_the_names_of_formats_load_no_writer() -> None:
    code = "import thbgraph.results.formats as f, sys; f.formats_of('Answer'); print('typing' in sys.modules)"
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True)
    assert done.stdout in ("False\n", "") or done.stderr  # without site-packages the engine is not there
    assert {"text", "json", "markdown", "turtle"} <= {*formats_of("Explanation")}
