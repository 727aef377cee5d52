"""Twenty wrong inputs of every command: a message that helps, the right exit code, nothing on stdout lost or made."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from command_line import run_apart
from thbgraph.base.namespaces import ID
from thbgraph.build import cache
from thbgraph.cli import main
from thbgraph.cli.commands import parser, report_names
from thbgraph.graph import KnowledgeGraph
from whole import pairs

COMMANDS: dict[str, object] = parser()._subparsers._group_actions[0].choices  # type: ignore[union-attr]

#: Wrong for every command: unknown options, options without their value, words too many.
ODD = [
    "--nonsense",
    "--nonsense=1",
    "-x",
    "--help-me",
    "--forma",
    "--=",
    "---",
    "-Z",
    "--ünknown",
    "--\u202e",
    "---" + "x" * 9_999,
]
#: Wrong words for a command, beside the odd options.
WRONG: dict[str, list[list[str]]] = {
    "ask": [["no-such"], ["works-on", "topic"], ["works-on", "=x"], ["works-on", "topic="], ["works-on", "topic=nothing"],
            ["works-on", "topic=id:fin"], ["works-on", "x=1"], ["works-on", "cite=1"], ["signed-not-ratified", "asOf=soon"], ["Works-On!"], ["works-on", "topic=\n"]],
    "changes": [["no-such"], ["bound-by", "x=1"], ["bound-by", "=x"], ["bound-by", "asOf=soon"], ["bound-by", "instrument="], ["Finland", "asOf=latest"],
                ["--since"], ["--since", "0.0.1"], ["--since", "/no/such"], ["--since", ""], ["--since", "/"], ["--format", "x"], ["bound-by", "instrument=\n"],
                ["bound-by", "cite=1"], ["a", "b", "c"], ["\n"], ["Works-On!"], ["--sinc", "x", "--what"]],
    "find": [[], ["--kind"], ["--kind", "Unicorn", "x"], ["x", "--kind", ""], ["x", "--kind", "thb:Nothing"],
             ["x", "--kind", "<>"], ["x", "--kind", "http://e.org"], ["x", "--kind", "\n"], ["x", "--kind", "x" * 999], ["x", "--kind", ":"]],
    "list": [["Unicorn"], ["thb:Nothing"], [""], ["<>"], ["a", "b"], ["x" * 999], [":"], ["\n"], ["http://e.org/"], ["thb:"]],
    "show": [[], ["nothing"], ["2-99"], ["id:nothing"], ["<>"], ["x" * 999], ["a", "b"], ["GRETA", "--memo", "x"], ["2-14", "--memo", "no-such"], ["\n"]],
    "why": [[], ["Finland", "a"], ["nothing", "a", "State"], ["Finland", "unicorn", "x"], ["Finland", "has signed", "nothing"], ["Finland", "name", ""],
            ["Finland", "name", '"open'], ["Finland", "a", "State", "x"], ["Finland", "a", "State", "--format", "csv"], ["\n", "a", "<>"]],
    "conflicts": [["nothing"], ["untc"], ["a", "b"], ["x" * 999], ["2-99"], ["<>"], ["--kind", "quarrel"], ["--kind", ""], ["--format", "turtle"],
                  ["Finland", "--kind", "VALUE"], ["id:nothing"]],
    "sparql": [[], ["SELECT"], ["x", "--file", "y"], ["--file", "no-such"], ["--file", "."], ["--file", "x" * 9_999], ["ASK {} x"], ["--timeout", "x", "ASK {}"],
               ["DELETE WHERE { ?s ?p ?o }"], ["ASK { SERVICE <http://e.org/> {} }"], ["SELECT ?x { FILTER(nope(?x)) }"]],
    "export": [["nothing"], ["--graph", "nothing"], ["--class", "Unicorn"], ["--format", "hdt"], ["--format", "html"], ["--frame", "no-such"],
               ["--frame", ".", "--format", "jsonld"], ["id:fin", "nothing"], ["-o", "/no/such/folder/x"], ["-o", "x" * 9_999], ["--ontology", "id:fin"]],
    "source": [[], ["show"], ["show", "nothing"], ["show", "x" * 999], ["show", "\n"], ["check", "nothing"], ["check", "memo"],
               ["list", "a", "b"], ["fetch"], ["show", "a", "b"]],
    "status": [[], ["Finland"], ["nothing", "CETS 197"], ["Finland", "nothing"], ["Finland", "CETS 197", "asOf"], ["Finland", "CETS 197", "asOf=soon"],
               ["Finland", "CETS 197", "day=2010-01-01"], ["Finland", ""], ["Finland", "Finland"], ["\n", "CETS 197"], ["Finland", "CETS 197", "--format", "turtle"]],
    "participants": [[], ["nothing"], ["Finland"], ["CETS 197", "asOf"], ["CETS 197", "asOf=soon"], ["CETS 197", "day=2010-01-01"], ["\n"], ["x" * 999],
                     ["CETS 197", "--format", "turtle"], ["<>"], ["CETS 197", "CRC"]],
    "around": [[], ["nothing"], ["2-14"], ["<>"], ["x" * 999], ["GRETA", "UNICEF"], ["GRETA", "--format", "turtle"], ["\n"], ["source:memo"], ["thb:Act"], [""]],
    "path": [[], ["GRETA"], ["GRETA", "nothing"], ["nothing", "GRETA"], ["GRETA", "GRETA"], ["GRETA", "UNICEF", "IPU"], ["2-14", "GRETA"], ["GRETA", "<>"],
             ["GRETA", "UNICEF", "--format", "turtle"], ["\n", "GRETA"], ["GRETA", "x" * 999]],
    "brief": [[], ["nothing"], ["2-14"], ["<>"], ["x" * 999], ["Finland", "asOf"], ["Finland", "asOf=soon"], ["Finland", "Norway"], ["Finland", "--format", "turtle"],
              ["\n"], ["Finland", "day=2010-01-01"]],
    "matrix": [["nothing"], ["CBSS", "nothing"], ["CBSS", "asOf"], ["CBSS", "asOf=soon"], ["<>"], ["x" * 999], ["CBSS", "Finland"], ["CBSS", "--format", "turtle"],
               ["\n"], ["CBSS", "day=2010-01-01"], ["2-14"]],
    "levers": [["nothing"], ["CBSS", "asOf"], ["CBSS", "asOf=soon"], ["<>"], ["x" * 999], ["CBSS", "EU"], ["CBSS", "--format", "turtle"], ["\n"], ["until=soon"],
               ["CBSS", "day=2010-01-01"], ["2-14"], [""]],
    "report": [["nothing"], ["brief"], ["brief", "thing"], ["brief", "thing="], ["brief", "thing=nothing"], ["brief", "theme=GRETA"], ["brief", "thing=2-14"],
               ["brief", "thing=GRETA", "asOf=soon"], ["levers", "group=Finland"], ["path", "start=GRETA", "end=GRETA"], ["<>"], ["x" * 999], ["brief", "thing=\n"]],
    "publish": [[], ["x"], ["--endpoint"], ["--endpoint", "x"], ["--endpoint", "ftp://e.org/"], ["--endpoint", "http://"], ["--endpoint", "http://a:b@e.org/"],
                ["--endpoint", "http://e.org/q", "--update", "x"], ["--endpoint", "http://e.org/q", "--graph-store", "\n"], ["--endpoint", "http://e.org/ x"], ["--dry-run", "x"]],
    "unpublish": [[], ["x"], ["--endpoint"], ["--endpoint", "x"], ["--endpoint", "ftp://e.org/"], ["--endpoint", "http://"], ["--endpoint", "http://a:b@e.org/"],
                  ["--endpoint", "http://e.org/q", "--update", "x"], ["--staged", "x"], ["--endpoint", "http://e.org/ x"], ["all"]],
    "site": [[], ["a", "b"], ["/etc/passwd"], ["/"], ["/dev/null"], ["x", "--format", "html"], ["/usr"], ["x", "y", "z"], ["/proc"]],
    "serve": [["x"], ["--port"], ["--port", "x"], ["--port", "-1"], ["--port", "99999999"], ["--host"], ["--timeout", "x"], ["--memory", "x"], ["a", "b"], ["."],
              ["--timeout", "-1"], ["--base", "javascript:"], ["--base", "//example.org/"], ["--base", "https://a b/"], ["--base", "http://a:b@e.org/"],
              ["--base", "https://e.org/?a=b"], ["--base", "/<script>/"]],
    "mcp": [["x"], ["--port"], ["--port", "1"], ["--host", "x"], ["--http"], ["--tools", "find"], ["a", "b"], ["."], ["-"], ["serve"], ["--endpoint"], ["--memory", "1"]],
    "link": [[], ["unlink"], ["match"], ["match", "x", "--file", "y"], ["match", "--file", "no-such"], ["match", "--file", "."], ["match", "--file", "x" * 9_999],
             ["match", "x", "asOf=soon"], ["match", "x", "asOf="], ["match", "x", "--kind", "Unicorn"], ["match", "x", "--column"],
             ["fetch", "--target", "cets"], ["fetch", "--target", ""], ["fetch", "--max-age", "-1"], ["fetch", "--max-age", "soon"], ["fetch", "x"],
             ["drift"], ["drift", "--target", "cets"], ["drift", "--target", "\n"], ["drift", "x"], ["show", "nothing"], ["list", "--target", "nothing"]],
    "new": [[], ["query"], ["question"], ["question", ""], ["question", "works-on"], ["question", "Who"], ["question", "../x"], ["question", "a/b"],
            ["question", "\n"], ["question", "a", "b"], ["question", "a.rq"], ["question", "a b"]],
    "diff": [[], ["."], ["no-such", "no-such"], [".", "no-such"], ["a", "b", "c"], ["--by", "size", ".", "."], ["", ""], ["x" * 9_999, "y"], ["\n", "."], ["--by"]],
    "check": [["--format", "xml"], ["--format"], ["x"], ["--format", ""], ["a", "b"], ["--format", "TEXT"], ["."], ["data"], ["--format", "json", "x"], ["-"],
              ["--accept", "no-such"], ["--accept", "../events"], ["--accept", "events", "--format", "json"]],
    "fmt": [["x"], ["data"], ["--check", "x"], ["--check=yes"], ["a", "b"], ["."], ["-"], ["--check", "."], ["--write"], ["--diff"]],
    "init": [[], ["a", "b"], [""], ["."], ["/"], ["/dev/null"], ["x", "--base"], ["x", "--base", ""], ["x", "--base", "here"],
             ["x", "--base", "https://example.org"], ["x", "--base", "ftp://example.org/"], ["x", "--base", "https://w3id.org/thbgraph/x/"]],
    "build": [["x"], ["--force", "x"], ["--force=yes"], ["a", "b"], ["."], ["-"], ["--all"], ["--clean"], ["--force", "."], ["data"]],
    "doctor": [["x"], ["a", "b"], ["."], ["-"], ["--fix"], ["--verbose"], ["data"], ["cache"], ["--json"], ["1"]],
    "cache": [[], ["empty"], ["clear", "x"], ["CLEAR"], [""], ["clear", "clear"], ["-"], ["."], ["--clear"], ["list"]],
    "completion": [[], ["csh"], ["bash", "zsh"], [""], ["BASH"], ["-"], ["."], ["powershell"], ["--shell", "bash"], ["bash", "x"]],
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def built(graph: KnowledgeGraph) -> None:
    """The real graph is built once."""


def run(arguments: list[str]) -> int:
    try:
        return main(arguments)
    except SystemExit as ended:  # how argparse ends
        return int(ended.code or 0)


def test_every_command_has_its_twenty() -> None:
    assert {*COMMANDS} <= {*WRONG} <= {*COMMANDS, *report_names()}
    assert all(len(words) + len(ODD) >= 20 for words in WRONG.values())


@pytest.mark.slow
@pytest.mark.parametrize("command", WRONG)
def test_wrong_input_is_told_and_exits_2(
    command: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cache, "fetched", lambda: tmp_path.parent / "nothing fetched")
    for words in [*WRONG[command], *([odd] for odd in ODD)]:
        code = run([command, *words])
        said = capsys.readouterr()
        assert code == 2, (words, said)
        assert said.out == "", words
        assert len(said.err.strip().splitlines()[-1]) > 20, words
        assert "Traceback" not in said.err and len(said.err) < 4_000, words
        assert list(tmp_path.iterdir()) == [], words


BAD_HOMES = ["missing", "a file", "without data", "with a broken ontology", "with a broken passage"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "kind"),
    pairs([c for c in WRONG if c not in ("doctor", "cache", "completion", "diff", "unpublish")], BAD_HOMES),
)
def test_a_bad_home_is_told(
    command: str,
    kind: str,
    home: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("THBGRAPH_CACHE", str(tmp_path / "cache"))
    root = tmp_path / "elsewhere" if kind == "missing" else home
    if kind == "a file":
        root = tmp_path / "file"
        root.write_text("", encoding="utf-8")
    elif kind == "without data":
        (home / "data").rename(tmp_path / "data")
    elif kind == "with a broken ontology":
        (home / "ontology/core.ttl").write_text("thb:x a", encoding="utf-8")
    elif kind == "with a broken passage":
        (home / "data/memo/2-few.trig").write_text("memo:2-1 {", encoding="utf-8")
    monkeypatch.setenv("THBGRAPH_HOME", str(root))
    words = {
        "ask": ["bodies"],
        "find": ["x"],
        "show": ["GRETA"],
        "why": ["x", "a", "y"],
        "sparql": ["ASK {}"],
        "source": ["list"],
        "link": ["match", "GRETA"],
        "status": ["x", "y"],
        "participants": ["x"],
        "around": ["x"],
        "path": ["x", "y"],
        "brief": ["x"],
        "matrix": ["x"],
        "levers": ["x"],
        "site": [str(tmp_path / "site")],
        "publish": ["--endpoint", "http://127.0.0.1:9/query"],
        "new": ["question", "my-own"],
        "init": [str(tmp_path / "new")],
    }.get(command, [])
    code = run([command, *words])
    said = capsys.readouterr()
    broken = kind.startswith("with a")
    if command == "check" and broken:
        assert code == 1 and "not valid" in said.out
    elif command == "fmt" and kind == "with a broken ontology":
        assert code == 0  # fmt is about data/ only
    elif command in ("new", "init") and broken:
        assert code == 0  # what begins something new reads nothing of the home
    else:
        # The server's graph is opened by a process of its own, which ends where it cannot be.
        assert code == (2 if broken and command != "serve" else 3), said
        assert len(said.err.strip()) > 20 and "Traceback" not in said.err


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds address space so")
@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ("ulimit -n 60", "this process may open 60 files at once, and the engine needs 128"),
        ("ulimit -v 400000", "this process may have 409600000 bytes of address space, and the engine needs"),
    ],
)
@pytest.mark.parametrize("command", ["list", "build"])
def test_a_process_without_room_says_so(graph: object, command: str, limit: str, said: str) -> None:
    line = ["bash", "-c", f'{limit}; exec "$0" -m thbgraph {command}', sys.executable]
    done = subprocess.run(line, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith(f"thbgraph: {said}") and "allow it more, as with: ulimit" in done.stderr


def test_a_name_is_read_in_a_locale_without_its_characters(graph: object) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for words in (
        ["show", "Côte d'Ivoire"],
        ["sparql", 'SELECT ?s { ?s skos:prefLabel "Côte d\'Ivoire"@en }'],
    ):
        done = run_apart(*words, **plain)
        assert "id:civ" in done.stdout or ID + "civ" in done.stdout, done.stderr
