"""The command `link`: what it lists and shows, what it finds wrong, and identifiers as arguments."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from command_line import run
from copying import copied_home
from thbgraph.base.namespaces import ID
from thbgraph.build import source_files as sources
from thbgraph.graph import KnowledgeGraph

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module", autouse=True)
def built(graph: object) -> None:
    """Builds once, so that no command does."""


def test_the_list_has_every_link_and_says_how_it_matches() -> None:
    rows = list(csv.DictReader(run("link", "list").stdout.splitlines()))
    links = [link for links in sources.read_links(ROOT) for link in links.links]
    assert len(rows) == len(links)
    found = {(row["entity"], row["identifier"]): row for row in rows}
    assert found["id:mda", "wd:Q217"]["iri"] == "http://www.wikidata.org/entity/Q217"
    assert found["id:mda", "wd:Q217"]["match"] == "exact"
    assert found["id:unhcr", "wd:Q28606331"]["match"] == "rejected"
    assert found["id:icrc", "eurovoc:312"]["match"] == "close"
    assert found["id:untoc", "untc:XVIII-12"]["iri"] == ""


def test_one_target_and_what_it_lacks() -> None:
    rows = list(csv.DictReader(run("link", "list", "--target", "ror").stdout.splitlines()))
    assert {row["scheme"] for row in rows} == {"ror"}
    lacking = list(csv.DictReader(run("link", "list", "--unlinked", "--target", "ror").stdout.splitlines()))
    assert ("id:ilo", "none seen") in {(row["entity"], row["reason"]) for row in lacking}
    done = run("link", "list", "--target", "viaf")
    assert done.returncode == 2 and "there is no scheme 'viaf'; choose from: celex" in done.stderr


def test_an_entity_is_shown_with_evidence_rejected_candidates_and_gaps() -> None:
    shown = run("link", "show", "OSCE").stdout
    assert "wikidata: exact wd:Q81299" in shown and "wikidata: rejected wd:Q41550" in shown
    assert "ror: none (none seen)" in shown and "evidence: https://github.com/" in shown
    assert run("link", "show", "wd:Q81299").stdout == shown
    none = run("link", "show", "Audiences")
    assert none.returncode == 1 and "no links" in none.stdout
    assert run("link", "show", "wd:Q41550").returncode == 2


def test_the_links_are_sound_and_a_fault_is_named_with_file_and_line(tmp_path: Path) -> None:
    done = run("link", "check")
    assert done.returncode == 0 and done.stdout.startswith("no findings in ")
    copied_home(tmp_path)
    name = "data/links/eu-countries.sssom.tsv"
    text = (tmp_path / name).read_text(encoding="utf-8")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if row.startswith("id:swe\t"))
    (tmp_path / name).write_text(text.replace("eu-country:SWE", "eu-country:FIN"), encoding="utf-8")
    done = run("link", "check", THBGRAPH_HOME=str(tmp_path))
    assert done.returncode == 1
    assert f"{name}:{line}: id:fin (line " in done.stdout and "exactly matches eu-country:FIN" in done.stdout


def test_an_action_is_needed_and_known() -> None:
    assert run("link").returncode == 2
    done = run("link", "chek")
    assert done.returncode == 2 and "check" in done.stderr


@pytest.mark.parametrize(
    "state", ["MD", "MDA", "wd:Q217", "https://sws.geonames.org/617790/", "eu-country:MDA"]
)
def test_a_state_is_named_by_any_of_its_identifiers(graph: KnowledgeGraph, state: str) -> None:
    assert graph.find(state).iri == ID + "mda"
    assert run("why", state, "a", "thb:State").returncode == 0


@pytest.mark.parametrize("group", ["wd:Q789769", "eu-body:CBSS", "http://eurovoc.europa.eu/8396"])
def test_a_question_takes_linked_identifiers(graph: KnowledgeGraph, group: str) -> None:
    asked = run("ask", "bound-by", f"group={group}", "instrument=XVIII-12-a", "--format", "csv")
    named = graph.ask("bound-by", group="CBSS", instrument="Palermo Protocol")
    assert asked.returncode == 0 and len(asked.stdout.splitlines()) == len(named) + 1 > 2
    assert [list(row) for row in graph.ask("bound-by", group=group, instrument="XVIII-12-a")] == [
        list(row) for row in named
    ]
