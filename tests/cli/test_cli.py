"""The command line: output, exit codes, and one helpful line for every wrong input."""

from __future__ import annotations

import csv
import http.server
import io
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from command_line import run, run_apart

ROOT = Path(__file__).resolve().parents[2]
MEMO = ROOT.parent / "shared" / "memo"


@pytest.fixture(scope="module", autouse=True)
def built(graph: object) -> None:
    """The real graph is built once, so that no command says that it builds."""


def test_the_headline_answer_is_headed_with_its_day() -> None:
    done = run("ask", "signed-not-ratified", "group=CBSS", "instrument=CETS No. 197")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    names = ["Estonia", "Finland", "Germany", "Iceland", "Lithuania", "Sweden"]
    assert [row["countryLabel"] for row in rows] == names
    assert {row["answer"] for row in rows} == {"yes"}
    assert (
        "On 23 February 2010 six members" in done.stderr
        and "On 26 January 2010, the day taken for" in done.stderr
    )
    assert "26 January 2010" in done.stderr and "This says nothing about the position today." in done.stderr
    assert done.returncode == 0


def test_cited_csv_ends_with_the_passages() -> None:
    done = run("ask", "signed-not-ratified", "asOf=2010-01-26", "--cite", "--format", "csv")
    for row in csv.DictReader(io.StringIO(done.stdout)):
        assert "https://w3id.org/thbgraph/memo/2-14" in row["evidence"].split()
        assert "https://w3id.org/thbgraph/source/cbss-members" in row["evidence"].split()


def test_a_cited_table_numbers_its_footnotes() -> None:
    out = run("ask", "signed-not-ratified", "--cite", "--format", "table").stdout
    number = re.search(r"^(\[\d+\]) Memo 2-14 \(section 2, 14th paragraph\): ", out, re.MULTILINE)
    assert number
    (row,) = [line for line in out.splitlines() if line.startswith(f"Finland {number[1]}  ")]
    (signed,) = re.findall(r"29 August 2006 (\[\d+\])", row)
    page = "https://coe.int/web/anti-human-trafficking/finland1 (Council of Europe; depositary)"
    assert f"\n{signed} as [1]: {page}\n" in out


def test_cited_json_holds_the_statements() -> None:
    content = json.loads(run("ask", "signed-not-ratified", "--cite", "--format", "json").stdout)
    statements = content["rows"][0]["evidence"]["statements"]
    assert {"subject", "predicate", "object", "graph"} == set(statements[0])
    assert any("signatory" in statement["predicate"] for statement in statements)


def test_a_row_of_a_passage_is_cited_by_that_passage() -> None:
    done = run("ask", "links-by-passage", "--cite", "--format", "json")
    for row in json.loads(done.stdout)["rows"]:
        assert row["evidence"]["sources"] == [row["passage"]]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            "SELECT (SAMPLE(?s) AS ?one) { ?s a eli:LegalResource }",
            "evidence does not cover SAMPLE",
        ),
        ("SELECT * { ?s ?p <<( ?a ?b ?c )>> }", "thbgraph cannot read what stands at '<'"),
        ("SELECT * FROM id:x { ?s ?p ?o }", "evidence does not cover FROM"),
    ],
)
def test_what_cannot_be_cited_is_answered_without_and_says_why(query: str, said: str) -> None:
    done, plain = run("sparql", query, "--cite"), run("sparql", query)
    assert f"not cited: {said}" in done.stderr and done.stdout == plain.stdout and done.returncode == 0
    markdown = run("sparql", query, "--cite", "--format", "markdown").stdout.replace("\\<", "<")
    assert f"Not cited: {said}" in markdown


def test_only_rows_are_cited() -> None:
    done = run("sparql", "ASK { ?s ?p ?o }", "--cite")
    assert "only the rows of a SELECT query" in done.stderr and done.returncode == 2


def test_a_query_of_ones_own_is_cited() -> None:
    query = (
        "SELECT (COUNT(*) AS ?n) { ?body thb:monitors id:cets-197 FILTER NOT EXISTS { ?body a thb:State } }"
    )
    (row,) = json.loads(run("sparql", query, "--cite", "--format", "json").stdout)["rows"]
    assert row["n"] == "1"
    assert {said["predicate"] for said in row["evidence"]["statements"]} == {
        "<https://w3id.org/thbgraph/ontology#monitors>"
    }


def test_ask_alone_lists_the_questions_with_their_parameters() -> None:
    out = run("ask").stdout
    for path in (ROOT / "queries").glob("*.rq"):
        assert f"\n  {path.stem}\n" in out
    assert "asOf=" in out


HOSTILE = ["CBSS>", "CB\"SS", "CB'SZ", "CB\nSS", "CBSS } ?s ?p ?o {", "x" * 10_000, "<>", "id:", "id:>", "\\u003e",
           "id:cbss } UNION { ?a ?b ?c", "http://example.org/a b", "💥", "\u202eSSBC"]  # fmt: skip
WRONG = [
    *(["ask", "signed-not-ratified", f"group={text}"] for text in HOSTILE),
    *(["ask", "signed-not-ratified", f"asOf={text}"] for text in HOSTILE),
    ["ask", "signed-not-ratified", "asOf=2010-02-30"],
    ["ask", "signed-not-ratified", "asOf="],
    ["ask", "signed-not-ratified", "colour=red"],
    ["ask", "signed-not-ratified", "group"],
    ["ask", "signed-not-ratified", "=CBSS"],
    ["ask", "signed-not-ratified", "group=GRETA and others"],
    ["ask", "signed-not-ratified", "instrument=CBSS"],
    ["ask", "no-such-question"],
    ["ask", "x" * 10_000],
    ["show", "nothing of this name"],
    ["show", "2-99"],
    ["show", "GRETA", "--memo", "x.tsv"],
    ["show", "2-14", "--memo", "no-such-file.tsv"],
    ["sparql"],
    ["sparql", "SELECT"],
    ["sparql", "SELECT * {", "--file", "x.rq"],
    ["sparql", "--file", "no-such-file.rq"],
    ["sparql", "INSERT DATA { <a:b> <a:b> <a:b> }"],
    ["sparql", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"],
    ["sparql", "SELECT * { service SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }"],
    ["export", "--format", "hdt"],
    ["fmt", "--nonsense"],
    ["nonsense"],
]


@pytest.mark.parametrize("arguments", WRONG, ids=lambda arguments: " ".join(arguments)[:60])
def test_wrong_input_ends_in_exit_2_with_a_message(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.strip() and "Traceback" not in done.stderr
    assert len(done.stderr) < 2_000


def test_a_query_too_deep_for_the_engine_ends_in_a_message() -> None:
    done = run_apart("sparql", "SELECT * { " + "{" * 3000 + "}" * 3000 + "}")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr and 0 < len(done.stderr) < 2_000


def test_service_in_a_string_or_name_is_no_service() -> None:
    query = 'SELECT ?service { VALUES ?service { "SERVICE" } } # SERVICE'
    assert run("sparql", query).stdout == "service\nSERVICE\n"


@pytest.mark.parametrize(
    ("query", "line", "column"), [("SELECT ?s { ?s ?p }", 1, 19), ("SELECT ?s {\n ?s ?p }", 2, 8)]
)
def test_a_syntax_error_points_at_line_and_column(query: str, line: int, column: int) -> None:
    # The brace comes where an object is due; the engine's column is that of the brace or just behind it.
    said = run("sparql", query).stderr
    assert any(f"line {line}, column {column + behind}: " in said for behind in (0, 1))


def test_sparql_reads_standard_input_and_files(tmp_path: Path) -> None:
    query = "SELECT ?body { ?body thb:monitors id:cets-197 } ORDER BY ?body"
    file = tmp_path / "q.rq"
    file.write_text(query, encoding="utf-8")
    outs = {
        run("sparql", query).stdout,
        run("sparql", "-", given=query).stdout,
        run("sparql", "--file", str(file)).stdout,
    }
    assert len(outs) == 1 and "cets-197-monitoring-mechanism" in outs.pop()


def test_sparql_answers_ask_and_construct() -> None:
    assert run("sparql", "ASK { ?body thb:monitors id:cets-197 }").stdout == "true\n"
    built = run(
        "sparql", "CONSTRUCT { ?b thb:monitors id:cets-197 } WHERE { ?b thb:monitors id:cets-197 }"
    ).stdout
    assert built.splitlines()[0].endswith("cets-197> .")


def test_show_names_the_passage_behind_each_statement() -> None:
    out = " ".join(run("show", "GRETA").stdout.split())
    (mark,) = re.findall(r"unit of: Monitoring mechanism of CETS No\. 197 (\[\d+\])", out)
    assert f"{mark} memo 2-12 (section 2, 12th paragraph): how CETS No. 197 is monitored" in out


def test_show_gathers_names_and_says_when_a_name_holds() -> None:
    text = run("show", "North Macedonia").stdout
    assert sum(line.startswith("  other name: ") for line in text.splitlines()) == 1
    (mark,) = re.findall(r"North Macedonia \(from 12 February 2019\) (\[\d+\])", " ".join(text.split()))
    assert f"{mark} names at dates: " in text


def test_show_a_passage_gives_section_place_and_gist() -> None:
    out = run("show", "memo:2-14").stdout
    assert out.startswith("memo 2-14 (section 2, 14th paragraph): ")
    assert "Council of Europe and PACE" in out


def test_show_with_the_memo_gives_the_text_whose_checksum_agrees() -> None:
    if not MEMO.exists():
        pytest.skip("the memo's text is not beside this checkout")
    for name in ("paragraphs.tsv", "memo.txt"):
        out = " ".join(run("show", "2-14", "--memo", str(MEMO / name)).stdout.split())
        assert "another 15 Council of Europe member states" in out


def test_show_with_another_text_shows_none(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Some other text.\n", encoding="utf-8")
    done = run("show", "2-14", "--memo", str(other))
    assert done.returncode == 2 and "checksum" in done.stderr


def test_fmt_check_says_which_file_and_exits_1(home: Path, tmp_path: Path) -> None:
    path = home / "data/memo/2-few.trig"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    done = run("fmt", "--check", THBGRAPH_HOME=str(home))
    assert (done.returncode, done.stdout) == (
        1,
        "data/memo/2-few.trig: not in canonical form; run: thbgraph fmt\n",
    )
    assert run("fmt", THBGRAPH_HOME=str(home)).returncode == 0
    assert run("fmt", "--check", THBGRAPH_HOME=str(home)).returncode == 0


def test_fmt_refuses_a_comment_that_it_would_lose(home: Path) -> None:
    path = home / "data/memo/2-few.trig"
    before = path.read_text(encoding="utf-8").replace("memo:2-2 {", "memo:2-2 { # why")
    path.write_text(before, encoding="utf-8")
    done = run("fmt", THBGRAPH_HOME=str(home))
    assert done.returncode == 2 and "data/memo/2-few.trig:14: " in done.stderr and "skos:note" in done.stderr
    assert path.read_text(encoding="utf-8") == before


def test_an_output_follows_a_link_and_keeps_a_pipe_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["cat", tmp_path / "pipe"], stdout=subprocess.PIPE, text=True) as reader:
        assert run("ask", "admitted-gaps", "-o", str(tmp_path / "link")).returncode == 0
        assert run("ask", "admitted-gaps", "-o", str(tmp_path / "pipe")).returncode == 0
        assert reader.communicate()[0] == (tmp_path / "file").read_text(encoding="utf-8") != "old"
    assert (tmp_path / "link").is_symlink() and (tmp_path / "pipe").is_fifo()


@pytest.mark.parametrize("output", ["", ".", "missing/file"])
def test_an_output_that_cannot_be_written_is_named(output: str) -> None:
    done = run("ask", "admitted-gaps", "-o", output)
    assert done.returncode == 2 and done.stderr.startswith(f"thbgraph: {output!r} cannot be written: ")


@pytest.mark.parametrize("command", [["ask"], ["sparql", "ASK {}"], ["--help"]])
def test_a_closed_output_is_no_error(command: list[str]) -> None:
    line = [sys.executable, "-m", "thbgraph", *command]
    done = subprocess.run(["sh", "-c", '"$@" >&-', "sh", *line], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_modules_of_the_working_folder_are_not_run(tmp_path: Path) -> None:
    (tmp_path / "argparse.py").write_text("raise SystemExit('run from the working folder')", encoding="utf-8")
    line = "import sys, thbgraph.cli as cli; sys.exit(cli.main(['sparql', 'ASK {}']))"
    done = subprocess.run([sys.executable, "-P", "-c", line], cwd=tmp_path, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("true\n", "")


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "soon"])
def test_a_timeout_that_is_no_time_is_refused(seconds: str) -> None:
    done = run("sparql", f"--timeout={seconds}", "ASK {}")
    assert done.returncode == 2 and f"expected seconds such as 10 or 0.5, got '{seconds}'" in done.stderr


def test_a_query_that_is_not_utf8_is_refused() -> None:
    done = run("sparql", "SELECT * { ?s ?p '\udcff' }")
    assert (done.returncode, done.stderr) == (2, "thbgraph: the query is not UTF-8; write it as UTF-8 text\n")


def test_a_triple_as_a_value_is_written() -> None:
    done = run("sparql", "SELECT (<<( <http://a> <http://b> 1 )>> AS ?x) {}", "--format", "tsv")
    assert done.returncode == 0 and "<<( <http://a> <http://b> 1 )>>" in done.stdout


@pytest.mark.parametrize(
    ("table", "said"),
    [("section\tpara\n1\t2\n", "no column text"), ("section\tpara\ttext\n1\n", "no paragraph has")],
)
def test_a_table_of_paragraphs_that_is_none(tmp_path: Path, table: str, said: str) -> None:
    (tmp_path / "memo.tsv").write_text(table, encoding="utf-8")
    done = run("show", "2-14", "--memo", str(tmp_path / "memo.tsv"))
    assert done.returncode == 2 and said in done.stderr and done.stderr.count("\n") == 1


def test_shapes_that_do_not_parse_are_a_finding(home: Path) -> None:
    (home / "ontology/shapes/acts.ttl").write_text("@prefix a: <http://a/> .\na:b <<\n", encoding="utf-8")
    done = run("check", THBGRAPH_HOME=str(home))
    assert done.returncode == 1 and "ontology/shapes/acts.ttl:" in done.stdout


@pytest.fixture
def service() -> Iterator[str]:
    """The address of a SPARQL service on this machine that knows one thing, or breaks off under /broken."""

    class Service(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"far"}}]}}'
            body = body[:40] if self.path == "/broken" else body
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Service) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/sparql"
        server.shutdown()


@pytest.mark.parametrize("address", ["file:///etc/passwd", "", "localhost", "HTTP"])
def test_a_service_has_an_address_on_the_web(address: str) -> None:
    query = f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"
    done = run("sparql", query, f"--allow-service={address}")
    assert done.returncode == 2 and f"begins with http:// or https://, got {address!r}" in done.stderr


def test_a_fault_of_the_program_is_told_in_a_line() -> None:
    code = (
        "import sys, thbgraph.cli as cli, thbgraph.cli.lookups as finding\n"
        "def fail(*_): raise KeyError('a\\x1b[31m\\nb')\n"
        "finding.show = fail\n"
        "sys.exit(cli.main(['list', 'Body']))"
    )
    environment = os.environ | {"THBGRAPH_TRACEBACK": ""}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    first, second = done.stderr.splitlines()
    assert done.returncode == 5 and re.fullmatch(
        r"thbgraph: a fault in thbgraph itself: KeyError: .* \(cli/lookups.py:[0-9]+\)", first
    )
    assert "\x1b" not in first and second.startswith("Please report it")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 1 and done.stderr.startswith("Traceback")


def test_a_command_without_memory_says_so() -> None:
    code = (
        "import sys, thbgraph.cli as cli, thbgraph.cli.lookups as finding\n"
        "finding.show = lambda *_: bytes(1 << 60)\n"
        "sys.exit(cli.main(['list', 'Body']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    said = "thbgraph: the command ran out of memory; allow it more, or ask for less\n"
    assert (done.returncode, done.stdout, done.stderr) == (3, "", said)


def test_an_allowed_service_is_asked_and_no_other(service: str) -> None:
    query = f"SELECT ?x {{ SERVICE <{service}> {{ ?s ?p ?x }} }}"
    assert run("sparql", query, "--allow-service", service).stdout == "x\nfar\n"
    other = run("sparql", query, "--allow-service", "http://127.0.0.1:9/")
    assert other.returncode == 2 and "http://127.0.0.1:9/" in other.stderr
    asked = run(
        "sparql", f"ASK {{ SERVICE <{service}> {{ ?s ?p ?x }} FILTER(?x = 7) }}", "--allow-service", service
    )
    assert (asked.returncode, asked.stdout) == (0, "false\n") and "calls SERVICE" in asked.stderr
    unnamed = run("sparql", "SELECT ?x { SERVICE ?where { ?s ?p ?x } }", "--allow-service", service)
    assert unnamed.returncode == 2 and "written in full" in unnamed.stderr


@pytest.mark.parametrize("ending", ["broken", "of another port"])
def test_a_service_that_fails_is_an_error_without_traceback(service: str, ending: str) -> None:
    address = service.replace("/sparql", "/broken") if ending == "broken" else "http://127.0.0.1:9/"
    done = run("sparql", f"SELECT ?x {{ SERVICE <{address}> {{ ?s ?p ?x }} }}", "--allow-service", address)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr and done.stderr.startswith("thbgraph: ")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?b { ?b a thb:Treatyy }", "no rows: line 1: thb:Treatyy is not in the graph"),
        ("SELECT (COUNT(*) AS ?n) { ?b a thb:Treatyy }", "nothing counted: line 1: thb:Treatyy"),
        ("SELECT (SAMPLE(?b) AS ?n) { ?b a thb:Treatyy }", "nothing but empty values: line 1: thb:Treatyy"),
        ("ASK { ?b a thb:Treatyy }", "false: line 1: thb:Treatyy is not in the graph"),
        ("CONSTRUCT WHERE { ?b a thb:Treatyy }", "no triples: line 1: thb:Treatyy is not in the graph"),
    ],
)
def test_an_empty_answer_says_why_and_may_fail(query: str, said: str) -> None:
    done = run("sparql", query, "--fail-on-empty")
    assert done.returncode == 1
    assert done.stderr.startswith(said)
    assert "did you mean thb:Treaty?" in done.stderr


def test_an_empty_answer_says_why_in_json() -> None:
    done = run("ask", "group-members", "group=UNICEF", "--format", "json")
    (cause,) = json.loads(done.stdout)["diagnosis"]["causes"]
    assert cause["kind"] == "not-recorded"
    assert cause["about"] == ["https://w3id.org/thbgraph/id/unicef"]
    assert "diagnosis" not in json.loads(run("ask", "group-members", "--format", "json").stdout)


def test_a_plain_answer_does_not_load_what_diagnoses_and_sentences_need() -> None:
    code = (
        "import sys, thbgraph; answer = thbgraph.open().ask('bound-by'); assert not answer.is_empty; "
        "print([name for name in sys.modules if name in ('rdflib', 'thbgraph.diagnosis', 'thbgraph.readers')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=os.environ)
    assert done.stdout == "[]\n", done.stderr


@pytest.mark.parametrize("command", [["sparql", "-"], ["sparql", "--file", "{}"]])
def test_a_query_may_begin_with_a_byte_order_mark(command: list[str], tmp_path: Path) -> None:
    query = "\ufeffSELECT ?body { ?body thb:monitors id:cets-197 }"
    (tmp_path / "query.rq").write_text(query, encoding="utf-8")
    done = run(*(word.format(tmp_path / "query.rq") for word in command), given=query)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "body")


def test_a_query_may_come_from_another_command(tmp_path: Path) -> None:
    line = f"{sys.executable} -m thbgraph sparql --file <(echo 'ASK {{}}')"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "true\n", "")


def test_without_a_command_it_says_where_to_begin() -> None:
    done = run()
    assert done.returncode == 0 and done.stderr == "" and done.stdout.count("\n  thbgraph ") >= 5


@pytest.mark.parametrize("command", ["ask works-on", "levers"])
def test_what_is_no_pair_is_told_with_where_the_names_stand(command: str) -> None:
    done = run(*command.split(), "the topic=children")
    assert done.returncode == 2 and done.stderr == (
        f"thbgraph: expected name=value, got 'the topic=children'; to see the names, run: thbgraph {command} --help\n"
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_output_that_is_full_is_told_by_the_worker() -> None:
    line = f"{sys.executable} -m thbgraph sparql 'SELECT * {{ ?s ?p ?o }} LIMIT 9999' > /dev/full"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True)
    assert done.returncode == 3 and done.stderr.endswith(
        "thbgraph: standard output cannot be written: No space left on device; make room, or write elsewhere\n"
    )


def test_stopped_before_it_has_begun(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from thbgraph import cli

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.__import__", stop)
    code = cli.main([])
    monkeypatch.undo()
    assert (code, capsys.readouterr().err) == (130, "thbgraph: stopped\n")
