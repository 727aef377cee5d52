"""Completion: what is offered, and what bash, zsh and fish make of it, in real shells behind a pseudo-terminal."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from command_line import run
from thbgraph.cli import main
from thbgraph.cli.completing import FILES, read_line


@pytest.fixture(scope="module", autouse=True)
def built(graph: object) -> None:
    """Builds once: completion builds nothing."""


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> object:
    """Gives what the program offers a shell for a line up to the cursor."""

    def ask(line: str, shell: str = "zsh") -> list[str]:
        monkeypatch.setenv("THBGRAPH_COMPLETE", shell)
        assert main([f"thbgraph {line}"]) == 0
        return capsys.readouterr().out.splitlines()

    return ask


@pytest.mark.parametrize(
    ("line", "wanted", "unwanted"),
    [
        ("", "ask", "works-on"),
        ("ask sig", "signed-not-ratified", "works-on"),
        ("ask works-on ", "topic=", "party="),
        ("ask works-on topic=", "topic=Children", "topic=Finland"),
        ("ask works-on topic=chi", "topic=Child trafficking", "topic=Adults"),
        ("ask works-on 'topic=Child tr", "topic=Child trafficking", "topic=Children"),
        ("ask works-on topic=id:child", "topic=id:child-trafficking", "topic=Children"),
        ("ask signed-not-ratified instrument=CETS", "instrument=CETS 197", "instrument=GRETA"),
        ("ask works-on --format ", "json", "topic="),
        ("ask works-on --format=j", "--format=json", "--format=csv"),
        ("ask works-on --cite", "--cite=full", "--format"),
        ("ask works-on --cite=", "--cite=full", "--cite"),
        ("ask works-on -o ", FILES, "topic="),
        ("ask works-on --output=x", FILES, "topic="),
        ("sparql --file ", FILES, "table"),
        ("sparql --format n", "ntriples", "table"),
        ("export --format ", "turtle", "csv"),
        ("export --class thb:Tre", "thb:Treaty", "Treaty"),
        ("export --graph memo:2-1", "memo:2-14", "source:editors"),
        ("list Bo", "Body", "org:OrganizationalUnit"),
        ("show GRE", "GRETA", "CBSS"),
        ("show ", "Finland", "monitors"),
        ("show 2-1", "2-14", "Finland"),
        ("status ", "Lithuania", "CETS 197"),
        ("status Lithuania id:cets", "id:cets-197", "id:ltu"),
        ("status Lithuania 'CETS 197' ", "asOf=", "Finland"),
        ("bri", "brief", "ask"),
        ("brief ", "thing=", "group="),
        ("brief Lithu", "Lithuania", "thing="),
        ("participants CETS", "CETS 197", "CBSS"),
        ("report path GRETA end=CETS", "end=CETS 197", "GRETA"),
        ("report ", "matrix", "asOf="),
        ("why GRETA mon", "monitors", "member of"),
        ("why GRETA thb:moni", "thb:monitors", "monitors"),
        ("why GRETA monitors CETS", "CETS 197", "monitors"),
        ("conflicts --kind ", "value", "Finland"),
        ("source ", "show", "cbss-members"),
        ("source show cb", "cbss-members", "cbss"),
        ("link list --target w", "wikidata", "ror"),
        ("link list --unl", "--unlinked", "--target"),
        ("check --accept events w", "works-on", "events"),
        ("check --accept t", "tables", "works-on"),
        ("diff ", FILES, "--by"),
        ("completion ", "fish", "csh"),
    ],
)  # fmt: skip
def test_what_may_come_next_is_offered(line: str, wanted: str, unwanted: str, offered: object) -> None:
    found = offered(line)  # type: ignore[operator]
    assert wanted in found and unwanted not in found, found[:20]
    assert len(found) == len(set(found)) and "" not in found


@pytest.mark.parametrize(
    "line",
    [
        "nonsense ", "ask works-on topic=zzz", "ask no-such topic=", "ask no-such x", "ask works-on nothing=", "doctor ",
        "ask works-on asOf=", "show \x1b", "show '", 'show "', "show \\", "sparql 'SELECT ", "--", "ask --=", "link x ", "show id:",
        "\0", "💥 ", "x" * 9_999,
    ],
)  # fmt: skip
def test_odd_lines_end_in_no_error(line: str, offered: object) -> None:
    for shell in ("bash", "zsh", "fish"):
        assert isinstance(offered(line, shell), list)  # type: ignore[operator]


def test_every_offered_name_names_one_thing(offered: object, graph: object) -> None:
    for typed in ("Fin", "C", "GR", "Pal", "U"):
        found = offered(f"show {typed}")  # type: ignore[operator]
        assert found and all(graph.find(name).iri for name in found)  # type: ignore[attr-defined]


def test_nothing_is_built_to_complete(home: Path, tmp_path: Path) -> None:
    place = {
        "THBGRAPH_HOME": str(home),
        "THBGRAPH_CACHE": str(tmp_path / "cache"),
        "THBGRAPH_COMPLETE": "bash",
    }
    assert run("thbgraph show G", **place).stdout == ""
    assert run("thbgraph as", **place).stdout == "ask\n" and not (tmp_path / "cache/builds").exists()


@pytest.mark.parametrize(
    ("line", "last", "settled", "quote"),
    [
        ("a b", "b", 0, ""), ("a ", "", 0, ""), ("a x=y:z", "x=y:z", 4, ""), ("a x=y\\ z", "x=y z", 2, ""),
        ('a x="y:z', "x=y:z", 2, '"'), ("a 'x=y z", "x=y z", 0, "'"), ('a "x"=y', "x=y", 2, ""), ("a 'b\\", "b\\", 0, "'"),
    ],
)  # fmt: skip
def test_a_line_is_read_as_shells_read_it(line: str, last: str, settled: int, quote: str) -> None:
    typed = read_line(line)
    assert typed.before == ["a"] and typed[1:] == (last, settled, quote)


def test_bash_gets_the_rest_of_a_word_quoted(offered: object) -> None:
    assert "child-trafficking" in offered("ask works-on topic=id:child-t", "bash")  # type: ignore[operator]
    assert "Child\\ trafficking" in offered("ask works-on topic=Child\\ t", "bash")  # type: ignore[operator]
    assert "Child trafficking" in offered('ask works-on topic="Child t', "bash")  # type: ignore[operator]


STARTS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], 'eval "$(thbgraph completion bash)"'),
    "zsh": (["zsh", "-f", "-i"], 'eval "$(thbgraph completion zsh)"'),
    "fish": (["fish", "--no-config", "-i"], "thbgraph completion fish | source"),
}
#: Stands for the program: completes as it does, and else prints its arguments as the shell gives them.
STUB = """\
#!/bin/sh
if [ -n "$THBGRAPH_COMPLETE" ] || [ "$1" = completion ]; then exec {python} -m thbgraph "$@"; fi
printf 'GIVEN'; printf '<%s>' "$@"; echo '<>'
"""
_STEERING = re.compile(
    r"\x1b\[[0-9;?>=]*[a-zA-Z]|\x1b[()][A-Z0-9]|\x1b[=>]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
)


class Shell:
    """A shell behind a pseudo-terminal."""

    def __init__(self, command: list[str], environment: dict[str, str], folder: Path) -> None:
        self._process, self._terminal = pty.fork()
        if self._process == 0:
            os.chdir(folder)
            os.execvpe(command[0], command, environment)

    def type(self, keys: str, until: str) -> str:
        """Types keys, and returns what is shown until it has a text, without what steers the terminal."""
        os.write(self._terminal, keys.encode())
        shown, end = "", time.monotonic() + 60
        ready = select.poll()  # which takes any number of a descriptor, as `select` does not
        ready.register(self._terminal, select.POLLIN)
        while until not in shown and time.monotonic() < end:
            if ready.poll(1000):
                shown += _STEERING.sub("", os.read(self._terminal, 65_536).decode(errors="replace"))
        assert until in shown, shown
        return shown

    def end(self) -> None:
        """Hangs up, which ends the shell."""
        os.close(self._terminal)
        os.waitpid(self._process, 0)


@pytest.fixture(scope="module", params=STARTS)
def shell(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """Each shell in turn, with completion switched on as the README says."""
    command, switch_on = STARTS[request.param]
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed: apt install {command[0]}")
    folder = tmp_path_factory.mktemp(request.param)
    (folder / "bin").mkdir()
    (folder / "bin" / "thbgraph").write_text(STUB.format(python=sys.executable), encoding="utf-8")
    (folder / "bin" / "thbgraph").chmod(0o755)
    (folder / "notes.rq").write_text("ASK {}", encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "THBGRAPH_COMPLETE"} | {
        "HOME": str(folder), "TERM": "xterm", "PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "PS1": "$ ",
        "INPUTRC": os.devnull, "LC_ALL": "C.UTF-8",
    }  # fmt: skip
    started = Shell(command, environment, folder)
    started.type(f"{switch_on}; thbgraph ready\n", "GIVEN<ready><>")
    yield started
    started.end()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("keys", "given"),
    [
        ("sho\tGRET\t", "<show><GRETA>"),
        ("ask signa\t", "<ask><signature-to-consent>"),
        ("ask works-on top\tChild\\ t\t", "<ask><works-on><topic=Child trafficking>"),
        ("ask works-on topic=id:child-t\t", "<ask><works-on><topic=id:child-trafficking>"),
        ('ask works-on topic="Child t\t', "<ask><works-on><topic=Child trafficking>"),
        ("ask works-on 'topic=Child t\t", "<ask><works-on><topic=Child trafficking>"),
        ("ask works-on topic=child\\ t\t", "<ask><works-on><topic=Child trafficking>"),
        ("show id:cets-19\t", "<show><id:cets-197>"),
        ("show Côte\t", "<show><Côte d'Ivoire>"),
        ('show "côte\t', "<show><Côte d'Ivoire>"),
        ("status lith\t cets\t as\t", "<status><Lithuania><CETS 197><asOf=>"),
        ("ask works-on --format js\t", "<ask><works-on><--format><json>"),
        ("ask works-on --format=js\t", "<ask><works-on><--format=json>"),
        ("sparql --file no\t", "<sparql><--file><notes.rq>"),
        ("ask works-on -o no\t", "<ask><works-on><-o><notes.rq>"),
        ("ask works-on --output=no\t", "<ask><works-on><--output=notes.rq>"),
        ("source sh\tcbss-m\t", "<source><show><cbss-members>"),
        ("ask works-on topic=no\t", "<ask><works-on><topic=no>"),
    ],
)  # fmt: skip
def test_a_shell_completes_words_as_they_are_typed(shell: Shell, keys: str, given: str) -> None:
    shown = shell.type(f"thbgraph {keys}\n", "<>")
    assert given in shown[shown.index("GIVEN") :], shown


def test_a_shell_lists_what_may_come_next(shell: Shell) -> None:
    shown = shell.type("thbgraph ask works-on topic=Child\t\t", "institutions").replace("\\", "")
    assert "Children at risk" in shown
