"""An HTML page read back by the standard library, for tests."""

from __future__ import annotations

from html.parser import HTMLParser


class ReadPage(HTMLParser):
    """A page read back: its text, the addresses of its links, the names of its places, its elements, and the rows of its tables."""

    _EMPTY = ("meta", "link", "input", "br", "option", "wbr")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.places: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self._text: list[str] = []
        self.rows: list[list[str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        given = dict(attrs)
        self.links += [given["href"] or ""] if "href" in given else []
        self.places += [given["id"] or ""] if "id" in given else []
        if tag not in self._EMPTY:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "td") and self.rows:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self._text.append(data)
        if {"th", "td"}.intersection(self.open) and self.rows:
            self.rows[-1][-1] += data

    @property
    def text(self) -> str:
        return " ".join(" ".join(self._text).split())
