"""The process that makes one request: what would harm the reader ends it and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from thbgraph.external.child import MOST_CPU, MOST_MEMORY, exchange
from thbgraph.external.exchange import HttpReply, Request

THING = "http://example.org/thing"
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://xmlns.com/foaf/0.1/"'
#: Guards against hanging alone.
LONG = 60.0


def request(web: Any, media_type: str, body: bytes, **headers: str) -> Request:
    web.answers["/" + THING] = (200, {"Content-Type": media_type, **headers}, body)
    return Request(THING, [THING], via=web.url)


def ask(web: Any, media_type: str, body: bytes) -> HttpReply:
    return exchange(request(web, media_type, body), LONG)


#: Triples within triples, as RDF 1.2 writes them, 400 KB.
NESTED = b"<e:a> <e:b> " + b"<<( <e:a> <e:b> " * 20_000 + b"<e:c>" + b" )>>" * 20_000 + b" ."


def laughs(doctype: str, entities: int = 8) -> str:
    """A document of 742 bytes or so; with 8 entities, a gigabyte once they are replaced."""
    names = "abcdefghi"[: entities + 1]
    declared = "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names))
    return (
        f'<?xml version="1.0"?><!{doctype} r [<!ENTITY a "hahahahaha">{declared}]>'
        f"<rdf:RDF {RDF}><rdf:Description rdf:about=''><e:name>&{names[-1]};</e:name></rdf:Description></rdf:RDF>"
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("application/rdf+xml", laughs("DOCTYPE").encode()),
        ("application/rdf+xml", laughs("doctype").encode()),
        ("application/rdf+xml", laughs("DocType").encode()),
        ("application/rdf+xml", laughs("doctype").encode("utf-16")),
        ("application/rdf+xml", laughs("doctype").encode("utf-16-be")),
        ("application/n-triples", NESTED),
        ("text/turtle", NESTED),
        ("text/turtle", b"<e:a> <e:b> " + b"<<" * 20_000),
        ("text/turtle", b'<> <e:b> "' + b"x" * 19_000_000 + b'" .'),
        ("text/turtle", b'<> <http://xmlns.com/foaf/0.1/name> "' + b"x" * 3_000_000 + b'" .'),
        ("text/turtle", b"<e:a> <e:b> " + b"[<e:b> " * 2_000_000),
        ("text/turtle", b"<e:a> <e:b> ( " + b"[<a:b> 1] " * 1_900_000 + b") ."),
        ("application/ld+json", b'{"@graph":' + b"[" * 2_000_000 + b"]" * 2_000_000 + b"}"),
    ],
)
def test_what_would_harm_the_reader_is_a_fault(web: Any, media_type: str, body: bytes) -> None:
    reply = ask(web, media_type, body)
    assert reply.fault and reply.facts is None and not reply.is_passing


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [
        lambda: (
            f"<rdf:RDF {RDF}>".encode() + b"<e:a><e:b>" * 150_000 + b"</e:b></e:a>" * 150_000 + b"</rdf:RDF>"
        ),
        lambda: (
            f"<rdf:RDF {RDF}><e:a ".encode()
            + b" ".join(b'e:a%d="x"' % n for n in range(1_000_000))
            + b"/></rdf:RDF>"
        ),
    ],
    ids=["depth", "attributes"],
)
def test_what_takes_long_to_parse_ends_at_the_deadline(web: Any, body: Callable[[], bytes]) -> None:
    reply = exchange(request(web, "application/rdf+xml", body()), 2)
    assert reply.fault == "takes longer than 2 seconds"


def test_entities_that_do_no_harm_are_read(web: Any) -> None:
    reply = ask(web, "application/rdf+xml", laughs("DOCTYPE", 1).encode())
    assert reply.facts == {THING: [["label", "ha" * 50, "", "", "", ""]]}


@pytest.mark.parametrize("form", ['SYSTEM "{url}"', 'PUBLIC "x" "{url}"', '[<!ENTITY i SYSTEM "{url}">]'])
def test_nothing_outside_of_the_document_is_read(web: Any, form: str) -> None:
    declared = form.replace("{url}", f"{web.url}/canary")
    text = f"<!DOCTYPE r {declared}><rdf:RDF {RDF}><rdf:Description rdf:about=''><e:name>&i;</e:name></rdf:Description></rdf:RDF>"
    assert ask(web, "application/rdf+xml", text.encode()).fault
    assert web.times("/canary") == 0


def test_a_compressed_bomb_is_not_unpacked(web: Any) -> None:
    asked = request(web, "text/turtle", b"\x1f\x8b" * 100, **{"Content-Encoding": "gzip"})
    assert exchange(asked, LONG).fault == "sends a compressed answer, which was not asked for"


def test_many_headers_and_long_ones_are_refused(web: Any) -> None:
    for headers in ({f"X-{number}": "x" for number in range(200)}, {"X": "x" * 100_000}):
        reply = exchange(request(web, "text/turtle", b"", **headers), LONG)
        assert reply.fault.startswith("does not answer in HTTP") and not reply.is_passing


def test_what_is_no_http_is_refused(web: Any) -> None:
    web.answers["/" + THING] = lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n")
    asked = Request(THING, [THING], via=web.url)
    assert exchange(asked, LONG).fault.startswith("does not answer in HTTP")


def children(of: int) -> list[int]:
    return [int(text) for text in Path(f"/proc/{of}/task/{of}/children").read_text().split()]


@pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="no /proc")
def test_the_process_has_limits(web: Any) -> None:
    limits: list[str] = []
    others = set(children(os.getpid()))  # of other tests, such as a server

    def looks(handler: Any) -> None:
        own = [child for child in children(os.getpid()) if child not in others]
        limits.extend(Path(f"/proc/{child}/limits").read_text() for child in own)
        handler.send_error(404)

    web.answers["/" + THING] = looks
    exchange(Request(THING, [THING], via=web.url), LONG)
    (table,) = limits
    said = {line[:26].strip(): line[26:].split()[0] for line in table.splitlines()}
    assert said["Max address space"] == str(MOST_MEMORY)
    assert said["Max cpu time"] == str(MOST_CPU) and said["Max core file size"] == "0"


#: A script as somebody writes it, without a guard for its main part.
SCRIPT = """
import sys
from thbgraph.external.exchange import Request
from thbgraph.external.web import WebClient
print("started", flush=True)
print(WebClient(sys.argv[1], pause=0).get(Request("http://example.org/thing", [])).status)
"""


def script(web: Any, folder: Path) -> subprocess.Popen[str]:
    path = folder / "script.py"
    path.write_text(SCRIPT, encoding="utf-8")
    return subprocess.Popen([sys.executable, str(path), web.url], stdout=subprocess.PIPE, text=True)


def test_a_script_is_not_run_again(web: Any, tmp_path: Path) -> None:
    web.answers["/" + THING] = (200, {"Content-Type": "text/turtle"}, b"")
    with script(web, tmp_path) as running:
        assert running.communicate(timeout=LONG)[0] == "started\n200\n"
    assert len(web.asked) == 1


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_the_process_ends_with_its_parent(web: Any, tmp_path: Path, number: signal.Signals) -> None:
    asked, ended = Event(), Event()

    def waits(handler: Any) -> None:
        asked.set()
        handler.rfile.read(1)  # until the other end is closed
        ended.set()

    web.answers["/" + THING] = waits
    with script(web, tmp_path) as running:
        assert asked.wait(LONG)
        running.send_signal(number)
        running.communicate(timeout=LONG)
    assert ended.wait(LONG)
