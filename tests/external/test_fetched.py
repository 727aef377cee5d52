"""Fetching: what is got, kept, asked for again or not, and what failures leave."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

import command_line
from thbgraph.build import cache
from thbgraph.external import fetched
from thbgraph.external.fetched import Outcome
from thbgraph.external.fetched_facts import ENDPOINT
from thbgraph.external.web import WebClient
from thbgraph.rdf.links import EXACT, Link

run = partial(command_line.run, "link", "fetch")

LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
WD = "http://www.wikidata.org/entity/"
EU = "http://publications.europa.eu/resource/authority/country/"
TODAY = date(2026, 11, 25)


def link(scheme: str, iri: str, rejected: bool = False, predicate: str = EXACT) -> Link:
    return Link("id:x", predicate, iri, "", scheme, rejected, (), "Thing", "", "", 1)


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THBGRAPH_CACHE", str(tmp_path))


@pytest.fixture
def get(web: Any) -> Callable[..., Outcome]:
    client = WebClient(web.url, pause=0, sleep=lambda _: None)
    return lambda links, today=TODAY, max_age=7: fetched.fetch(links[0].scheme, links, client, today, max_age)


def turtle(*names: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    body = "".join(f'<{EU}{name}> <{LABEL}> "{name}"@en .\n' for name in names)
    return 200, {"Content-Type": "text/turtle", **headers}, body.encode()


def test_what_a_link_leads_to_is_kept_with_its_day(web: Any, get: Callable[..., Outcome]) -> None:
    web.answers[f"/{EU}FIN"] = turtle("FIN", "SWE")
    assert get([link("eu-countries", EU + "FIN")]) == Outcome(1, 0, 0)
    (kept,) = fetched.stored()
    assert (kept.iri, kept.scheme, kept.retrieved) == (EU + "FIN", "eu-countries", "2026-11-25")
    assert kept.facts == [["label", "FIN", "", "", "", ""]]
    assert fetched.stored("wikidata") == []


def test_rejected_and_close_links_are_not_followed(web: Any, get: Callable[..., Outcome]) -> None:
    close = "http://www.w3.org/2004/02/skos/core#closeMatch"
    rejected = [link("eu-countries", EU + "FIN", True), link("eu-countries", EU + "SWE", False, close)]
    assert get(rejected) == Outcome(0, 0, 0) and web.asked == []


def test_what_is_fresh_is_left_and_what_is_old_asked_for_conditionally(
    web: Any, get: Callable[..., Outcome]
) -> None:
    links = [link("eu-countries", EU + "FIN")]
    web.answers[f"/{EU}FIN"] = [
        turtle("FIN", ETag='"1"', **{"Last-Modified": "then"}),
        (304, {"Content-Length": "0"}, b""),
    ]
    get(links)
    assert get(links, date(2026, 12, 1)) == Outcome(0, 0, 1)
    assert get(links, date(2026, 12, 2)) == Outcome(0, 1, 0)
    assert web.asked[1][2]["If-None-Match"] == '"1"' and web.asked[1][2]["If-Modified-Since"] == "then"
    (kept,) = fetched.stored()
    assert (kept.retrieved, kept.etag, len(kept.facts)) == ("2026-12-02", '"1"', 1)
    assert get(links, date(2026, 12, 2), 0) == Outcome(0, 1, 0)


def test_wikidata_is_asked_in_batches(web: Any, get: Callable[..., Outcome]) -> None:
    items = [f"Q{number}" for number in range(1, 121)]
    body = "".join(f'<{WD}{item}> <{LABEL}> "{item}"@en .\n' for item in items).encode()
    web.answers[f"/{ENDPOINT}"] = (200, {"Content-Type": "text/turtle"}, body)
    assert get([link("wikidata", WD + item) for item in items]) == Outcome(120, 0, 0)
    queries = [parse_qs(asked[3].decode())["query"][0] for asked in web.asked]
    assert [asked[0] for asked in web.asked] == ["POST"] * 3
    assert [query.count("wd:Q") for query in queries] == [50, 50, 20]
    assert all(len(kept.facts) == 1 for kept in fetched.stored("wikidata"))


def test_a_failure_is_told_and_the_rest_goes_on(web: Any, get: Callable[..., Outcome]) -> None:
    web.answers[f"/{EU}FIN"] = (404, {}, b"")
    web.answers[f"/{EU}SWE"] = turtle("SWE")
    web.answers[f"/{EU}DNK"] = (200, {"Content-Type": "application/ld+json"}, b'{"@context": "http://evil/"}')
    outcome = get([link("eu-countries", EU + name) for name in ("FIN", "SWE", "DNK")])
    assert (outcome.got, outcome.failed, outcome.untried) == (1, 2, 0)
    assert outcome.failures[0] == f"{EU}FIN: answers 404"
    assert outcome.failures[1].startswith(f"{EU}DNK: ") and "never fetched" in outcome.failures[1]


def test_a_source_that_is_down_is_not_asked_for_each_thing(web: Any, get: Callable[..., Outcome]) -> None:
    outcome = get([link("eu-countries", f"{EU}{number}") for number in range(10)])
    assert (outcome.failed, outcome.untried, len(web.asked)) == (3, 7, 3)


def test_an_answer_that_kills_its_reader_costs_only_itself(web: Any, get: Callable[..., Outcome]) -> None:
    nested = b"<e:a> <e:b> " + b"<<( <e:a> <e:b> " * 20_000 + b"<e:c>" + b" )>>" * 20_000 + b" ."
    web.answers[f"/{EU}FIN"] = (200, {"Content-Type": "application/n-triples"}, nested)
    web.answers[f"/{EU}SWE"] = turtle("SWE")
    outcome = get([link("eu-countries", EU + name) for name in ("FIN", "SWE")])
    assert (outcome.got, outcome.failed, outcome.untried) == (1, 1, 0)
    (failure,) = outcome.failures
    assert failure.startswith(f"{EU}FIN: sends something that crashes the parser (signal ")


def test_a_host_that_takes_no_connection_is_tried_once(web: Any) -> None:
    client = WebClient("http://127.0.0.1:1", pause=0, sleep=lambda _: None)
    links = [link("eu-countries", f"{EU}{number}") for number in range(10)]
    outcome = fetched.fetch("eu-countries", links, client, TODAY, 7)
    assert (outcome.failed, outcome.untried) == (1, 9)
    assert outcome.failures[0].startswith(f"{EU}0: 127.0.0.1:1 cannot be reached (")
    others = [link("geonames", "https://sws.geonames.org/660013/")]
    assert fetched.fetch("geonames", others, client, TODAY, 7) == Outcome(0, 0, 0, 0, 1)


def test_what_broke_off_goes_on_where_it_was(web: Any, get: Callable[..., Outcome]) -> None:
    links = [link("eu-countries", EU + name) for name in ("FIN", "SWE")]
    web.answers[f"/{EU}FIN"] = turtle("FIN")

    def stops(_: object) -> None:
        raise KeyboardInterrupt

    web.answers[f"/{EU}SWE"] = (503, {}, b"")
    with pytest.raises(KeyboardInterrupt):
        fetched.fetch("eu-countries", links, WebClient(web.url, pause=0, sleep=stops), TODAY, 7)
    web.answers[f"/{EU}SWE"] = turtle("SWE")
    assert get(links) == Outcome(1, 0, 1)
    assert web.times(f"/{EU}FIN") == 1


def test_a_damaged_file_is_fetched_again(web: Any, get: Callable[..., Outcome]) -> None:
    links = [link("eu-countries", EU + "FIN")]
    web.answers[f"/{EU}FIN"] = turtle("FIN")
    get(links)
    (path,) = cache.fetched().glob("*/*.json")
    whole = path.read_bytes()
    undated = re.sub(rb'"retrieved": "[^"]*"', b'"retrieved": null', whole)
    for damage in (b"{", b"[]", b'{"iri": 1}', b"\xff", whole.replace(b'"FIN"', b"1"), undated):
        path.write_bytes(damage)
        assert fetched.stored() == []
        assert get(links) == Outcome(1, 0, 0)


def test_304_to_what_was_never_got_is_a_failure(web: Any, get: Callable[..., Outcome]) -> None:
    web.answers[f"/{EU}FIN"] = (304, {"Content-Length": "0"}, b"")
    assert "304" in get([link("eu-countries", EU + "FIN")]).failures[0]


@pytest.mark.slow
def test_the_command_tells_what_came_and_what_failed(web: Any) -> None:
    web.answers[f"/{ENDPOINT}"] = (400, {}, b"")
    done = run("--target", "wikidata", "--via", web.url)
    assert done.returncode == 3 and done.stdout.startswith(
        "wikidata: 0 fetched, 0 unchanged, 0 still fresh, "
    )
    assert done.stderr.count("answers 400") == 1 and " not tried after these" in done.stdout
    assert "Traceback" not in done.stderr
    web.answers[f"/{ENDPOINT}"] = (200, {"Content-Type": "text/turtle"}, b"")
    done = run("--target", "wikidata", "--via", web.url)
    assert (done.returncode, done.stderr) == (0, "fetching ...\n") and " 0 failed" in done.stdout
    asked = len(web.asked)
    assert " still fresh, 0 failed" in run("--target", "wikidata", "--via", web.url).stdout
    assert len(web.asked) == asked


def test_the_command_gives_up_at_once_where_there_is_no_network(web: Any) -> None:
    done = run("--via", "http://127.0.0.1:1")
    assert done.returncode == 3 and "Traceback" not in done.stderr
    said = [line for line in done.stderr.splitlines() if line.startswith("thbgraph: ")]
    assert len(said) == 1 and "127.0.0.1:1 cannot be reached (" in said[0]
    assert done.stdout.count(" 1 failed") == 1 and done.stdout.count(" 0 failed, ") == 6


def test_what_a_server_says_does_not_steer_the_terminal(web: Any) -> None:
    web.answers[f"/{ENDPOINT}"] = (200, {"Content-Type": "text/\x9b31mred"}, b"")
    done = run("--target", "wikidata", "--via", web.url)
    assert done.returncode == 3 and "\\x9b31mred" in done.stderr and "\x9b" not in done.stderr


def test_what_cannot_be_fetched_is_refused() -> None:
    done = run("--target", "cets")
    assert done.returncode == 2 and "'cets' gives no RDF to fetch; choose from: eli," in done.stderr
    assert run("--target", "wikidata", "--max-age", "-1").returncode == 2
    assert run("--target", "wikidata", "--via", "file:///x").returncode in (2, 3)
