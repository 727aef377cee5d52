"""Formats at the command line: no command ignores one, files get what their ending says, JSON holds what is shown."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from command_line import run
from thbgraph.base.namespaces import ID, MEMO
from thbgraph.cli import main
from thbgraph.cli.commands import parser
from thbgraph.results.formats import BINARY, FORMATS, formats_of

#: A command line of each command that takes a format.
COMMANDS = {
    "ask": ["ask", "works-on", "topic=children"],
    "find": ["find", "GRETA"],
    "list": ["list", "Body"],
    "show": ["show", "GRETA"],
    "why": ["why", "GRETA", "deals with", "Trafficking in human beings"],
    "conflicts": ["conflicts", "Finland"],
    "status": ["status", "Finland", "CETS 197"],
    "participants": ["report", "participants", "CETS 197"],
    "brief": ["report", "brief", "GRETA"],
    "matrix": ["report", "matrix", "CBSS", "CETS 197"],
    "levers": ["report", "levers", "CBSS"],
    "path": ["report", "path", "GRETA", "CETS 197"],
    "around": ["report", "around", "GRETA"],
    "export": ["export", "GRETA"],
    "source list": ["source", "list"],
    "source show": ["source", "show", "cbss-members"],
    "link list": ["link", "list", "--target", "ror"],
    "link show": ["link", "show", "OSCE"],
    "link match": ["link", "match", "Finland"],
}


@pytest.fixture(scope="module", autouse=True)
def built(graph: object) -> None:
    """Builds once, so that no command does."""


def printed(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(words) == 0, words
    return capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_every_format_of_a_command_is_its_own(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = COMMANDS[command]
    forms = vars(parser().parse_args(words))["formats"]
    forms = [form for form in forms if form not in BINARY]  # these have tests of their own
    made = {form: printed([*words, "--format", form], capsys) for form in forms}
    assert len(set(made.values())) == len(forms) and all(made.values())
    if "json" in forms:
        assert json.loads(made["json"])
    if "csv" in forms:
        rows = list(csv.reader(io.StringIO(made["csv"]), strict=True))
        assert len(rows) > 1 and {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_is_written_in_the_format_of_its_ending(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = "turtle" if command == "export" else "json"
    path = tmp_path / ("x" + FORMATS[form].endings[0])
    assert printed([*COMMANDS[command], "-o", str(path)], capsys) == ""
    assert path.read_text(encoding="utf-8") == printed([*COMMANDS[command], "--format", form], capsys)
    assert main([*COMMANDS[command], "-o", str(tmp_path / "x.ods")]) == 2
    assert "the ending .ods; choose from: ." in capsys.readouterr().err
    assert not (tmp_path / "x.ods").exists()


def test_a_format_that_is_named_wins_over_the_ending(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("x.json", "x.xlsx"):
        printed(["ask", "works-on", "--format", "csv", "-o", str(tmp_path / name)], capsys)
        assert (tmp_path / name).read_text(encoding="utf-8").startswith("entity,")


def test_the_catalogue_has_two_formats_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    names = {question["name"] for question in json.loads(printed(["ask", "--format", "json"], capsys))}
    assert "works-on" in names
    (one,) = json.loads(printed(["ask", "works-on", "--help", "--format", "json"], capsys))
    assert one["name"] == "works-on" and one["params"][0]["name"] == "topic"
    for words in (["ask", "--format", "csv"], ["ask", "works-on", "--help", "-o", "x.html"]):
        done = run(*words)
        assert done.returncode == 2 and "as text or json, not " in done.stderr and not done.stdout


def test_json_of_what_is_found_and_listed(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(printed(["find", "trafficking", "--format", "json"], capsys))
    assert len(found["things"]) > 20 and found["texts"][0]["place"]["iri"]
    best = json.loads(printed(["find", "GRETA", "--format", "json"], capsys))["things"][0]
    assert best["iri"] == ID + "greta"
    bodies = json.loads(printed(["list", "Body", "--format", "json"], capsys))
    assert {"iri": ID + "greta", "label": best["label"]} in bodies
    sizes = {one["kind"]: one["things"] for one in json.loads(printed(["list", "--format", "json"], capsys))}
    assert sizes["org:OrganizationalUnit"] == len(bodies)


def test_json_of_pages_and_sources(capsys: pytest.CaptureFixture[str]) -> None:
    page = json.loads(printed(["show", "GRETA", "--format", "json"], capsys))
    assert page["entity"]["iri"] == ID + "greta"
    (whole,) = [one for one in page["facts"] if one["property"]["label"] == "unit of"]
    assert whole["value"]["iri"].startswith(ID) and whole["sources"][0]["iri"].startswith(MEMO)
    passage = json.loads(printed(["show", "2-14", "--format", "json"], capsys))
    assert passage["iri"] == MEMO + "2-14" and passage["contents"]
    sources = json.loads(printed(["source", "list", "--format", "json"], capsys))
    (one,) = [source for source in sources if source["iri"].endswith("/cbss-members")]
    assert one == json.loads(printed(["source", "show", "cbss-members", "--format", "json"], capsys))
    assert one["rights"] == "facts; no licence stated"
    assert {type(covered["upTo"]) for source in sources for covered in source["covers"]} == {str}


SELECT = 'SELECT ?b ("x"@en AS ?l) { ?b thb:monitors id:cets-197 } ORDER BY ?b'


def test_queries_give_the_results_of_the_w3c() -> None:
    found = json.loads(run("sparql", SELECT, "--format", "json").stdout)
    assert found["head"]["vars"] == ["b", "l"]
    assert found["results"]["bindings"][0]["l"] == {"type": "literal", "value": "x", "xml:lang": "en"}
    assert run("sparql", SELECT).stdout.splitlines()[0] == "b,l"
    assert run("sparql", SELECT, "--format", "tsv").stdout.splitlines()[0] == "?b\t?l"
    assert json.loads(run("sparql", "ASK {}", "--format", "json").stdout)["boolean"] is True
    cited = json.loads(run("sparql", SELECT, "--cite", "--format", "json").stdout)
    assert cited["rows"][0]["evidence"]["statements"]


def test_what_is_constructed_is_written_as_a_graph(tmp_path: Path) -> None:
    import rdflib

    query, path = "CONSTRUCT WHERE { ?b thb:monitors id:cets-197 }", tmp_path / "x.ttl"
    assert run("sparql", query, "-o", str(path)).returncode == 0
    found = set(rdflib.Graph().parse(path, format="turtle"))
    assert found == set(rdflib.Graph().parse(data=run("sparql", query).stdout, format="nt"))
    document = json.loads(run("sparql", query, "--format", "json-ld").stdout)
    assert document["@context"]["monitors"] and found
    wrong = run("sparql", SELECT, "--format", "turtle")
    assert wrong.returncode == 2 and f"choose from: {', '.join(formats_of('Answer'))}" in wrong.stderr
    xml = run("sparql", query, "--format", "xml").stdout
    assert found == set(rdflib.Graph().parse(data=xml, format="xml"))
    wrong = run("sparql", query, "--format", "sarif")
    assert wrong.returncode == 2 and "choose from: text, csv" in wrong.stderr


def test_other_names_and_media_types_are_taken() -> None:
    turtle = run("export", "GRETA", "--format", "ttl").stdout
    assert turtle and turtle == run("export", "GRETA", "--format", "text/turtle").stdout
    done = run("list", "--format", "turtle")
    assert done.returncode == 2 and "choose from: text, " in done.stderr
    assert set(formats_of("Statements")) <= set(vars(parser().parse_args(["sparql", "ASK {}"]))["formats"])
