"""The graph against the memo itself: nothing that can be counted is lost, nothing is in a wrong passage.

The memo's text is not part of the project. Where it is absent these tests are skipped.
"""

from __future__ import annotations

import calendar
import csv
import hashlib
import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from real_quads import real_quads
from thbgraph.base.namespaces import MEMO, MEMO_SOURCE, PREFIXES, THB

ROOT = Path(__file__).resolve().parents[2]
PARAGRAPHS = ROOT.parent / "shared" / "memo" / "paragraphs.tsv"
MONTHS = [*calendar.month_name][1:]
LINK = re.compile(r"https?://[^\s\"]+")
if not PARAGRAPHS.exists():
    pytest.skip("the memo's text is not beside this checkout", allow_module_level=True)


def read_memo() -> dict[str, str]:
    with PARAGRAPHS.open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {f"{row['section']}-{row['para']}": row["text"] for row in rows}


TEXTS = read_memo()


@cache
def graphs() -> dict[str, list[ox.Quad]]:
    """What each passage states."""
    found: dict[str, list[ox.Quad]] = {}
    for quad in real_quads():
        if quad.graph_name.value.startswith(MEMO):
            found.setdefault(quad.graph_name.value.removeprefix(MEMO), []).append(quad)
    return found


@cache
def described() -> dict[str, dict[str, str]]:
    """What is said of each passage."""
    found: dict[str, dict[str, str]] = {}
    for quad in real_quads():
        if quad.graph_name.value == MEMO_SOURCE:
            found.setdefault(quad.subject.value.removeprefix(MEMO), {})[quad.predicate.value] = (
                quad.object.value
            )
    return found


def links(text: str) -> list[str]:
    """The links of a paragraph; the bracket or stop that closes the sentence is not the link's."""
    return [link.rstrip(").,") for link in LINK.findall(text)]


def iris(passage: str) -> set[str]:
    return {quad.object.value for quad in graphs().get(passage, []) if isinstance(quad.object, ox.NamedNode)}


def literals(passage: str) -> set[str]:
    return {quad.object.value for quad in graphs().get(passage, []) if isinstance(quad.object, ox.Literal)}


@pytest.mark.parametrize("passage", TEXTS)
def test_the_checksum_is_that_of_the_paragraph(passage: str) -> None:
    assert (
        described()[passage][PREFIXES["schema"] + "sha256"]
        == hashlib.sha256(TEXTS[passage].encode()).hexdigest()
    )


def test_every_graph_is_a_passage_of_the_memo() -> None:
    assert set(graphs()) <= set(TEXTS)


@pytest.mark.parametrize("passage", TEXTS)
def test_every_passage_has_statements_unless_it_is_lead_in_or_layout(passage: str) -> None:
    excused = PREFIXES["dcterms"] + "type" in described()[passage]
    assert graphs().get(passage) or excused


@pytest.mark.parametrize("passage", TEXTS)
def test_every_link_stands_in_its_passage_as_written_and_no_other(passage: str) -> None:
    written = links(TEXTS[passage])
    held = {
        iri
        for iri in iris(passage)
        if iri.startswith("http") and "w3id.org" not in iri and "w3.org" not in iri
    }
    held -= {
        iri
        for iri in held
        if iri.startswith(("https://schema.org/", "http://purl.org/", "http://xmlns.com/"))
    }
    assert held == set(written)


def test_the_memo_has_57_different_links() -> None:
    assert len({link for text in TEXTS.values() for link in links(text)}) == 57


@pytest.mark.parametrize(
    "passage", [name for name, text in TEXTS.items() if re.search(r"\d", LINK.sub("", text))]
)
def test_every_number_of_the_text_is_in_its_passage(passage: str) -> None:
    if PREFIXES["dcterms"] + "type" in described()[passage] and passage not in graphs():
        pytest.skip("a heading, which states nothing")
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", LINK.sub("", TEXTS[passage]))  # 15,000
    printed = {int(number) for number in re.findall(r"\d+", text)}
    held = {int(number) for text in literals(passage) for number in re.findall(r"\d+", text)}
    assert printed <= held


DATE = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(MONTHS)}) (\d{{4}})")


@pytest.mark.parametrize("passage", [name for name, text in TEXTS.items() if DATE.search(LINK.sub("", text))])
def test_every_full_date_is_in_its_passage_to_the_day(passage: str) -> None:
    days = {
        f"{y}-{MONTHS.index(m) + 1:02}-{int(d):02}" for d, m, y in DATE.findall(LINK.sub("", TEXTS[passage]))
    }
    assert days <= literals(passage)


MONTH = re.compile(rf"(?<!\d )(?<!\d\w\w )\b({'|'.join(MONTHS)}) (\d{{4}})")


@pytest.mark.parametrize(
    "passage", [name for name, text in TEXTS.items() if MONTH.search(LINK.sub("", text))]
)
def test_every_month_is_in_its_passage_as_a_month(passage: str) -> None:
    months = {f"{y}-{MONTHS.index(m) + 1:02}" for m, y in MONTH.findall(LINK.sub("", TEXTS[passage]))}
    assert months <= literals(passage)


@pytest.mark.parametrize("passage", TEXTS)
def test_what_is_called_printed_is_printed(passage: str) -> None:
    printing = {THB + "printedName", THB + "qualifier", THB + "provision", THB + "printedVerb"}
    printing |= {"http://purl.org/dc/terms/identifier", "http://purl.org/dc/terms/title"}
    text = " ".join(TEXTS[passage].split())
    for quad in graphs().get(passage, ()):
        if quad.predicate.value in printing:
            printed = re.sub(r" \[sic: [^]]*\]", "", quad.object.value)  # marks a misprint
            assert " ".join(printed.split()) in text


@pytest.mark.parametrize("passage", TEXTS)
def test_own_words_are_not_the_memos_sentences(passage: str) -> None:
    names = {n.lower() for n in literals(passage)}
    own = {
        PREFIXES["org"] + "purpose",
        THB + "composition",
        PREFIXES["dcterms"] + "description",
        "http://purl.org/dc/terms/description",
    }
    words = re.findall(r"\w+", TEXTS[passage].lower())
    runs = {tuple(words[n : n + 8]) for n in range(len(words) - 7)}
    for quad in graphs().get(passage, ()):
        if quad.predicate.value in own:
            said = re.findall(r"\w+", quad.object.value.lower())
            shared = [said[n : n + 8] for n in range(len(said) - 7) if tuple(said[n : n + 8]) in runs]
            assert not [
                run
                for run in shared
                if not any(" ".join(run) in name for name in names - {quad.object.value.lower()})
            ]


def test_who_is_to_carry_out_the_plan_of_2005_is_whom_the_passage_names() -> None:
    """Member States, the Commission and other bodies of the EU."""
    whom = {
        quad.object.value.rpartition("/")[2]
        for quad in real_quads()
        if quad.graph_name.value == MEMO + "4-5"
        and quad.subject.value.endswith("/eu-action-plan-2005")
        and quad.predicate.value == THB + "addressedTo"
    }
    assert whom == {"eu", "eu-member-states", "european-commission"}


def test_what_only_a_name_says_of_an_event_stands_among_the_names() -> None:
    """An event is on trafficking by its passage where this says so outside the event's name."""
    events = {
        quad.subject
        for quad in real_quads()
        if quad.predicate.value.endswith("#type") and quad.object.value == f"{PREFIXES['schema']}Event"
    }
    told = 0
    for passage, quads in graphs().items():
        for quad in quads:
            if quad.subject in events and quad.object.value.endswith("/trafficking-in-human-beings"):
                names = [
                    one.object.value
                    for one in quads
                    if one.subject == quad.subject and one.predicate.value == f"{THB}printedName"
                ]
                rest = TEXTS[passage]
                for name in sorted(names, key=len, reverse=True):
                    rest = rest.replace(name, "")
                assert re.search("traffick|THB", rest, re.IGNORECASE), (passage, quad.subject)
                told += 1
    assert told


def test_no_topic_says_more_than_a_passage_that_has_it() -> None:
    """A topic that is defined by trafficking alone stands where the passage, or its treaty, speaks of that."""
    definition = f"{PREFIXES['skos']}definition"
    alone = {
        quad.object.value: quad.subject
        for quad in real_quads()
        if quad.predicate.value == definition
        and "traffick" in quad.object.value
        and not re.search(r"such as|as for|\bbe it\b|\bor (of |in )?(an)?other\b", quad.object.value)
    }
    assert len(alone) > 10
    for passage, quads in graphs().items():
        if not re.search("traffick|THB", TEXTS[passage], re.IGNORECASE):
            for quad in quads:
                if not quad.subject.value.endswith("/cets-197"):
                    assert quad.object not in alone.values(), (passage, quad)
    wide = ("awareness-raising", "funding", "national-action-plans", "prevention")  # in 1.3-2, 1.3-3, 1.2-2
    assert not [topic for topic in alone.values() if topic.value.endswith(wide)]
