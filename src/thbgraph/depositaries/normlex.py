"""NORMLEX, the database of the International Labour Organization: the page of ratifications of a convention."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..base.findings import Place
from ..base.printing import quoted
from ..base.vocabulary import ActKind
from .markup import MarkupCell, marked_up
from .page import Depositary, DepositaryPage, PageAct, Participant, day_of, is_no_list, is_unknown_head

#: What NORMLEX numbers the instruments by in its addresses; a page is held against the code that it prints.
_NUMBERS = {"C029": "312174", "C105": "312250", "C138": "312283", "C182": "312327", "P029": "3174672"}
_HEADS = ["Country", "Date", "Status", "Note"]
#: What a status and its note may say of a ratification that is not in force, and which act that is; a later convention
#: that denounces an earlier one ends it on a day that is no notice, so that of the ratification is withdrawn.
_ACT_REMARKS: Mapping[str, ActKind] = {
    r"denounced on (?P<day>\d{1,2} \w{3} \d{4})": ActKind.DENUNCIATION,
    r"automatic denunciation on (?P<day>\d{1,2} \w{3} \d{4})": ActKind.RATIFICATION,
    r"will enter into force(?: for .+)? on (?P<day>\d{1,2} \w{3} \d{4})": ActKind.ENTRY_INTO_FORCE,
}


def _read(raw: str, path: str) -> DepositaryPage:
    """Reads a file, of which `raw` has a character for each byte."""
    page = marked_up(raw, path)
    tables = [table for table in page.tables if table and [cell.text for cell in table[0]][:2] == _HEADS[:2]]
    code = re.search(r"Ratifications of ([CP]\d{3})\b", page.text)
    if not tables or code is None:
        is_no_list(Place(path, 1), raw, "the page Ratifications of a convention in NORMLEX")
    for table in tables:
        for cell in table[0]:
            if cell.text not in _HEADS:
                is_unknown_head(Place(path, cell.line), cell.text, _HEADS)
    counted = re.search(r"(\d+) ratifications\b", page.text)
    return DepositaryPage(
        path,
        code[1],
        page.text,
        "",
        tuple(one for table in tables for one in _rows(table, path)),
        {"consent": int(counted[1])} if counted else {},
        ("consent",),
    )


def _rows(table: Sequence[Sequence[MarkupCell]], path: str) -> Iterator[Participant]:
    for cells in table[1:]:
        place = Place(path, cells[0].line if cells else None)
        if not any(cell.text for cell in cells):
            continue
        if len(cells) not in (len(_HEADS) - 1, len(_HEADS)) or not cells[0].text:
            place.fail(f"expected cells for {', '.join(_HEADS)}, got {len(cells)}; save the page again")
        name, day, status, *note = cells
        ratified = PageAct(ActKind.RATIFICATION, day_of(day.text, Place(path, day.line)), day.line)
        remark = " ".join(cell.text for cell in (status, *note) if cell.text)
        further = list(_further(status, remark, name.text, path))
        is_ended = any(act.kind is ActKind.RATIFICATION for act in further)
        acts = (ratified._replace(is_withdrawn=True, note=remark),) if is_ended else (ratified, *further)
        also = ("notes",) if note and note[0].text else ()
        yield Participant(name.text, name.line, acts, also)


def _further(status: MarkupCell, remark: str, name: str, path: str) -> Iterator[PageAct]:
    """Yields what a status that is not in force says has been or will be done; one that is not known is a fault."""
    if re.fullmatch(r"in force", status.text, re.IGNORECASE):
        return
    found = next(
        (
            (kind, match)
            for form, kind in _ACT_REMARKS.items()
            if (match := re.search(form, remark, re.IGNORECASE))
        ),
        None,
    )
    place = Place(path, status.line)
    if not re.match(r"not in force", status.text, re.IGNORECASE) or found is None:
        place.fail(
            f"{name}: expected the status In Force, or Not in force with the day of a denunciation or of a later entry into force, got {quoted(remark)}; look at the page for what it means"
        )
    kind, match = found
    yield PageAct(kind, day_of(match["day"], place), status.line, remark)


def _address(code: str) -> str:
    return f"https://normlex.ilo.org/dyn/nrmlx_en/f?p=NORMLEXPUB:11300:0::NO::P11300_INSTRUMENT_ID:{_NUMBERS[code]}"


NORMLEX = Depositary(
    "ilo-normlex",
    "ILO (NORMLEX)",
    lambda raw: "NORMLEX" in raw,
    _read,
    _address,
    lambda code: (_address(code),),
)
