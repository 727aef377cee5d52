"""The Treaty Office of the Council of Europe: the chart of signatures and ratifications, as data and as a page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..base.findings import Place
from ..base.printing import quoted
from ..base.vocabulary import ActKind
from .markup import BLANK, MarkedUp, MarkupCell, decoded, marked_up
from .page import Depositary, DepositaryPage, PageAct, Participant, day_of, is_no_list, is_unknown_head

_EXPECTED = "the chart of signatures and ratifications of the Treaty Office"
#: The days of a row of the data, and what was done on each; of no kind of consent the data say more.
_DAYS: Mapping[str, ActKind | str] = {
    "DateSignature": ActKind.SIGNATURE, "DateConsentement": ActKind.CONSENT,
    "DateEntreeVigueur": ActKind.ENTRY_INTO_FORCE, "DateDenonciation": ActKind.DENUNCIATION,
    "DateEffetDenonciation": "the effect of a denunciation", "DateSuspension": "a suspension",
}  # fmt: skip
#: What else a row may have, by the name of its flag in the data and by the head of its column on the page.
_ALSO: Mapping[str, str] = {
    "Reserves": "reservations", "Declarations": "declarations", "Objections": "objections",
    "Territoires": "territorial applications", "Autorites": "authorities", "Communications": "communications",
    "R.": "reservations", "D.": "declarations", "O.": "objections", "T.": "territorial applications",
    "A.": "authorities", "C.": "communications",
}  # fmt: skip
_COLUMNS: Mapping[str, ActKind] = {
    "signature": ActKind.SIGNATURE, "ratification": ActKind.CONSENT, "entry into force": ActKind.ENTRY_INTO_FORCE,
    "denunciation": ActKind.DENUNCIATION,
}  # fmt: skip
#: What a note on the page makes of a consent; "s" and "r" speak of how it was signed.
_NOTES: Mapping[str, ActKind | None] = {
    "a": ActKind.ACCESSION,
    "su": ActKind.SUCCESSION,
    "s": None,
    "r": None,
}
_COUNTS = re.compile(
    r"Total number of (signatures not followed by ratifications|ratifications/accessions)\s*:?\s*(\d+)"
)
#: Lists of the data: members, states that are none, and organizations.
_LISTS = 3


def _read(raw: str, path: str) -> DepositaryPage:
    """Reads a file, of which `raw` has a character for each byte."""
    if raw.lstrip(BLANK)[:1] in ("[", "{"):
        return _data(raw, path)
    return _chart(marked_up(raw, path), raw, path)


def _data(raw: str, path: str) -> DepositaryPage:
    text = decoded(raw, path)
    try:
        lists: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        Place(path, getattr(error, "lineno", 1)).fail(f"is not whole JSON: {error}; save the file again")
    if not (isinstance(lists, list) and len(lists) == _LISTS and all(isinstance(one, list) for one in lists)):
        is_no_list(
            Place(path, 1), text, f"{_EXPECTED}: lists of members, of other states and of organizations"
        )
    rows = [row for one in lists for row in one]
    codes, participants, position = set[str](), list[Participant](), 0
    for row in rows:
        name = row.get("LibPaysOrga") if isinstance(row, dict) else None
        if not isinstance(name, str) or not name.strip() or name == "Null":
            Place(path).fail(
                f"expected a row with LibPaysOrga, the participant, got {quoted(str(row))}; save the file again"
            )
        position = max(position, text.find(json.dumps(name, ensure_ascii=False), position))
        line = text.count("\n", 0, position) + 1
        codes.add(str(row.get("NumSTE") or row.get("NumSte") or ""))
        participants.append(_row(row, name.strip(), Place(path, line)))
    codes -= {""}
    if len(codes) > 1:
        Place(path, 1).fail(
            f"has rows of several treaties ({', '.join(sorted(codes))}); save the chart of one"
        )
    return DepositaryPage(
        path, codes.pop() if codes else "", _EXPECTED, "", tuple(participants), {}, ("signature", "consent")
    )


def _row(row: Mapping[str, Any], name: str, place: Place) -> Participant:
    acts, also = list[PageAct](), [word for flag, word in _ALSO.items() if row.get(flag)]
    unknown = [key for key in row if key.startswith("Date") and key not in _DAYS]
    if unknown:
        place.fail(
            f"{name} has a day {quoted(unknown[0])}; known are {', '.join(_DAYS)}: its meaning must be looked up first"
        )
    for key, kind in _DAYS.items():
        value = row.get(key)
        if value in (None, "", "Null"):
            continue
        if not isinstance(value, str):
            place.fail(f"{name}: expected under {key} a day, got {quoted(str(value))}; save the file again")
        day = day_of(value, place)
        if isinstance(kind, ActKind):
            acts.append(PageAct(kind, day, place.line or 1))
        else:
            also.append(f"{kind} on {day}")
    return Participant(name, place.line or 1, tuple(acts), tuple(also))


def _chart(page: MarkedUp, raw: str, path: str) -> DepositaryPage:
    """Reads the page as a browser shows it: a table each for members, other states and organizations."""
    tables = [
        table
        for table in page.tables
        if table and {"Signature", "Ratification"} <= {cell.text for cell in table[0]}
    ]
    if not tables:
        is_no_list(Place(path, 1), raw, _EXPECTED)
    participants = tuple(one for table in tables for one in _rows(table, path))
    shown = re.search(r"Status as of (\d{2}/\d{2}/\d{4})", page.text)
    code = re.search(r"(?:CETS|ETS|Treaty) No\.?\s*(\d{3})", page.text)
    counts = {words: int(number) for words, number in _COUNTS.findall(page.text)}
    consents = counts.get("ratifications/accessions")
    return DepositaryPage(
        path,
        code[1] if code else "",
        page.text,
        day_of(shown[1], Place(path)) if shown else "",
        participants,
        {} if consents is None else {"consent": consents, **_signatures(counts, participants)},
        ("signature", "consent"),
    )


def _signatures(counts: Mapping[str, int], participants: Sequence[Participant]) -> dict[str, int]:
    """Returns how many signatures the page counts: those that no ratification followed, and those of its ratifications."""
    left = counts.get("signatures not followed by ratifications")
    if left is None:
        return {}
    kinds = [{act.category for act in one.acts} for one in participants]
    return {"signature": left + sum({"signature", "consent"} <= one for one in kinds)}


def _rows(table: Sequence[Sequence[MarkupCell]], path: str) -> Iterator[Participant]:
    heads = [cell.text for cell in table[0]]
    known = {"", "notes", *_COLUMNS, *(word.lower() for word in _ALSO)}
    for cell in table[0]:
        if cell.text.lower() not in known:
            is_unknown_head(Place(path, cell.line), cell.text, sorted(known - {""}))
    for cells in table[1:]:
        place = Place(path, cells[0].line if cells else None)
        if len(cells) == 1:
            continue  # the name of a group of states
        if len(cells) != len(heads):
            place.fail(f"expected {len(heads)} cells, got {len(cells)}; save the page again")
        by_head = dict(zip((head.lower() for head in heads), cells, strict=True))
        notes = (
            [note for note in re.split(r"[,\s]+", by_head["notes"].text) if note]
            if "notes" in by_head
            else []
        )
        yield _participant(cells[0], by_head, notes, path)


def _participant(
    name: MarkupCell, by_head: Mapping[str, MarkupCell], notes: Sequence[str], path: str
) -> Participant:
    place, acts, consent = Place(path, name.line), list[PageAct](), ActKind.CONSENT
    for note in notes:
        if not note.isdecimal() and note not in _NOTES:
            place.fail(
                f"{name.text} has the note {quoted(note)}; known are {', '.join(_NOTES)}: look at the page for what it means"
            )
        consent = _NOTES.get(note) or consent
    for head, kind in _COLUMNS.items():
        if head in by_head and by_head[head].text:
            cell = by_head[head]
            acts.append(
                PageAct(
                    consent if kind is ActKind.CONSENT else kind,
                    day_of(cell.text, Place(path, cell.line)),
                    cell.line,
                )
            )
    also = [
        word for column, word in _ALSO.items() if column.lower() in by_head and by_head[column.lower()].text
    ]
    return Participant(
        name.text,
        name.line,
        tuple(acts),
        (*also, *(f"footnote {note}" for note in notes if note.isdecimal())),
    )


TREATY_OFFICE = Depositary(
    "cets",
    "Treaty Office of the Council of Europe",
    lambda raw: "LibPaysOrga" in raw or ("coe.int" in raw and "<table" in raw.lower()),
    _read,
    lambda code: (
        f"https://www.coe.int/en/web/conventions/full-list?module=signatures-by-treaty&treatynum={code}"
    ),
    lambda code: (),  # its service asks for a key that the page carries: for people in a browser
)
