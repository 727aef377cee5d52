"""Feeds of changes: Atom as RFC 4287 asks, JSON Feed 1.1, read by a reader of feeds, also where there is nothing to tell."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from lxml import etree

from thbgraph.base.namespaces import ID, PREFIXES, SOURCE
from thbgraph.base.values import Entity
from thbgraph.results.changes import NEW, Change, ChangeCause, Changes, ChangeStep
from thbgraph.results.formats import formats_of, write

ATOM = "{http://www.w3.org/2005/Atom}"
#: RELAX NG of RFC 4287.
SCHEMA = etree.RelaxNG(file=str(Path(__file__).with_name("atom.rng")))


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
        in_words=told,
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
def test_atom_is_valid_by_a_schema_and_what_the_rfc_asks_beside_it(changes: Changes) -> None:
    SCHEMA.assertValid(etree.fromstring(write(changes, "atom").encode()))
    root = ElementTree.fromstring(write(changes, "atom"))
    entries = root.findall(f"{ATOM}entry")
    for element in (root, *entries):
        # 4.1.1 and 4.1.2: no two alternates of one type and language; an entry with text needs an alternate or content.
        links = element.findall(f"{ATOM}link")
        assert sum(link.get("rel") == "alternate" for link in links) == 1
        assert all(re.match(r"https://\S+$", link.get("href", "")) for link in links)
        assert re.match(r"https://\S+$", element.findtext(f"{ATOM}id") or "")
    assert root.find(f"{ATOM}author/{ATOM}name") is not None  # which an entry without an author needs
    assert sum(link.get("rel") == "self" for link in root.findall(f"{ATOM}link")) == 1
    names = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len({*names}) == len(names)
    updated = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert (root.findtext(f"{ATOM}updated") or "") >= max(updated, default="")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<title>What changed &amp; why</title>", ""),
        ("</author>", "</author><title>another</title>"),
        ("T00:00:00Z", ""),
        ("T00:00:00Z", "T00:00:00"),
        ("<feed ", "<feed updated='2026-11-30' "),
        (" href=", " hreff="),
        ("<name>", "<called>"),
        ('content type="text"', 'content type="xhtml"'),
        ("</feed>", "<remark>another</remark></feed>"),
    ],
)
def test_the_schema_refuses_what_is_no_atom(old: str, new: str) -> None:
    text = write(feed(*SOME), "atom")
    assert old in text
    changed = text.replace(old, new, 1).replace(
        "</name>", f"</{new[1:-1]}>" if old == "<name>" else "</name>", 1
    )
    assert not SCHEMA.validate(etree.fromstring(changed.encode()))


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


_TEXT, _ADDRESS = {"type": "string"}, {"type": "string", "pattern": r"^https?://\S+$"}
_TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"}
_ITEM = {
    "type": "object",
    "required": ["id"],
    "anyOf": [{"required": ["content_text"]}, {"required": ["content_html"]}],
    "properties": {
        "id": _TEXT, "title": _TEXT, "content_text": _TEXT, "content_html": _TEXT, "summary": _TEXT,
        "url": _ADDRESS, "external_url": _ADDRESS, "date_published": _TIME, "date_modified": _TIME,
    },
}  # fmt: skip
#: What JSON Feed 1.1 asks of a feed (jsonfeed.org/version/1.1): what is required, and the types of what is optional.
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": _TEXT, "description": _TEXT, "language": _TEXT, "home_page_url": _ADDRESS, "feed_url": _ADDRESS,
        "authors": {"type": "array", "items": {"type": "object", "minProperties": 1}},
        "items": {"type": "array", "items": _ITEM},
    },
}  # fmt: skip


@pytest.mark.parametrize("changes", [feed(), feed(*SOME)], ids=["nothing", "some"])
def test_json_feed_is_valid_by_a_schema(changes: Changes) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    told = json.loads(write(changes, "jsonfeed"))
    jsonschema.Draft202012Validator(JSON_FEED).validate(told)
    known = {*JSON_FEED["properties"]}  # type: ignore[misc]
    assert {name for name in told if not name.startswith("_")} <= known


def test_a_contradiction_is_told_once_with_what_it_means() -> None:
    asked = "Palermo Protocol: had Pakistan consented?"
    one = change("pak", ChangeCause.DISPUTED, f"{asked} consented; no consent among all that are named")
    (entry,) = feed(one._replace(name=asked, row=("palermo-protocol", "pak"))).entries
    assert entry.title.startswith(asked) and entry.text.count(asked) == 1
    assert "until one is corrected it is undetermined" in entry.text


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
