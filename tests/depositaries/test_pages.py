"""What is read of saved pages, and what of it is new: exactly that, whatever the form of the page."""

from __future__ import annotations

import pytest

from saved_pages import DAY, Saved, as_coe_page, as_un_page, saved
from thbgraph.graph import KnowledgeGraph

PALERMO = saved("palermo-protocol", "palermo-protocol.xml")
CETS = saved("cets-197", "cets-197.json")
C182 = saved("ilo-c182", "ilo-c182.html")

#: What the pages say and nobody recorded, from the lines of the pages.
NEW = {
    "palermo-protocol": {
        ("added", "lka", "Ratification", "2015-06-15"),
        ("added", "ton", "Accession", "2024-11-04"),
        ("added", "wsm", "Accession", "2025-02-17"),
    },
    "cets-197": {
        *(("added", state, "EntryIntoForce", day) for state, day in (
            ("bel", "2009-08-01"), ("ltu", "2012-06-01"), ("lux", "2009-08-01"), ("lva", "2008-07-01"), ("mkd", "2009-09-01"),
            ("mlt", "2008-05-01"), ("mne", "2008-11-01"), ("prt", "2008-06-01"), ("smr", "2011-03-01"), ("tun", "2026-02-01"),
        )),
        ("added", "tun", "Consent", "2025-10-14"),
    },
    "ilo-c182": {("added", "slb", "Denunciation", "2025-03-12")},
}  # fmt: skip


@pytest.mark.parametrize("page", [PALERMO, CETS, C182], ids=lambda page: page.treaty)
def test_exactly_what_is_new_is_proposed(page: Saved, graph: KnowledgeGraph) -> None:
    found = page.proposal(graph)
    added = {(row.change, row.party, row.kind, row.date) for row in found.rows if row.change == "added"}
    assert added == NEW[page.treaty]
    assert {row.change for row in found.news} == {"added", "changed", "covered"}
    assert {row.decision for row in found.rows} == {"accept"}
    # What is changed is more exact than what was known, and nothing else.
    for row in found.rows:
        if row.change == "changed":
            assert row.before and (
                " between " in f" {row.before}" or "consent" in row.before or "20" in row.before
            )


@pytest.mark.parametrize(
    ("data", "page"), [(PALERMO, as_un_page(PALERMO)), (CETS, as_coe_page(CETS))], ids=["un", "coe"]
)
def test_the_page_says_what_the_data_say(data: Saved, page: Saved, graph: KnowledgeGraph) -> None:
    def told(one: Saved, day: str) -> set[tuple[str, str, str, str]]:
        return {(row.change, row.act, row.date, row.printed) for row in one.proposal(graph, day).rows}

    # The page of the Treaty Office names accessions, which its data do not.
    assert told(data, DAY) == told(page, "")


def test_the_kind_of_a_consent_is_told_by_what_stands_beside_it(graph: KnowledgeGraph) -> None:
    kinds = {row.party: row.kind for row in PALERMO.proposal(graph).rows if row.act.endswith("-consent")}
    assert kinds["fin"] == "Acceptance" and kinds["european-community"] == "Approval"
    assert kinds["mne"] == "Succession" and kinds["swe"] == "Ratification" and kinds["che"] == "Ratification"
    kinds = {
        row.party: row.kind for row in as_coe_page(CETS).proposal(graph, "").rows if row.date == "2025-10-14"
    }
    assert kinds == {"tun": "Accession"}


def test_whoever_did_an_act_is_named_not_who_is_printed(graph: KnowledgeGraph) -> None:
    rows = {row.act: row for row in PALERMO.proposal(graph).rows}
    assert rows["act-palermo-protocol-yug-consent"].printed == "Serbia"
    assert rows["act-palermo-protocol-european-community-consent"].printed == "European Union"
    assert rows["act-palermo-protocol-cod-consent"].printed == "Democratic Republic of the Congo"
    assert (
        "act-palermo-protocol-tur-consent" in rows
    )  # printed as Türkiye, which was no name on the day of the act


def test_what_is_not_taken_over_is_said_by_place_only(graph: KnowledgeGraph) -> None:
    remarks = "\n".join(CETS.proposal(graph).remarks)
    assert "reservations of Denmark, Malta, Poland; see https://www.coe.int/" in remarks
    assert "territorial applications of Denmark, Netherlands, United Kingdom" in remarks


def test_a_rejected_row_is_not_proposed_again_and_holds_the_last_day_covered(graph: KnowledgeGraph) -> None:
    (row,) = [row for row in PALERMO.proposal(graph).rows if row.party == "ton"]
    found = PALERMO.proposal(graph, rejected={row.claim: "a slip of the page"})
    assert not [one for one in found.rows if one.party == "ton"]
    assert [one.kind for one in found.rows if one.change == "covered"] == ["Signature"]
    assert any("the last day covered of consents stays" in remark for remark in found.remarks)
    moved = PALERMO.edited("Tonga", consent="5 Nov 2024 a")
    assert [
        one.date for one in moved.proposal(graph, rejected={row.claim: "a slip"}).rows if one.party == "ton"
    ] == ["2024-11-05"]
