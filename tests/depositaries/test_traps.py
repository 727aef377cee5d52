"""Pages that must not be taken over as they are: each has one fault, and is refused, or asked about, by what it is.

`refused` are faults of the file, of which nothing is proposed; `asked` are rows that nobody can accept unseen.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from saved_pages import DAY, Saved, as_coe_page, as_un_page, saved
from thbgraph.base.errors import RequestError
from thbgraph.graph import KnowledgeGraph

PALERMO = saved("palermo-protocol", "palermo-protocol.xml")
PALERMO_PAGE = as_un_page(PALERMO)
CETS = saved("cets-197", "cets-197.json")
CETS_PAGE = as_coe_page(CETS)
C182 = saved("ilo-c182", "ilo-c182.html")


class Trap(NamedTuple):
    """A page with a fault, what is said of it, and the day given as that of its reading."""

    page: Saved
    said: str
    day: str = DAY


def other(page: Saved, text: str) -> Saved:
    """Returns another file in place of a page."""
    return page._replace(text=text)


def common(page: Saved, days: tuple[str, str, str, str], unsaid: dict[str, str]) -> dict[str, Trap]:
    """Returns the traps that each page may hold; `days` are 31 February, no month, a day in the future, before the adoption."""
    no_day, no_month, future, early = days
    rows = page.rows()
    return {
        "an empty file": Trap(other(page, ""), r":1: expected a page of the .*, got ''"),
        "a page of maintenance": Trap(
            other(page, "<html><body>The site is under urgent maintenance and is currently unavailable</body></html>"),
            r":1: expected a page of the .*, got 'The site is under urgent maintenance",
        ),
        "a page that asks who one is": Trap(
            other(page, "<html><body><h1>Just a moment...</h1></body></html>"), r":1: expected a page of the .*Just a moment"
        ),
        "a file cut in the middle": Trap(other(page, page.text[: len(page.text) // 2]), unsaid["cut"]),
        "rows that are missing": Trap(page.of(rows[: len(rows) // 2]), r"are recorded, .* among them"),
        "a row that is missing": Trap(page.without("Finland"), unsaid["missing"]),
        "an unknown participant": Trap(page.edited("Finland", name="Qwxzvb"), r":\d+: nobody is called 'Qwxzvb'"),
        "a name in the wrong encoding": Trap(
            page.edited("Finland", name=unsaid["garbled"]), r":\d+: nobody is called 'Fi.*'; add a new name"
        ),
        "a participant twice": Trap(page.and_(**dict(rows[0])), r":\d+: '.*' and '.*' on line \d+ are both"),
        "one state by two names": Trap(page.and_(**{**rows[0], "name": "Republic of Finland"}), r"are both fin;"),
        "a day that no calendar has": Trap(page.edited("Sweden", consent=no_day), r":\d+: expected a day that the calendar has"),
        "a month that is none": Trap(page.edited("Sweden", consent=no_month), r":\d+: expected a day"),
        "a day after that of the page": Trap(
            page.edited("Sweden", consent=future), r":\d+: Sweden: .* is after the day of the page, 29 November 2026"
        ),
        "a day before the adoption": Trap(
            page.edited("Sweden", consent=early), r":\d+: Sweden: .* is before the adoption of the treaty"
        ),
        "a page read before its acts": Trap(page, r":\d+: .* is after the day of the page, 1 January 2005", "2005-01-01"),
    }  # fmt: skip


REFUSED = {
    **{
        f"un: {name}": trap
        for name, trap in common(
            PALERMO,
            ("31 Feb\t 2004 ", "1 Dez\t 2004 ", "1 Dec\t 2026 ", "1 Mar\t 1999 "),
            {"cut": r":\d+: is not whole XML", "missing": r"are recorded, Finland among them", "garbled": "FiÃ±land"},
        ).items()
    },
    "un: a count of parties that differs": Trap(
        PALERMO.with_("<Parties>178<", "<Parties>179<"), r"counts 179 participants with a consent, its rows are 178"
    ),
    "un: a count of signatories that differs": Trap(
        PALERMO.with_("<Signatories>117<", "<Signatories>116<"), r"counts 116 participants with a signature, its rows are 117"
    ),
    "un: another treaty": Trap(
        PALERMO.with_("Protocol to Prevent, Suppress and Punish Trafficking in Persons, Especially Women and Children", "Protocol against the Smuggling of Migrants by Land, Sea and Air"),
        r":1: expected the page of 'Protocol to Prevent",
    ),
    "un: the convention of the protocol": Trap(
        PALERMO.with_("Protocol to Prevent, Suppress and Punish Trafficking in Persons, Especially Women and Children, supplementing the ", ""),
        r":1: expected the page of 'Protocol to Prevent",
    ),
    "un: a column of another kind": Trap(
        PALERMO.with_("<Entry>Signature</Entry>", "<Entry>Provisional application under Article V</Entry>"),
        r":\d+: the head of a column says 'Provisional application under Article V'",
    ),
    "un: a letter with another meaning in the head": Trap(
        PALERMO.with_("Approval(AA)", "Adherence(AA)"), r":\d+: the head of a column says 'Adherence\(AA\)'"
    ),
    "un: a table without its head": Trap(PALERMO.with_("<Entry>Participant</Entry>", "<Entry>State</Entry>"), r":1: expected the list of participants"),
    "un: a letter that the head has not": Trap(
        PALERMO.edited("Finland", consent="7 Sep\t 2006 x "), r":\d+: the letter 'x' stands behind a day under 'Ratification"
    ),
    "un: a letter of the other column": Trap(
        PALERMO.edited("Finland", signature="12 Dec\t 2000 a"), r":\d+: the letter 'a' stands behind a day under 'Signature'"
    ),
    "un: a year of two figures": Trap(PALERMO.edited("Finland", consent="7 Sep\t 06"), r":\d+: expected a day such as 3 May 2005"),
    "un: a day in figures": Trap(PALERMO.edited("Finland", consent="09/07/2006"), r":\d+: expected a day such as 3 May 2005"),
    "un: a bracket that does not close": Trap(
        PALERMO.edited("Finland", consent="[7 Sep\t 2006 A"), r":\d+: expected a day such as 3 May 2005.*brackets where withdrawn"
    ),
    "un: a word in a cell": Trap(PALERMO.edited("Finland", consent="see note 3"), r":\d+: expected a day such as 3 May 2005"),
    "un: a footnote that does not close": Trap(
        PALERMO.edited("Finland", name="Finland<superscript>4"), r":\d+: nobody is called 'Finland<superscript>4'"
    ),
    "un: a row without a participant": Trap(PALERMO.edited("Finland", name=""), r":\d+: a row without a participant"),
    "un: a cell too few": Trap(
        PALERMO.with_("<Row><Entry>Finland</Entry>", "<Row>"), r":\d+: expected 3 cells, got 2"
    ),
    "un: a cell too many": Trap(
        PALERMO.with_("<Row><Entry>Finland</Entry>", "<Row><Entry>Finland</Entry><Entry></Entry>"), r":\d+: expected 3 cells, got 4"
    ),
    "un: a consent before the signature": Trap(
        PALERMO.edited("Uganda", consent="11 Dec\t 2000 "), r":\d+: Uganda: ratification on 11 December 2000 is before the signature on 12 December 2000"
    ),
    "un: an entity of its own": Trap(
        PALERMO.with_("<Document>", '<!DOCTYPE Document [<!ENTITY a "b">]><Document>'), r":\d+: declares the entity a"
    ),
    "un: a file from elsewhere": Trap(
        PALERMO.with_("<Document>", '<!DOCTYPE Document [<!ENTITY f SYSTEM "file:///etc/passwd">]><Document>'), r":\d+: declares the entity f"
    ),
    "un: a page of the Treaty Office": Trap(CETS._replace(treaty="palermo-protocol"), r":1: expected a page of the United Nations Treaty Collection"),
    "un page: a page without a list": Trap(
        PALERMO_PAGE._replace(text="<html><body>treaties.un.org Loading</body></html>"), r":1: expected the list of participants.*Loading", ""
    ),
    "un page: a count that differs": Trap(PALERMO_PAGE.with_("Parties : 178", "Parties : 177"), r"counts 177 participants", ""),
    "un page: an encoding that is not its own": Trap(
        PALERMO_PAGE.with_("iso-8859-1", "utf-8"), r":\d+: is not utf-8 at byte", ""
    ),
    **{
        f"coe: {name}": trap
        for name, trap in common(
            CETS,
            ("2010-02-31T00:00:00", "2010-13-01T00:00:00", "2026-12-01T00:00:00", "1999-03-01T00:00:00"),
            {"cut": r":\d+: is not whole JSON", "missing": r"are recorded, Finland among them", "garbled": "FiÃ±land"},
        ).items()
    },
    "coe: an answer of the service that is an error": Trap(
        CETS._replace(text='{"LibPaysOrga": null, "Message": "Authorization has been denied"}'), r":1: expected the chart of signatures.*Authorization has been den"
    ),
    "coe: two lists instead of three": Trap(
        CETS._replace(text=CETS.text.replace("\n],\n[\n", ",\n", 1)), r":1: expected the chart of signatures"
    ),
    "coe: a row that is no row": Trap(CETS.with_("[[\n", "[[\n7,\n"), r"expected a row with LibPaysOrga, the participant, got '7'"),
    "coe: an encoding that is not its own": Trap(CETS.with_("T\xc3\xbcrkiye", "T\xfcrkiye"), r":\d+: is not utf-8 at byte"),
    "coe: one list instead of three": Trap(CETS._replace(text='[[{"LibPaysOrga": "Finland"}]]'), r":1: expected the chart of signatures"),
    "coe: another treaty": Trap(CETS._replace(text=CETS.text.replace('"NumSTE": "197"', '"NumSTE": "201"')), r":1: expected the page of 197, got that of 201"),
    "coe: several treaties": Trap(CETS.with_('"NumSTE": "197"', '"NumSTE": "201"'), r":1: has rows of several treaties \(197, 201\)"),
    "coe: a participant called Null": Trap(CETS.edited("Finland", name="Null"), r"expected a row with LibPaysOrga"),
    "coe: a day of another meaning": Trap(CETS.edited("Finland", more='{"DateRetrait": "2020-01-01T00:00:00"}'), r":\d+: Finland has a day 'DateRetrait'"),
    "coe: a day that is a number": Trap(CETS.edited("Finland", more='{"DateDenonciation": 1577836800}'), r":\d+: Finland: expected under DateDenonciation a day"),
    "coe: a day as people write it here": Trap(CETS.edited("Finland", consent="30.5.2012"), r":\d+: expected a day"),
    "coe: a denunciation before any consent": Trap(
        CETS.edited("Finland", more='{"DateDenonciation": "2011-01-01T00:00:00"}'), r":\d+: Finland: denunciation on 1 January 2011 is before any consent"
    ),
    "coe: an entry into force that the rule does not give": Trap(
        CETS.edited("Tunisia", entry="2026-01-01T00:00:00"),
        r":\d+: Tunisia: entry into force on 1 January 2026, but from the consent on 14 October 2025 the rule .* gives 1 February 2026",
    ),
    "coe: an entry into force without a consent": Trap(CETS.edited("Japan", entry="2026-01-01T00:00:00"), r":\d+: Japan: entry into force on 1 January 2026 without a consent"),
    "coe: a consent before the signature": Trap(
        CETS.edited("Japan", signature="2025-02-01T00:00:00", consent="2025-01-01T00:00:00"), r":\d+: Japan: consent on 1 January 2025 is before the signature"
    ),
    "coe: the page as it is before its program runs": Trap(
        CETS_PAGE._replace(text="<html><body><a href='https://www.coe.int/'></a>You need to enable JavaScript to run this app.<table></table></body></html>"),
        r":1: expected the chart of signatures.*You need to enable JavaScript", "",
    ),
    "coe page: another treaty": Trap(CETS_PAGE.with_("Treaty No.197", "Treaty No.201"), r":1: expected the page of 197, got that of 201", ""),
    "coe page: a count of consents that differs": Trap(
        CETS_PAGE.with_("ratifications/accessions: ", "ratifications/accessions: 1"), r"counts 1\d\d participants with a consent", ""
    ),
    "coe page: a count of signatures that differs": Trap(
        CETS_PAGE.with_("not followed by ratifications: ", "not followed by ratifications: 1"), r"counts \d+ participants with a signature", ""
    ),
    "coe page: a column of another kind": Trap(CETS_PAGE.with_("<th>R.</th>", "<th>X.</th>"), r":\d+: the head of a column says 'X.'", ""),
    "coe page: a note of another kind": Trap(CETS_PAGE.with_("<td>a</td>", "<td>w</td>"), r":\d+: .* has the note 'w'", ""),
    "coe page: a cell too few": Trap(CETS_PAGE.with_("<tr><td>Finland</td>", "<tr>"), r":\d+: expected 6 cells, got 5", ""),
    "coe page: a day in the American way": Trap(CETS_PAGE.with_("<td>30/05/2012</td>", "<td>05/30/2012</td>"), r":\d+: expected a day that the calendar has", ""),
    **{
        f"ilo: {name}": trap
        for name, trap in common(
            C182,
            ("31 Feb 2004", "01 Dez 2004", "01 Dec 2026", "01 Mar 1989"),
            {"cut": r"are recorded, .* among them", "missing": r"are recorded, Finland among them", "garbled": "FiÃ±Â±land".encode().decode("latin-1")},
        ).items()
    },
    "ilo: a count that differs": Trap(C182.with_("187 ratifications", "186 ratifications"), r"counts 186 participants with a consent, its rows are 187"),
    "ilo: another convention": Trap(C182.with_("Ratifications of C182", "Ratifications of C138"), r":1: expected the page of C182, got that of C138"),
    "ilo: the text of the convention": Trap(C182.with_("Ratifications of C182", "C182"), r":1: expected the page Ratifications of a convention"),
    "ilo: a page without its table": Trap(
        C182._replace(text="<html><body>NORMLEX Ratifications of C182 loading</body></html>"), r":1: expected the page Ratifications.*loading"
    ),
    "ilo: columns in another order": Trap(C182.with_("<th>Country</th><th>Date</th>", "<th>Date</th><th>Country</th>"), r":1: expected the page Ratifications"),
    "ilo: a column of another kind": Trap(C182.with_("<th>Note</th>", "<th>Deposit</th>"), r":\d+: the head of a column says 'Deposit'"),
    "ilo: an unknown status": Trap(C182.edited("Finland", status="Suspended"), r":\d+: Finland: expected the status In Force.*got 'Suspended'"),
    "ilo: not in force, without why": Trap(C182.edited("Finland", status="Not in force"), r":\d+: Finland: expected the status In Force.*got 'Not in force'"),
    "ilo: not in force, for another reason": Trap(
        C182.edited("Finland", status="Not in force", note="Declared inapplicable"), r":\d+: Finland: expected the status In Force"
    ),
    "ilo: a denunciation on a day that is none": Trap(
        C182.edited("Finland", status="Not in force", note="Denounced on 31 Feb 2020"), r":\d+: expected a day that the calendar has"
    ),
    "ilo: a denunciation before the ratification": Trap(
        C182.edited("Finland", status="Not in force", note="Denounced on 01 Jan 2000"), r":\d+: Finland: denunciation on 1 January 2000 is before any consent"
    ),
    "ilo: an entry into force that the rule does not give": Trap(
        C182.edited("Finland", status="Not in force", note="The Convention will enter into force for Finland on 01 Jan 2027"),
        r":\d+: Finland: entry into force on 1 January 2027, but from the consent on 17 January 2000 the rule .* gives",
    ),
    "ilo: a row of one cell": Trap(C182.with_("<tr><td class=\"firstCol\">", "<tr><td>Africa</td></tr><tr><td class=\"firstCol\">"), r":\d+: expected cells for Country, Date, Status, Note, got 1"),
    "ilo: a row without a country": Trap(C182.edited("Finland", name=""), r":\d+: expected cells for Country"),
    "ilo: a row without a day": Trap(C182.edited("Finland", consent=""), r":\d+: expected a day"),
    "ilo: a denunciation in the future": Trap(
        C182.edited("Finland", status="Not in force", note="Denounced on 01 Dec 2026"), r":\d+: Finland: denunciation on 1 December 2026 is after the day of the page"
    ),
    "ilo: a year of two figures": Trap(C182.edited("Finland", consent="17 Jan 00"), r":\d+: expected a day"),
    "ilo: a day in figures": Trap(C182.edited("Finland", consent="17.1.2000"), r":\d+: expected a day"),
    "ilo: an encoding that is not its own": Trap(C182.with_("charset=\"utf-8\"", "charset=\"ascii\""), r":\d+: is not ascii at byte"),
    "ilo: an encoding that nobody knows": Trap(C182.with_("charset=\"utf-8\"", "charset=\"utf-88\""), r":1: names an unknown encoding: utf-88"),
    "ilo: a page of the Treaty Collection": Trap(PALERMO._replace(treaty="ilo-c182"), r":1: expected a page of the ILO"),
}  # fmt: skip

ASKED = {
    "un: another day than recorded": Trap(
        PALERMO.edited("Finland", consent="8 Sep\t 2006 A"), r"fin .*another day is recorded: which is right"
    ),
    "un: another kind than recorded": Trap(PALERMO.edited("Finland", consent="7 Sep\t 2006 AA"), r"fin .*another kind is recorded"),
    "un: a name of two states": Trap(PALERMO.edited("Sri Lanka", name="Congo"), r"who is Congo: cod or cog\?"),
    "un: a name that is only alike": Trap(PALERMO.edited("Tonga", name="Tongaa"), r"who is Tongaa: ton"),
    "un: a footnote that is not marked up": Trap(PALERMO.edited("Tonga", name="Tonga 4"), r"who is Tonga 4: ton"),
    "un: a part of a name": Trap(PALERMO.edited("Tonga", name="Korea"), r"who is Korea: "),
    "un: a state that did not exist": Trap(PALERMO.edited("Tonga", name="South Sudan", consent="1 Mar\t 2008 a"), r"South Sudan began on 9 July 2011"),
    "un: a consent in brackets": Trap(PALERMO.edited("Finland", consent="[7 Sep\t 2006 A]"), r"fin .*in brackets, which means withdrawn or replaced"),
    "un: a participant in brackets": Trap(PALERMO.edited("Finland", name="[Finland<superscript>9</superscript>]"), r"in brackets.*footnote 9 says what"),
    "un: two days in a cell": Trap(PALERMO.edited("Finland", consent="7 Sep\t 2006 A 9 Sep\t 2007 A"), r"fin .*another day is recorded"),
    "un: a consent that is gone": Trap(PALERMO.edited("Finland", consent=""), r"fin .*it is not on the page: correct data/tables/untc-acts.csv:\d+ by hand"),
    "coe: another day than recorded": Trap(CETS.edited("Finland", consent="2012-05-31T00:00:00"), r"fin .*another day is recorded"),
    "coe: a signature that is gone": Trap(
        CETS.edited("Finland", signature="").edited("Japan", signature="2026-01-01T00:00:00"), r"fin .*it is not on the page"
    ),
    "coe: a name that is only alike": Trap(CETS.edited("Tunisia", name="Tunisie Republic"), r"who is Tunisie Republic"),
    "ilo: another day than recorded": Trap(C182.edited("Finland", consent="18 Jan 2000"), r"fin .*another day is recorded"),
    "ilo: a name that is only alike": Trap(C182.edited("Solomon Islands", name="Salomon Island", consent="01 Mar 2021"), r"who is Salomon Island: slb"),
    "ilo: an automatic denunciation": Trap(
        C182.edited("Finland", status="Not in force", note="Automatic Denunciation on 12 Mar 2021 by convention C999"),
        r"fin .*in brackets|fin .*withdrawn",
    ),
    "ilo: a name of two states": Trap(C182.edited("Congo", consent="1 Jan 2020"), r"who is Congo: cod or cog\?"),
}  # fmt: skip


def test_each_page_has_forty_traps() -> None:
    names = [*REFUSED, *ASKED]
    for whose in ("un", "coe", "ilo"):
        assert sum(re.match(rf"{whose}\b", name) is not None for name in names) >= 40, whose


@pytest.mark.parametrize("trap", REFUSED.values(), ids=REFUSED)
def test_a_page_with_a_fault_is_refused_by_it(trap: Trap, graph: KnowledgeGraph) -> None:
    faults = trap.page.refused(graph, trap.day)
    assert re.search(trap.said, faults), faults
    assert faults.startswith(trap.page.name)
    assert "; " in faults  # and what to do


@pytest.mark.parametrize("trap", ASKED.values(), ids=ASKED)
def test_what_is_not_certain_is_asked(trap: Trap, graph: KnowledgeGraph) -> None:
    asked = [row for row in trap.page.proposal(graph, trap.day).rows if row.decision == "?"]
    told = [f"{row.party} {row.change} {row.kind} {row.question}" for row in asked]
    assert any(re.search(trap.said, one) for one in told), told
    # and nothing else is, but for what follows of it
    assert len(asked) <= 3


def test_a_page_without_its_day_needs_one(graph: KnowledgeGraph) -> None:
    with pytest.raises(RequestError, match="does not say on which day it is; add --read"):
        PALERMO.proposal(graph, "")
    with pytest.raises(RequestError, match="says that it is as at 2026-11-29, --read says 2026-11-30"):
        PALERMO_PAGE.proposal(graph, "2026-11-30")
