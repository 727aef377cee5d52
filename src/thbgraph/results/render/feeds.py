"""Changes as feeds that readers subscribe to: Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org).

What an entry is called never changes, and entries come in the order of the changes.
"""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

from ...base.home import HOME
from ...base.namespaces import BASE
from ..changes import Changes

_ATOM = "http://www.w3.org/2005/Atom"
#: What no document of XML 1.0 holds.
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: The time of a day that has none.
_MIDNIGHT = "T00:00:00Z"


def to_atom(changes: Changes) -> str:
    """Writes changes as an Atom feed, which is valid without any, too."""
    entries = [*changes.entries]
    feed = ElementTree.Element("feed", xmlns=_ATOM)
    _add(feed, "id", _address(changes))
    _add(feed, "title", changes.title)
    _add(feed, "updated", max([changes.day, *(one.day for one in entries)]) + _MIDNIGHT)
    _add(_add(feed, "author"), "name", HOME.publisher)
    _add(feed, "link", rel="alternate", type="text/html", href=_address(changes))
    _add(feed, "link", rel="self", type="application/atom+xml", href=_address(changes, ".atom"))
    for one in entries:
        entry = _add(feed, "entry")
        _add(entry, "id", f"{BASE}change/{one.name}")
        _add(entry, "title", one.title)
        _add(entry, "updated", one.day + _MIDNIGHT)
        _add(entry, "link", rel="alternate", type="text/html", href=_address(changes))
        for page in one.pages:
            _add(entry, "link", rel="via", href=page)
        _add(entry, "content", one.text, type="text")
    ElementTree.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(feed, encoding="unicode")}\n'


def to_jsonfeed(changes: Changes) -> str:
    """Writes changes as a JSON Feed."""
    items = [
        {
            "id": f"{BASE}change/{one.name}",
            "url": _address(changes),
            **({"external_url": one.pages[0]} if one.pages else {}),
            "title": one.title,
            "content_text": one.text,
            "date_published": one.day + _MIDNIGHT,
        }
        for one in changes.entries
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": changes.title,
        "home_page_url": _address(changes),
        "feed_url": _address(changes, ".jsonfeed"),
        "authors": [{"name": HOME.publisher}],
        "language": "en",
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=2) + "\n"


def _address(changes: Changes, ending: str = "") -> str:
    """Returns the permanent address of the page of changes, or of one of its formats."""
    return f"{BASE}{changes.path}{ending}{changes.query}"


def _add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, tag, attributes)
    if text:
        element.text = _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    return element
