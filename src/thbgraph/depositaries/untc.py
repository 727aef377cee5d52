"""The United Nations Treaty Collection: the XML of a treaty, and the page that shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..base.findings import Place
from ..base.printing import quoted
from ..base.vocabulary import ActKind
from .markup import MarkupCell, marked_up
from .page import Depositary, DepositaryPage, PageAct, Participant, day_of, is_no_list, is_unknown_head

_SITE = "https://treaties.un.org"
#: What heads of columns say may be done, each with the letter behind its days in brackets, of which one has none.
_KINDS: Mapping[str, ActKind] = {
    "signature": ActKind.SIGNATURE, "succession to signature": ActKind.SIGNATURE, "definitive signature": ActKind.CONSENT,
    "ratification": ActKind.RATIFICATION, "acceptance": ActKind.ACCEPTANCE, "approval": ActKind.APPROVAL,
    "accession": ActKind.ACCESSION, "succession": ActKind.SUCCESSION,
    "confirmation": ActKind.CONSENT, "formal confirmation": ActKind.CONSENT,
}  # fmt: skip
_HEAD = re.compile(r"(?P<words>[A-Za-z ]+?)\s*(?:\((?P<letter>[A-Za-z]{1,2})\))?")
_DAY = re.compile(
    r"(?P<open>\[?)\s*(?P<day>\d{1,2} [A-Za-z]{3,9} \d{4})\s*(?P<letter>[A-Za-z]*)\s*(?P<close>\]?)\s*"
)
_COUNTS = {"signature": "Signatories", "consent": "Parties"}


class _Column(NamedTuple):
    """What a column has: kinds of act by letter, the empty one for days without."""

    head: str
    kinds: Mapping[str, ActKind]

    @property
    def category(self) -> str:
        return "signature" if ActKind.SIGNATURE in self.kinds.values() else "consent"


def _read(raw: str, path: str) -> DepositaryPage:
    """Reads a file, of which `raw` has a character for each byte."""
    text, tables = marked_up(raw, path)
    rows = next((table for table in tables if table and _is_head(table[0])), [])
    if len(rows) < 2:
        is_no_list(Place(path, 1), raw, "the list of participants of the United Nations Treaty Collection")
    columns = [_column(cell, path) for cell in rows[0][1:]]
    shown = re.search(r"STATUS AS AT\s*:?\s*(\d{2}-\d{2}-\d{4})", text, re.IGNORECASE)
    found = {name: re.search(rf"{word}\s*:\s*(\d+)", text) for name, word in _COUNTS.items()}
    return DepositaryPage(
        path,
        "",
        text,
        day_of(shown[1], Place(path)) if shown else "",
        tuple(_participants(rows[1:], columns, path)),
        {name: int(count[1]) for name, count in found.items() if count},
        tuple(dict.fromkeys(column.category for column in columns)),
    )


def _is_head(cells: Sequence[MarkupCell]) -> bool:
    return len(cells) > 1 and cells[0].text.startswith("Participant")


def _column(cell: MarkupCell, path: str) -> _Column:
    """Reads the head of a column, such as "Ratification, Acceptance(A), Accession(a)"."""
    kinds: dict[str, ActKind] = {}
    for part in filter(None, (part.strip() for part in cell.text.split(","))):
        match = _HEAD.fullmatch(part)
        kind = _KINDS.get(" ".join(match["words"].lower().split())) if match else None
        if match is None or kind is None:
            is_unknown_head(Place(path, cell.line), part, _KINDS)
        kinds[match["letter"] or ""] = kind
    return _Column(cell.text, kinds)


def _participants(
    rows: Iterable[Sequence[MarkupCell]], columns: Sequence[_Column], path: str
) -> Iterator[Participant]:
    for name, *cells in rows:
        place = Place(path, name.line)
        if len(cells) != len(columns):
            place.fail(f"expected {len(columns) + 1} cells, got {len(cells) + 1}; save the page again")
        if not name.text:
            place.fail("a row without a participant; save the page again")
        acts = [act for cell, column in zip(cells, columns, strict=True) for act in _acts(cell, column, path)]
        is_withdrawn = name.text.startswith("[") and name.text.endswith("]")
        if is_withdrawn:
            acts = [act._replace(is_withdrawn=True) for act in acts]
        notes = tuple(f"footnote {note}" for note in name.footnotes)
        yield Participant(
            name.text.strip("[] ") if is_withdrawn else name.text, name.line, tuple(acts), notes
        )


def _acts(cell: MarkupCell, column: _Column, path: str) -> Iterator[PageAct]:
    place, note = Place(path, cell.line), ", ".join(f"footnote {note}" for note in cell.footnotes)
    position = 0
    while position < len(cell.text):
        match = _DAY.match(cell.text, position)
        if match is None or bool(match["open"]) != bool(match["close"]):
            place.fail(
                f"expected a day such as 3 May 2005 with a letter behind it, in brackets where withdrawn, got {quoted(cell.text)}; "
                "look at the page, and save it again"
            )
        kind = column.kinds.get(match["letter"])
        if kind is None:
            known = ", ".join(letter or "none" for letter in column.kinds)
            place.fail(
                f"the letter {quoted(match['letter'])} stands behind a day under {quoted(column.head)}, whose letters are {known}; "
                "look at the page for what it means"
            )
        yield PageAct(kind, day_of(match["day"], place), cell.line, note, bool(match["open"]))
        position = match.end()


def _address(code: str) -> str:
    chapter = _CHAPTERS[code.partition("-")[0]]
    return f"{_SITE}/Pages/ViewDetails.aspx?src=TREATY&mtdsg_no={code}&chapter={chapter}&clang=_en"


def _files(code: str) -> tuple[str, ...]:
    """Returns where the XML may be: the collection has two volumes, and where the second begins was not seen."""
    chapter = code.partition("-")[0]
    volumes = ("I", "II") if _CHAPTERS[chapter] < _SECOND else ("II", "I")
    return tuple(
        f"{_SITE}/doc/Publication/MTDSG/Volume%20{volume}/Chapter%20{chapter}/{code}.en.xml"
        for volume in volumes
    )


#: The chapters that have treaties of the graph, and the first that is looked for in the second volume first.
_CHAPTERS = {"IV": 4, "V": 5, "VII": 7, "XVIII": 18}
_SECOND = 12

UNTC = Depositary(
    "untc",
    "United Nations Treaty Collection",
    lambda raw: "<Participants" in raw or "treaties.un.org" in raw or "mtdsg_no" in raw,
    _read,
    _address,
    _files,
)
