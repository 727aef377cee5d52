"""Feeds of changes: Atom as RFC 4287 asks, JSON Feed 1.1, read by a reader of feeds, also where there is nothing to tell."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from thbgraph.base.namespaces import ID, PREFIXES, SOURCE
from thbgraph.results.changes import NEW, Change, ChangeCause, Changes, ChangeStep
from thbgraph.results.formats import formats_of, write
from thbgraph.results.values import Entity

ATOM = "{http://www.w3.org/2005/Atom}"
#: RFC 4287: the children that a feed and an entry must have once (4.1.1, 4.1.2), and those that they may have.
ONCE = ("id", "title", "updated")
FEED, ENTRY = {*ONCE, "author", "link", "entry"}, {*ONCE, "link", "content"}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
PAGE = "https://treaties.un.org/a?b=1&c=<2>"


def change(name: str, cause: ChangeCause, told: str) -> Change:
    thing, source = ox.NamedNode(ID + name), ox.NamedNode(SOURCE + "acts")
    page = ox.Quad(
        thing, ox.NamedNode(PREFIXES["foaf"] + "page"), ox.NamedNode("https://e.org/p?a=1&b=2"), source
    )
    return Change(
        NEW,
        Entity(thing.value, name),
        thing.value,
        "",
        told,
        (source.value,),
        added=(page,),
        cause=cause,
        told=told,
    )


def feed(*changes: Change, until: str = "0.2.0") -> Changes:
    steps = [ChangeStep("0.1.0", until, "2026-12-01", changes)] if changes else []
    return Changes("What changed & why", "changes", "2026-11-30", steps, {SOURCE + "acts": "acts: <Acts>"})


SOME = (
    change("ton", ChangeCause.HAPPENED, "Tonga <acceded> & \x07rang"),
    change("fji", ChangeCause.LEARNED, "Fiji acceded"),
    change("swe", ChangeCause.CORRECTED, "Sweden ratified on another day"),
    change("fin", ChangeCause.CONFIRMED, "Finland accepted"),
    change("nor", ChangeCause.COVERED, "Norway is known for longer"),
    change("dnk", ChangeCause.COVERED, "Denmark is known for longer"),
)


@pytest.mark.parametrize("changes", [feed(), feed(*SOME)], ids=["nothing", "some"])
def test_atom_is_what_the_rfc_asks(changes: Changes) -> None:
    root = ElementTree.fromstring(write(changes, "atom"))
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    for element, known in [(root, FEED), *((entry, ENTRY) for entry in entries)]:
        names = [child.tag.removeprefix(ATOM) for child in element]
        assert {*names} <= known and all(names.count(name) == 1 for name in ONCE)
        assert TIME.fullmatch(element.findtext(f"{ATOM}updated") or "")
        assert re.match(r"https://\S+$", element.findtext(f"{ATOM}id") or "")
        assert element.findtext(f"{ATOM}title")
        links = element.findall(f"{ATOM}link")
        # 4.1.1 and 4.1.2: no two alternates of one type and language; an entry with text needs an alternate or content.
        assert sum(link.get("rel") == "alternate" for link in links) == 1
        assert all(re.match(r"https://\S+$", link.get("href", "")) for link in links)
    assert root.find(f"{ATOM}author/{ATOM}name") is not None  # which an entry without an author needs
    assert sum(link.get("rel") == "self" for link in root.findall(f"{ATOM}link")) == 1
    names = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len({*names}) == len(names)
    updated = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert (root.findtext(f"{ATOM}updated") or "") >= max(updated, default="")
    assert all(entry.find(f"{ATOM}content").get("type") == "text" for entry in entries)  # type: ignore[union-attr]


def test_a_reader_of_feeds_reads_what_is_told() -> None:
    feedparser = pytest.importorskip("feedparser")
    read = feedparser.parse(write(feed(*SOME), "atom"))
    assert not read.bozo and read.version == "atom10" and read.feed.title == "What changed & why"
    assert [entry.title for entry in read.entries] == [
        "Tonga <acceded> & \N{REPLACEMENT CHARACTER}rang",
        "Sweden ratified on another day",
        "Fiji acceded",
        "Known up to a later day: nor, dnk",
    ]
    text = read.entries[0].content[0].value
    assert "It happened after the last day that was covered before. Source: acts: <Acts>." in text
    assert [link.href for link in read.entries[0].links if link.rel == "via"] == ["https://e.org/p?a=1&b=2"]
    empty = feedparser.parse(write(feed(), "atom"))
    assert not empty.bozo and empty.entries == [] and empty.feed.updated == "2026-11-30T00:00:00Z"


def test_json_feed_tells_the_same() -> None:
    told = json.loads(write(feed(*SOME), "jsonfeed"))
    assert told["version"] == "https://jsonfeed.org/version/1.1" and told["title"]
    atom = ElementTree.fromstring(write(feed(*SOME), "atom")).findall(f"{ATOM}entry")
    assert [one["id"] for one in told["items"]] == [entry.findtext(f"{ATOM}id") for entry in atom]
    assert all(one["content_text"] and one["url"] for one in told["items"])
    assert json.loads(write(feed(), "jsonfeed"))["items"] == []


def test_an_entry_keeps_its_name_when_its_version_is_released() -> None:
    before, after = (
        [one.name for one in feed(*SOME, until=until).entries] for until in ("the present data", "0.2.0")
    )
    assert before == after


@pytest.mark.parametrize("changes", [feed(), feed(*SOME)], ids=["nothing", "some"])
def test_changes_have_every_format(changes: Changes) -> None:
    for form in formats_of("Changes"):
        if form not in ("docx", "pdf", "xlsx"):
            assert write(changes, form)
    assert ("No release of the data has been made yet" in write(changes, "text")) == (not changes.steps)
