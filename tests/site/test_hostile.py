"""Labels and parameters that would be code: 500 of them are text on every page, and have no effect."""

from __future__ import annotations

import json
import re
from itertools import cycle, islice, product

import pytest

from read_page import ReadPage
from thbgraph.base.values import Description
from thbgraph.graph.knowledge_graph import KnowledgeGraph
from thbgraph.site.pages import Site
from whole import WHOLE

_OPENINGS = [
    "", '"', "'", '">', "'>", "</title>", "</script>", "</style>", "-->", "]]>", "</textarea>", "</option>", "\\",
    "\u2028", "\x00", "\u202e", "&quot;>", "%22%3E", "`", "</main></body></html>",
]  # fmt: skip
_PAYLOADS = [
    "<script>alert(1)</script>", "<ScRiPt src=//evil.test></sCrIpT>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>",
    "onmouseover=alert(1) x=", "' onfocus='alert(1)' autofocus='", "javascript:alert(1)", "data:text/html,<script>1</script>",
    "{{ 7 * 7 }}", "{% raw %}", "{{ config }}", "${7*7}", "<!--", "<iframe srcdoc='<script>1</script>'>", "<base href=//evil.test>",
    "<meta http-equiv=refresh content=0>", "<link rel=stylesheet href=//evil.test>", "<style>*{display:none}</style>",
    "<a href='javascript:alert(1)'>x</a>", "<form action=//evil.test><button>", "<math><mi xlink:href=javascript:1>",
    "&lt;script&gt;", "@import '//evil.test'", "=cmd|' /C calc'!A0", "+ADw-script+AD4-",
]  # fmt: skip
HOSTILE = [before + payload for before, payload in product(_OPENINGS, _PAYLOADS)]
#: Elements that pages are made of.
_ELEMENTS = set(
    [
        "html",
        "head",
        "meta",
        "title",
        "abbr",
        "wbr",
        "link",
        "script",
        "body",
        "a",
        "header",
        "nav",
        "form",
        "input",
        "main",
        "p",
        "h1",
        "h2",
        "h3",
        "section",
        "footer",
        "details",
        "summary",
        "dl",
        "dt",
        "dd",
        "ul",
        "ol",
        "li",
        "div",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "small",
        "sup",
        "span",
        "strong",
        "aside",
        "time",
        "label",
        "button",
        "datalist",
        "option",
        "blockquote",
        "code",
        "pre",
        "textarea",
        "svg",
        "line",
        "text",
        "path",
        "rect",
        "g",
        "circle",
        "tspan",
        "figure",
        "figcaption",
        "b",
        "i",
        "q",
        "cite",
        "var",
    ]
)
PAGES = [
    "", "states", "organizations", "questions", "conflicts", "report", "report/matrix", "sources", "memo", "id/fin", "id/cets-197", "id/greta",
    "id/unicef", "id/children", "memo/2-14", "memo/2-16", "source/editors", "source/cbss-members", "ontology", "sparql",
    "ask/signed-not-ratified", "ask/works-on", "report/path?start=GRETA&end=IPU",
]  # fmt: skip


def harmless(html: str) -> ReadPage:
    page = ReadPage(html)
    assert page.open == [] and set(page.tags) <= _ELEMENTS
    assert page.tags.count("script") == page.tags.count("base") + 1
    assert not [
        name
        for name, _ in page.attributes
        if name.startswith("on") or name in ("style", "srcdoc", "autofocus")
    ]
    assert not [
        link for link in page.links if link.strip().lower().startswith(("javascript:", "data:", "//"))
    ]
    (linked,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    assert json.loads(linked)["@context"] == "https://schema.org"
    return page


def test_there_are_500() -> None:
    assert len(set(HOSTILE)) == 500


@pytest.mark.slow
def test_labels_are_text(graph: KnowledgeGraph) -> None:
    labels = dict(zip(graph.index.labels, cycle(HOSTILE), strict=False))
    sources = dict(zip(graph.index.sources, (Description(one, one) for one in cycle(HOSTILE)), strict=False))
    hostile = KnowledgeGraph(graph._store, graph.index._replace(labels=labels, sources=sources))
    site = Site(hostile)
    for path in PAGES:
        address, _, query = path.partition("?")
        given = dict(one.split("=") for one in query.split("&")) if query else {}
        harmless(site.page(address, {name: [value] for name, value in given.items()}))


@pytest.mark.slow
def test_parameters_are_text(site: Site) -> None:
    doors = cycle([
        ("ask/works-on", "topic"), ("report/path", "start"), ("search", "q"), ("ask/bound-by", "asOf"), ("ask/not-bound", "group"),
    ])  # fmt: skip
    for text, (path, name) in islice(zip(HOSTILE, doors, strict=False), 0, None, 1 if WHOLE else 26):
        given = {name: [text], "end": ["IPU"]} if path == "report/path" else {name: [text]}
        if path != "search" or not text.strip():
            assert ("value", text.replace("\x00", "\ufffd")) in harmless(
                site.page(path, given)
            ).attributes or "\x00" in text
        else:
            harmless(site.page(path, given))
        harmless(site.querying.wrong(text, ValueError(text)))  # type: ignore[arg-type]
