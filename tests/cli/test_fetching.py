"""The commands `link fetch` and `link drift`, one after the other, against a server on this machine."""

from __future__ import annotations

import csv
import io
import os
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import command_line
from thbgraph.external.fetched_facts import ENDPOINT

run = partial(command_line.run, "link")

#: What Wikidata says, in its own form, hand-written: one true thing, and four that differ from the graph.
SAID = """
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wds: <http://www.wikidata.org/entity/statement/> .
@prefix wdv: <http://www.wikidata.org/value/> .
@prefix p: <http://www.wikidata.org/prop/> .
@prefix ps: <http://www.wikidata.org/prop/statement/> .
@prefix psv: <http://www.wikidata.org/prop/statement/value/> .
@prefix pq: <http://www.wikidata.org/prop/qualifier/> .
@prefix pqv: <http://www.wikidata.org/prop/qualifier/value/> .
@prefix wikibase: <http://wikiba.se/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
wdv:d wikibase:timePrecision 11 .
wd:Q33 rdfs:label "Finland"@en ; p:P463 wds:Q33-1 , wds:Q33-2 .
wds:Q33-1 ps:P463 wd:Q789769 ; wikibase:rank wikibase:NormalRank ;
  pq:P580 "1992-03-05T00:00:00Z"^^xsd:dateTime ; pqv:P580 wdv:d .
wds:Q33-2 ps:P463 wd:Q7184 ; wikibase:rank wikibase:NormalRank ;
  pq:P580 "2023-04-04T00:00:00Z"^^xsd:dateTime ; pqv:P580 wdv:d .
wd:Q789769 rdfs:label "Board of the Baltic Sea"@en ; p:P576 wds:Q789769-1 .
wds:Q789769-1 ps:P576 "2030-01-01T00:00:00Z"^^xsd:dateTime ; psv:P576 wdv:d ; wikibase:rank wikibase:NormalRank .
"""


@pytest.fixture(autouse=True)
def nothing_fetched(graph: object) -> Iterator[None]:
    """The graph is built once, and nothing that a test fetches is left."""
    folder = Path(os.environ["THBGRAPH_CACHE"]) / "fetched"
    shutil.rmtree(folder, ignore_errors=True)
    yield
    shutil.rmtree(folder, ignore_errors=True)


def test_with_nothing_fetched_it_says_what_to_run() -> None:
    done = run("drift")
    assert done.returncode == 2 and done.stdout == ""
    assert "nothing has been fetched to compare with; run: thbgraph link fetch\n" in done.stderr
    assert "run: thbgraph link fetch --target eurovoc" in run("drift", "--target", "eurovoc").stderr
    assert "gives no RDF to fetch" in run("drift", "--target", "cets").stderr


@pytest.mark.slow
def test_what_is_fetched_is_compared(web: Any) -> None:
    web.answers[f"/{ENDPOINT}"] = (200, {"Content-Type": "text/turtle"}, SAID.encode())
    assert run("fetch", "--target", "wikidata", "--via", web.url).returncode == 0
    done = run("drift", "--target", "wikidata", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["entityLabel"], row["what"], row["here"], row["there"]) for row in rows] == [
        ("Council of the Baltic Sea States", "end", "", "2030-01-01"),
        (
            "Council of the Baltic Sea States",
            "label",
            "Council of the Baltic Sea States",
            "Board of the Baltic Sea",
        ),
        ("Finland", "start of membership", "1992-03-06", "1992-03-05"),
    ]
    assert {row["retrieved"][:2] for row in rows} == {"20"} and rows[2]["sources"] == "cbss members"
    given = run("drift", "--mismatch-finder").stdout
    assert given.splitlines()[1:] == [
        "Q33,Q33$1,P580,1992-03-05,,1992-03-06,https://w3id.org/thbgraph/id/fin,qualifier"
    ]


@pytest.mark.slow
def test_what_a_source_states_does_not_steer_the_terminal(web: Any) -> None:
    said = SAID.replace('"Board of the Baltic Sea"', r'"Baltic\u001B[31m"')
    web.answers[f"/{ENDPOINT}"] = (200, {"Content-Type": "text/turtle"}, said.encode())
    assert run("fetch", "--target", "wikidata", "--via", web.url).returncode == 0
    done = run("drift", "--format", "table")
    assert "Baltic" in done.stdout and "\x1b" not in done.stdout
