"""OpenRefine itself, where Debian's package is installed: a list is imported, reconciled, extended and exported."""

from __future__ import annotations

import csv
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest

from serving import Server
from thbgraph import KnowledgeGraph

requests = pytest.importorskip("requests", reason="the extra remote is not installed")
PACKAGE, MISSING = Path("/usr/share/openrefine"), Path("/usr/share/java/localizer.jar")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (PACKAGE.is_dir() and MISSING.exists()), reason="OpenRefine is not installed"),
]
ENGINE = {"facets": [], "mode": "row-based"}


class Refine:
    """OpenRefine at a port, driven by the commands that its own pages send."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.session = requests.Session()
        self.project = ""

    def command(self, name: str, **fields: Any) -> Any:
        token = self.session.get(f"{self.address}/command/core/get-csrf-token", timeout=60).json()["token"]
        texts = {key: value if isinstance(value, str) else json.dumps(value) for key, value in fields.items()}
        given = {"project": self.project, "csrf_token": token, **texts}
        answer = self.session.post(f"{self.address}/command/core/{name}", data=given, timeout=120)
        assert answer.status_code == 200, answer.text[:500]
        return answer

    def make(self, names: list[str]) -> None:
        token = self.session.get(f"{self.address}/command/core/get-csrf-token", timeout=60).json()["token"]
        lines = StringIO(newline="")
        csv.writer(lines).writerows([["name"], *([name] for name in names)])
        answer = self.session.post(
            f"{self.address}/command/core/create-project-from-upload",
            params={"csrf_token": token},
            data={"project-name": "names", "format": "text/line-based/*sv", "options": '{"separator": ","}'},
            files={"project-file": ("names.csv", lines.getvalue().encode(), "text/csv")},
            allow_redirects=False,
            timeout=120,
        )
        (self.project,) = parse_qs(urlparse(answer.headers["location"]).query)["project"]

    def apply(self, operation: dict[str, Any]) -> None:
        self.command("apply-operations", operations=[{**operation, "engineConfig": ENGINE}])
        end = time.monotonic() + 300
        while self.session.get(
            f"{self.address}/command/core/get-processes", params={"project": self.project}, timeout=60
        ).json()["processes"]:
            assert time.monotonic() < end
            time.sleep(0.2)

    def exported(self) -> list[dict[str, str]]:
        text = self.command("export-rows/names.csv", engine=ENGINE, format="csv").content.decode()
        return list(csv.DictReader(StringIO(text)))

    def matched(self) -> list[str]:
        """Returns what each row is matched to, empty for none."""
        said = self.command("get-rows", engine=ENGINE, start="0", limit="1000").json()
        recons = {**said.get("pool", {}).get("recons", {})}
        found = []
        for row in said["rows"]:
            recon = recons.get(str(row["cells"][0].get("r")), {})
            found.append(recon["m"]["id"] if recon.get("j") == "matched" else "")
        return found


@pytest.fixture(scope="module")
def refine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Refine]:
    folder = tmp_path_factory.mktemp("openrefine")
    shutil.copytree(PACKAGE, folder / "program")
    shutil.copy(MISSING, folder / "program" / "webapp" / "WEB-INF" / "lib")  # which the package lacks
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = {"port": port, "host": "127.0.0.1", "data_dir": folder / "data", "headless": "true"}
    command = [
        "java",
        "-Djava.awt.headless=true",
        *(f"-Drefine.{key}={value}" for key, value in settings.items()),
    ]
    command += ["-cp", "server/*", "com.google.refine.Refine"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder / "program", stdout=log, stderr=log, env={**os.environ, "HOME": str(folder)}
        )
    try:
        made = Refine(port)
        end = time.monotonic() + 180
        while True:
            try:
                made.session.get(f"{made.address}/command/core/get-version", timeout=60).json()
                break
            except (requests.ConnectionError, ValueError):
                assert process.poll() is None and time.monotonic() < end, (folder / "log").read_text()
                time.sleep(0.5)
        yield made
    finally:
        process.kill()
        process.wait()


def messy(graph: KnowledgeGraph) -> list[str]:
    """Returns names of states as lists have them: as they are, in capitals, with an article, by codes, with slips, and none."""
    names = []
    for number, state in enumerate(graph.classes["State"]):
        label, code = state.label, graph.index.codes.get(state.iri, "")
        slip = label[:2] + label[3:]
        names.append([label, label.upper(), f"the {label}", code or label, slip, f" {label}  "][number % 6])
    return [
        *names,
        "Nigera",
        "Korea",
        "Congo",
        "Utopia",
        "Atlantis",
        "wd:Q183",
        "Suomi",
        "Ísland",
        "Swedan",
        "no",
    ]


def test_a_list_is_reconciled_extended_and_exported(
    refine: Refine, server: Server, graph: KnowledgeGraph
) -> None:
    names = messy(graph)
    assert len(names) > 200
    refine.make(names)
    service = f"http://127.0.0.1:{server.port}/reconcile"
    spaces = {
        "identifierSpace": "https://w3id.org/thbgraph/id/",
        "schemaSpace": "https://w3id.org/thbgraph/ontology#",
    }
    refine.apply(
        {
            "op": "core/recon",
            "columnName": "name",
            "config": {
                "mode": "standard-service", "service": service, **spaces, "autoMatch": True, "columnDetails": [],
                "type": {"id": "thb:State", "name": "State"}, "limit": 0, "batchSize": 10,
            },
        }
    )  # fmt: skip
    wanted = [
        row.entity.iri.rpartition("/")[2] if row.entity else "" for row in graph.match(names, kind="State")
    ]
    assert refine.matched() == wanted
    assert 150 < sum(map(bool, wanted)) < len(names)
    properties = [
        {"id": "iso3166-1-alpha3", "name": "ISO"},
        {"id": "status-cets-197", "name": "status", "settings": {"asOf": "2009-01-01"}},
    ]
    refine.apply(
        {
            "op": "core/extend-reconciled-data", "baseColumnName": "name", "endpoint": service, **spaces,
            "extension": {"properties": properties}, "columnInsertIndex": 1,
        }
    )  # fmt: skip
    rows = refine.exported()
    assert len(rows) == len(names)
    columns = [name for name in rows[0] if name != "name"]
    codes = {
        link.subject.rpartition("/")[2]: link.identifier.partition(":")[2]
        for links in graph.links()
        for link in links.links
        if links.scheme.name == "iso3166-1-alpha3" and link.is_exact
    }
    for row, slug in zip(rows, wanted, strict=True):
        iso, status = (row[column] for column in columns)
        assert iso == codes.get(slug, "")
        if slug:
            found = graph.status(f"id:{slug}", "CETS 197", "2009-01-01").status
            assert status.startswith(found) and "2009-01-01)" in status
            assert "T00:00:00" not in status
