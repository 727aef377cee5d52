"""Pages of depositaries as somebody would save them, made by hand, with what may be changed in them, and what follows."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from html import escape, unescape
from pathlib import Path
from typing import NamedTuple

import pytest

from thbgraph.base.errors import DataError
from thbgraph.base.namespaces import ID
from thbgraph.build import source_files as sources
from thbgraph.depositaries.act_proposal import TABLE, RecordedActs, propose
from thbgraph.depositaries.proposal import Proposal
from thbgraph.depositaries.saved_page import read_page
from thbgraph.graph import KnowledgeGraph
from thbgraph.rdf.links import Link

HERE = Path(__file__).parent / "depositaries"
ROOT = HERE.parents[1]
#: The day on which the pages were saved.
DAY = "2026-11-29"

#: The row of a participant: its cells by name.
PageRow = dict[str, str]


class Saved(NamedTuple):
    """A page as it was saved: the slug of its treaty, the name of its file, and its text, a character a byte."""

    treaty: str
    name: str
    text: str

    @property
    def form(self) -> str:
        """How it is written."""
        return self.name.rpartition(".")[2]

    def content(self) -> bytes:
        """Returns the bytes of the file."""
        return self.text.encode("latin-1")

    def proposal(
        self, graph: KnowledgeGraph, day: str = DAY, rejected: Mapping[str, str] | None = None
    ) -> Proposal:
        """Returns what refreshing from it proposes."""
        page, reading = read_page(
            self.content(), self.name, ID + self.treaty, day, links(), graph.index.labels
        )
        return propose(page, reading, recorded(), graph.names, rejected or {})

    def refused(self, graph: KnowledgeGraph, day: str = DAY) -> str:
        """Returns the faults for which nothing is proposed, a line each."""
        with pytest.raises(DataError) as raised:
            self.proposal(graph, day)
        return "\n".join([str(raised.value), *map(str, raised.value.others)])

    def with_(self, old: str, new: str, times: int = 1) -> Saved:
        """Returns the page with something replaced, which must be in it."""
        assert old in self.text, old
        return self._replace(text=self.text.replace(old, new, times))

    def rows(self) -> list[PageRow]:
        """Returns its rows."""
        return [*_ROWS[self.form][0](self.text)]

    def edited(self, whose: str, **cells: str) -> Saved:
        """Returns the page with cells of a participant changed, and its counts with them."""
        rows = self.rows()
        (row,) = [row for row in rows if bare(row["name"]) == whose]
        row |= cells
        return self.of(rows)

    def without(self, *names: str) -> Saved:
        """Returns the page without some participants, its counts with them."""
        return self.of([row for row in self.rows() if bare(row["name"]) not in names])

    def and_(self, **cells: str) -> Saved:
        """Returns the page with one more participant, its counts with it."""
        rows = self.rows()
        return self.of([*rows, {key: "" for key in rows[0]} | {"like": rows[-1].get("like", "")} | cells])

    def of(self, rows: Iterable[PageRow]) -> Saved:
        """Returns the page with other rows."""
        return self._replace(text=_ROWS[self.form][1](self.text, list(rows)))


def bare(name: str) -> str:
    """Returns a participant without footnotes."""
    return re.sub(r"<superscript>.*?</superscript>", "", name)


def saved(treaty: str, name: str) -> Saved:
    """Reads a page of this folder."""
    return Saved(treaty, name, (HERE / name).read_bytes().decode("latin-1"))


@cache
def recorded() -> RecordedActs:
    """Reads what the project records."""
    return RecordedActs([one for one in sources.read_data(ROOT) if one.path != TABLE])


@cache
def links() -> list[Link]:
    """Reads the codes of treaties."""
    return [link for one in sources.read_links(ROOT) for link in one.links]


# The United Nations: XML.

_UN_ROW = re.compile(r"<Row><Entry>(.*?)</Entry><Entry>(.*?)</Entry><Entry>(.*?)</Entry></Row>\n")


def _un_rows(text: str) -> Iterable[PageRow]:
    for name, signature, consent in _UN_ROW.findall(text.partition("<Rows>")[2]):
        yield {"name": unescape(name), "signature": signature, "consent": consent}


def _un_text(text: str, rows: list[PageRow]) -> str:
    head, _, rest = text.partition("<Rows>\n")
    written = "".join(
        f"<Row><Entry>{escape(row['name'], quote=False)}</Entry><Entry>{row['signature']}</Entry>"
        f"<Entry>{row['consent']}</Entry></Row>\n"
        for row in rows
    )
    for kind, element in (("signature", "Signatories"), ("consent", "Parties")):
        number = sum(row[kind].strip() != "" and "[" not in row[kind] + row["name"] for row in rows)
        head = re.sub(rf"<{element}>\d+<", f"<{element}>{number}<", head)
    return f"{head}<Rows>\n{written}</Rows>{rest.partition('</Rows>')[2]}"


def as_un_page(page: Saved) -> Saved:
    """Writes the XML of the Treaty Collection as its page shows it."""
    rows = "".join(
        f"<tr><td>{re.sub('superscript', 'sup', row['name'])}</td><td>{row['signature']}</td><td>{row['consent']}</td></tr>\n"
        for row in page.rows()
    )
    counts = [re.search(rf"<{one}>(\d+)<", page.text) for one in ("Signatories", "Parties")]
    title = re.search("<Titlesect>(.*?)</Titlesect>", page.text)
    head = re.search("<Thead>\n(.*?)\n</Thead>", page.text)
    assert title and head and all(counts)
    heads = head[1].replace("Row>", "tr>").replace("Entry>", "td>")
    text = (
        '<html><head><meta charset="iso-8859-1"><title>UNTC</title></head><body><div>STATUS AS AT : 29-11-2026 09:15:34 AM EDT</div>'
        f"<div>CHAPTER XVIII PENAL MATTERS</div><div>{title[1]}</div><a href='ViewDetails.aspx?mtdsg_no=XVIII-12-a'>x</a>"
        f"<table><tr><td>Status</td><td>: Signatories : {counts[0] and counts[0][1]}. Parties : {counts[1] and counts[1][1]}.</td></tr></table>"
        f"<table id='ctl00_tblgrid'>{heads}\n{rows}</table></body></html>"
    )
    return page._replace(name="page.htm", text=text)


# The Council of Europe: JSON.


def _coe_rows(text: str) -> Iterable[PageRow]:
    for number, rows in enumerate(json.loads(text.encode("latin-1"))):
        for row in rows:
            yield {
                "name": row["LibPaysOrga"],
                "signature": row["DateSignature"] or "",
                "consent": row["DateConsentement"] or "",
                "entry": row["DateEntreeVigueur"] or "",
                "list": str(number),
                "like": json.dumps(row),
            }


def _coe_text(text: str, rows: list[PageRow]) -> str:
    lists: list[list[dict[str, object]]] = [[], [], []]
    keys = {
        "LibPaysOrga": "name",
        "DateSignature": "signature",
        "DateConsentement": "consent",
        "DateEntreeVigueur": "entry",
    }
    for row in rows:
        said = {key: row[cell] or None for key, cell in keys.items()}
        lists[int(row["list"] or 1)].append(
            json.loads(row["like"]) | said | json.loads(row.get("more") or "{}")
        )
    parts = [",\n".join(json.dumps(row, ensure_ascii=False) for row in one) for one in lists]
    return ("[" + ",\n".join(f"[\n{part}\n]" for part in parts) + "]\n").encode().decode("latin-1")


def as_coe_page(page: Saved) -> Saved:
    """Writes the data of the Treaty Office as its page shows them."""

    def day(text: str) -> str:
        return "/".join(reversed(text[:10].split("-"))) if text else ""

    tables, rows = [], page.rows()
    for number, title in enumerate(
        ("Members of Council of Europe", "Non-Members of Council of Europe", "International Organisations")
    ):
        lines = "".join(
            f"<tr><td>{row['name']}</td><td>{day(row['signature'])}</td><td>{day(row['consent'])}</td><td>{day(row['entry'])}</td>"
            f"<td>{'a' if row['consent'] and not row['signature'] else ''}</td><td></td></tr>\n"
            for row in rows
            if row["list"] == str(number)
        )
        heads = "".join(
            f"<th>{head}</th>"
            for head in ("", "Signature", "Ratification", "Entry into Force", "Notes", "R.")
        )
        tables.append(f"<h3>{title}</h3><table><tr>{heads}</tr>\n{lines}</table>")
    left = sum(bool(row["signature"]) and not row["consent"] for row in rows)
    text = (
        '<html><head><meta charset="utf-8"></head><body><a href="https://www.coe.int/">x</a>'
        "<h1>Chart of signatures and ratifications of Treaty 197</h1><p>Treaty No.197</p><p>Status as of 29/11/2026</p>"
        f"{''.join(tables)}<p>Total number of signatures not followed by ratifications: {left}</p>"
        f"<p>Total number of ratifications/accessions: {sum(bool(row['consent']) for row in rows)}</p></body></html>"
    )
    return page._replace(name="page.htm", text=text.encode().decode("latin-1"))


# The ILO: a page.

_ILO_ROW = re.compile(
    r'(<tr><td class="firstCol"><a [^>]*>)(.*?)</a> </td>\n<td>(.*?)</td><td>(.*?)</td><td>(.*?)</td></tr>\n?'
)


def _ilo_rows(text: str) -> Iterable[PageRow]:
    for like, name, consent, status, note in _ILO_ROW.findall(text):
        yield {"name": unescape(name), "consent": consent, "status": status, "note": note, "like": like}


def _ilo_text(text: str, rows: list[PageRow]) -> str:
    first = _ILO_ROW.search(text)
    assert first
    head = re.sub(r"\d+ ratifications", f"{len(rows)} ratifications", text[: first.start()])
    written = "".join(
        f"{row['like']}{row['name']}</a> </td>\n<td>{row['consent']}</td><td>{row['status']}</td><td>{row['note']}</td></tr>\n"
        for row in rows
    )
    return head + written + text[text.rindex("</tbody>") :]


_ROWS: Mapping[str, tuple[Callable[[str], Iterable[PageRow]], Callable[[str, list[PageRow]], str]]] = {
    "xml": (_un_rows, _un_text),
    "json": (_coe_rows, _coe_text),
    "html": (_ilo_rows, _ilo_text),
}
