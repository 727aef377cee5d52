"""`check --memo`: what passages are said to print, held against a copy of the memo."""

from __future__ import annotations

import hashlib

import pytest

from thbgraph.base.errors import RequestError
from thbgraph.build.source_files import Statement
from thbgraph.checking.printed import printed_findings
from thbgraph.rdf.trig import read_trig

TEXT = "GRETA  held its fourth meeting"
CHECKSUM = hashlib.sha256(TEXT.encode()).hexdigest()
DATA = f"""
@prefix schema: <https://schema.org/> .
@prefix thb: <https://w3id.org/thbgraph/ontology#> . @prefix id: <https://w3id.org/thbgraph/id/> .
@prefix memo: <https://w3id.org/thbgraph/memo/> . @prefix source: <https://w3id.org/thbgraph/source/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
source:memo {{ memo:2-12 schema:sha256 "{CHECKSUM}" . memo:2-13 schema:sha256 "0" . }}
memo:2-12 {{
  id:greta thb:printedName "GRETA"@en , "Greta"@en , "GRETA held"@en ; dcterms:description "Not printed"@en .
}}
memo:2-13 {{ id:greta thb:printedName "nowhere"@en . }}
source:editors {{ id:greta dcterms:title "A title of the editors"@en . }}
"""


def statements() -> list[Statement]:
    return [
        Statement(quad, "data/memo/2.trig", number)
        for number, quad in enumerate(read_trig(DATA, "2.trig"), 1)
    ]


def test_a_name_that_the_passage_does_not_print_is_told_with_its_line() -> None:
    found = list(printed_findings(statements(), {CHECKSUM: TEXT}))
    assert [finding.message.partition(";")[0] for finding in found] == [
        "no paragraph of the copy has the checksum of memo:2-13",
        'memo:2-12 does not print "Greta", the thb:printedName of id:greta',
    ]
    assert all(finding.line is not None for finding in found)


def test_another_text_is_refused() -> None:
    with pytest.raises(RequestError, match="is it the same memo"):
        list(printed_findings(statements(), {"1": "another text"}))


def test_who_describes_a_paragraph_is_told_its_checksum() -> None:
    with pytest.raises(RequestError, match=r"\n  1 another text$"):
        list(printed_findings(statements(), {"1": "another text"}))
    first, *_ = printed_findings(statements(), {CHECKSUM: TEXT, "1": "another  text", "2": ""})
    assert first.message.splitlines()[1:] == ["  1 another text"]
