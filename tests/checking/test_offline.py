"""A stranger's questions, checks and shapes send nothing over the network, whichever engine reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from command_line import run

QUESTION = "queries/bodies.rq"
CHECK = """\
#+ summary: s
#+ problem: p
#+ solution: s
#+ message: m
SELECT ?focus WHERE {
  ?focus ?p ?o .
  CALL
}
"""
SHAPES = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix thb: <https://w3id.org/thbgraph/ontology#> .
thb:AnyShape a sh:NodeShape ; sh:targetClass org:OrganizationalUnit ;
  sh:sparql [ sh:message "m" ; sh:select "SELECT $this ?value { $this ?p ?value . CALL }" ] .
"""
CALLS = ["SERVICE SILENT <URL> { ?s ?p ?o }", "VALUES ?x {1}SERVICE<URL>{?s ?p ?o}"]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THBGRAPH_CACHE", str(tmp_path / "cache"))


@pytest.mark.slow
@pytest.mark.parametrize("call", CALLS)
def test_a_question_that_calls_a_service_is_refused_when_it_is_read(home: Path, call: str, web: Any) -> None:
    file = home / QUESTION
    text = file.read_text(encoding="utf-8")
    line = text[: text.index("?body thb:monitors")].count("\n") + 1
    call = call.replace("URL", web.url).replace("?x", "?instrument")
    file.write_text(text.replace("?body thb:monitors", f"{call} ?body thb:monitors"), encoding="utf-8")
    place = f"{QUESTION}:{line}: SERVICE is refused"
    for command in (["build"], ["ask", "bodies"], ["ask", "bodies", "--cite"], ["sparql", "ASK {}"]):
        done = run(*command, THBGRAPH_HOME=str(home))
        assert done.returncode == 2 and place in done.stderr and done.stdout == ""
    done = run("check", THBGRAPH_HOME=str(home))
    assert done.returncode == 1 and place in done.stdout
    assert web.asked == []


@pytest.mark.parametrize("call", CALLS)
def test_a_check_that_calls_a_service_is_refused_before_any_is_run(home: Path, call: str, web: Any) -> None:
    (home / "queries/checks").mkdir()
    file = home / "queries/checks/far.rq"
    file.write_text(CHECK.replace("CALL", call.replace("URL", web.url)), encoding="utf-8")
    done = run("check", THBGRAPH_HOME=str(home))
    assert done.returncode == 1 and "queries/checks/far.rq:7: SERVICE is refused" in done.stdout
    assert web.asked == []


@pytest.mark.parametrize("word", ["SERVICE", r"SERV\\u0049CE"])
def test_a_shape_that_calls_a_service_sends_nothing(home: Path, word: str, web: Any) -> None:
    call = f"{word} <{web.url}> {{ ?s ?q ?o }}"
    (home / "ontology/shapes").mkdir(exist_ok=True)
    (home / "ontology/shapes/far.ttl").write_text(SHAPES.replace("CALL", call), encoding="utf-8")
    done = run("check", THBGRAPH_HOME=str(home))
    assert done.returncode == 1 and "sh:sparql is not among the supported constraints" in done.stdout
    assert web.asked == []
