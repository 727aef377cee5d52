"""Compares the endpoint with peers over the same triples in one run: Oxigraph's server and rdflib-endpoint.

python benchmarks/peers.py [FOLDER]; FOLDER holds the commands of the peers, where they are not on the path. A peer that is not
installed is left out; wrk, which asks, must be there. Figures are requests a second, the median of the rounds; 0.0 is for
answers that take longer than a round.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

import pyoxigraph as ox

import thbgraph
from server import server
from thbgraph.base.namespaces import PROLOGUE

SMALL = f"{PROLOGUE}SELECT ?body {{ ?body thb:monitors id:cets-197 }}"
ROUNDS, SECONDS = 3, 3
#: Asks over eight connections; a number behind a comment makes each query another one.
_SCRIPT = """local n, own = 0, tostring({{}}):sub(8)
wrk.headers["Accept"] = "application/sparql-results+json"
function request()
  n = n + 1
  return wrk.format("GET", "{path}?query={query}" .. ({changes} and "%20%23" .. n .. own or ""))
end
"""


@contextmanager
def peer(command: list[str], address: str) -> Iterator[str]:
    """Runs a peer until it answers at an address, and ends it afterwards."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 120
        while time.monotonic() < end:
            with suppress(URLError, ConnectionError), urlopen(f"{address}?query={quote(SMALL)}", timeout=30):
                break
            time.sleep(0.5)
        yield address
    finally:
        process.terminate()
        process.wait()


def commands(folder: Path, triples: Path) -> Mapping[str, tuple[list[str], str]]:
    """Returns how those peers are run that are installed, and their addresses."""
    path = os.pathsep.join([*sys.argv[1:], os.environ["PATH"]])
    found = {}
    if engine := shutil.which("oxigraph", path=path):
        store = ["--location", str(folder / "store")]
        subprocess.run([engine, "load", *store, "--file", str(triples)], check=True, capture_output=True)
        run = [engine, "serve-read-only", *store, "--bind", "127.0.0.1:8202"]
        found["Oxigraph's server"] = run, "http://127.0.0.1:8202/query"
    if endpoint := shutil.which("rdflib-endpoint", path=path):
        run = [endpoint, "serve", "--host", "127.0.0.1", "--port", "8203", str(triples)]
        found["rdflib-endpoint"] = run, "http://127.0.0.1:8203/"
    for name in {"Oxigraph's server", "rdflib-endpoint"} - found.keys():
        print(f"{name} is not installed, and left out")
    return found


def rate(address: str, text: str, changes: bool, script: Path) -> float:
    """Returns how many requests a second are answered."""
    host, path = re.fullmatch(r"(http://[^/]+)(/.*)", address).groups()  # type: ignore[union-attr]
    script.write_text(_SCRIPT.format(path=path, query=quote(text), changes=str(changes).lower()))
    wrk = ["wrk", "-t1", "-c8", f"-d{SECONDS}s", "--timeout", "10s", "-s", str(script), host]
    said = subprocess.run(wrk, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said:
        print(f"{address}: {said[said.index('Non-2xx') :].splitlines()[0]}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])  # type: ignore[index]


def main() -> None:
    """Prints the figures of all that are installed."""
    if not shutil.which("wrk"):
        sys.exit("wrk is not installed; on Debian and Ubuntu: apt install wrk")
    graph = thbgraph.open()
    cases = {
        "small": (SMALL, True),
        "small, repeated": (SMALL, False),
        "signed-not-ratified": (graph.questions.query("signed-not-ratified"), True),
    }
    with ExitStack() as running:
        folder = Path(running.enter_context(tempfile.TemporaryDirectory()))
        triples = folder / "graph.nt"
        ox.serialize(
            graph.sparql("CONSTRUCT WHERE { ?s ?p ?o }", form="CONSTRUCT"),
            str(triples),
            format=ox.RdfFormat.N_TRIPLES,
        )
        addresses = {"thbgraph": f"http://127.0.0.1:{running.enter_context(server()).port}/sparql"}
        for name, (command, address) in commands(folder, triples).items():
            addresses[name] = running.enter_context(peer(command, address))
        for case, (text, changes) in cases.items():
            rates: dict[str, list[float]] = {name: [] for name in addresses}
            for _ in range(ROUNDS):
                for name, address in addresses.items():
                    rates[name].append(rate(address, text, changes, folder / "ask.lua"))
            told = (f"{name} {statistics.median(found):.1f}" for name, found in rates.items())
            print(f"{case}: {', '.join(told)}")


if __name__ == "__main__":
    main()
