"""What the docs tell an operator to type, typed: each step for Oxigraph, Virtuoso and Fuseki, with other ports and another password.

`make test-engines` runs this. Where Fuseki's server is not installed, ours over Jena's TDB2, which answers as it does, stands in its place.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import engines
import thbgraph
from places import ROOT

pytestmark = pytest.mark.skipif(
    not os.environ.get("THBGRAPH_ENGINES"), reason="takes minutes; make test-engines runs it"
)
#: Ends what still serves, and waits for a port.
PROLOGUE = """set -e; trap 'kill $(jobs -p) 2>/dev/null || true' EXIT
listens() { until (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; do sleep 0.1; kill -0 $!; done; }
"""
#: Asks again while the server says that it still reads the graph.
PAGE = (
    "import urllib3; retries = urllib3.Retry(30, status_forcelist=[503]); "
    "print(urllib3.request('GET', 'http://127.0.0.1:{}/id/greta.html', retries=retries, timeout=300).data.decode())"
)


def steps(engine: str) -> str:
    """The commands that the page has for an engine, one a line."""
    page = (ROOT / "docs/engines.md").read_text(encoding="utf-8")
    section = page.partition(f"\n## {engine}, step by step\n")[2].partition("\n## ")[0]
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```", section, re.DOTALL | re.MULTILINE)
    return "\n".join(line.strip() for block in blocks for line in block.splitlines())


def behind(commands: str, serving: str, port: int) -> str:
    """Lets a command that serves go on behind the others, which wait for its port."""
    made, count = re.subn(f"^({serving})$", rf"\1 & listens {port}", commands, flags=re.MULTILINE)
    assert count == 1
    return made


def typed(commands: str, folder: Path) -> str:
    """What the commands print, and then a page of those that they serve."""
    served = engines.free_port()
    commands = behind(
        commands.replace("thbgraph serve", f"thbgraph serve --port {served}"), "thbgraph serve .*", served
    )
    commands += f'\n{sys.executable} -c "{PAGE.format(served)}"\n'
    path = os.pathsep.join((str(folder), str(Path(sys.executable).parent), os.environ["PATH"]))
    done = subprocess.run(
        ["bash", "-c", PROLOGUE + commands],
        cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, timeout=800,
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout[-1000:]}\n{done.stderr[-3000:]}"
    return done.stdout


def hold_what_is_published(printed: str, graph: thbgraph.KnowledgeGraph) -> None:
    assert f"holds build {graph.index.digest[:12]}: " in printed
    for probe in ("each triple once", "each statement in its named graph", "days compared"):
        assert f"{probe}: yes" in printed
    assert thbgraph.write(graph.ask("signed-not-ratified", cite=True), "csv") in printed
    assert "<title>" in printed and "Group of Experts" in printed


def test_virtuoso_step_by_step(graph: thbgraph.KnowledgeGraph, tmp_path: Path) -> None:
    binary = Path(engines.virtuoso_binary())
    (tmp_path / "virtuoso-t").symlink_to(binary)
    (tmp_path / "isql-vt").symlink_to(binary.with_name("isql-vt"))
    port, sql = engines.free_port(), engines.free_port()
    ini = engines.documented_ini().replace(":8890", f":{port}").replace(":1111", f":{sql}")
    (tmp_path / "virtuoso.ini").write_text(ini, encoding="utf-8")
    commands = (
        steps("Virtuoso")
        .replace("8890", str(port))
        .replace("1111", f"127.0.0.1:{sql}")
        .replace("NEW", secrets.token_hex(8))
    )
    commands = behind(commands, r"virtuoso-t (?!.*\+pwdold).*", port)
    hold_what_is_published(typed(commands, tmp_path), graph)


def test_oxigraph_step_by_step(graph: thbgraph.KnowledgeGraph, tmp_path: Path) -> None:
    port = engines.free_port()
    commands = behind(steps("Oxigraph").replace("7878", str(port)), "oxigraph serve .*", port)
    hold_what_is_published(typed(commands, tmp_path), graph)


def test_fuseki_step_by_step(graph: thbgraph.KnowledgeGraph, tmp_path: Path) -> None:
    commands, port = steps("Fuseki"), engines.free_port()
    if shutil.which("fuseki-server"):
        commands = behind(commands.replace("3030", str(port)), "fuseki-server .*", port)
        hold_what_is_published(typed(commands, tmp_path), graph)
        return
    with engines.running(engines.made_tdb2(tmp_path / "log"), tmp_path / "log") as engine:
        commands = commands.replace("http://localhost:3030/thb", engine.query.removesuffix("/query"))
        commands = re.sub("^(mkdir DIR|fuseki-server .*)\n", "", commands, flags=re.MULTILINE)
        hold_what_is_published(typed(commands, tmp_path), graph)
