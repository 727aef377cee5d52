"""When an instrument was not open to a state: small graphs worked out by hand, and the real one.

Sources: articles 42(1) and 43(1) of CETS No. 197, article 13 of the protocol on the sale of children, and the
dated acts of ../shared/open-data.
"""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from thbgraph.base.namespaces import ID, PREFIXES, SOURCE, THB
from thbgraph.base.vocabulary import ActKind, Status
from thbgraph.graph import KnowledgeGraph
from thbgraph.status.cases import statuses
from thbgraph.status.date_bounds import Interval
from thbgraph.status.eligibility import unmet_on
from thbgraph.status.records import Eligibility, Membership, Records

PROLOGUE = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
OPENED = 'id:o a thb:OpeningForSignature ; thb:instrument id:x ; dcterms:date "2005-05-16"^^xsd:date . '
IN_FORCE = 'id:e a thb:EntryIntoForce ; thb:instrument id:x ; dcterms:date "2008-02-01"^^xsd:date . '
ACCEDED = 'id:a a thb:Accession ; thb:consentingParty id:blr ; thb:instrument id:x ; dcterms:date "2013-11-26"^^xsd:date . '
SIGN = "id:sign a thb:EligibilityRule ; thb:instrument id:x ; thb:actKind thb:Signature ; thb:membersOf id:coe . "
ACCEDE = """id:accede a thb:EligibilityRule ; thb:instrument id:x ; thb:actKind thb:Accession ;
  thb:forOthersThan id:sign ; thb:afterEntryIntoForce true . """
MEMBER = "id:m a org:Membership ; org:member id:blr ; org:organization id:coe ; org:role thb:Member . "
WHOLE = OPENED + IN_FORCE + ACCEDED + SIGN + ACCEDE
#: The protocol x is open to who signed the convention y.
PROTOCOL = """id:join a thb:EligibilityRule ; thb:instrument id:x ; thb:actKind thb:Signature , thb:Consent ;
  thb:requiredInstrument id:y ; thb:requiredAct thb:Signature . """
CONVENTION = """id:ys a thb:Signature ; thb:signatory id:blr ; thb:instrument id:y ; dcterms:date "2007-01-10"^^xsd:date .
  id:yc a thb:Ratification ; thb:consentingParty id:blr ; thb:instrument id:y ; dcterms:date "2009-01-10"^^xsd:date . """
CLOSED = ("NotApplicable", "2005-05-16", "2008-01-31")


def periods(text: str, state: str = "blr") -> list[tuple[str, str | None, str | None]]:
    quads = list(
        ox.parse(PROLOGUE + f"source:a {{ id:{state} a thb:State . {text} }}", format=ox.RdfFormat.TRIG)
    )
    found = statuses(Records(quads)).periods
    of = [its for pair, its in found.items() if pair == (ID + "x", ID + state)]
    return [(period.status.removeprefix(THB), period.first, period.last) for period in (of[0] if of else [])]


def test_who_acceded_as_a_state_outside_could_not_join_before_the_entry_into_force() -> None:
    assert periods(WHOLE)[:3] == [
        ("NoAct", None, "2005-05-15"),
        CLOSED,
        ("NoAct", "2008-02-01", "2013-11-25"),
    ]


@pytest.mark.parametrize(
    ("without", "extra"),
    [
        (SIGN, ""),  # then nothing says to whom it is open besides
        (ACCEDE, ""),
        (
            ACCEDED,
            ACCEDED.replace("Accession", "Ratification"),
        ),  # who ratified may have taken part in drafting
        (ACCEDED, ACCEDED.replace("thb:Accession", "thb:Consent")),  # of which the kind is not known
        (IN_FORCE, ""),
        ("", MEMBER),
    ],
)
def test_what_is_not_decided_is_left_as_it_was(without: str, extra: str) -> None:
    found = periods(WHOLE.replace(without, "") + extra)
    assert "NotApplicable" not in [status for status, _, _ in found]


def test_a_membership_of_another_group_or_as_an_observer_opens_nothing() -> None:
    assert CLOSED in periods(WHOLE + MEMBER.replace("id:coe", "id:osce"))
    assert CLOSED in periods(WHOLE + MEMBER.replace("thb:Member .", "thb:Observer ."))


def test_a_signature_all_the_same_is_never_hidden() -> None:
    signed = 'id:s a thb:Signature ; thb:signatory id:blr ; thb:instrument id:x ; dcterms:date "2006-01-01"^^xsd:date . '
    found = periods(WHOLE + signed)
    assert ("NotApplicable", "2005-05-16", "2005-12-31") in found
    assert ("Signatory", "2006-01-01", "2013-11-25") in found


def test_an_undated_accession_shuts_out_up_to_the_first_day_on_which_it_can_have_been() -> None:
    between = """id:a a thb:Accession ; thb:consentingParty id:blr ; thb:instrument id:x ;
      thb:notBefore "2006-03-01"^^xsd:date ; thb:notAfter "2006-04-01"^^xsd:date . """
    assert ("NotApplicable", "2005-05-16", "2006-02-28") in periods(
        OPENED + IN_FORCE + between + SIGN + ACCEDE
    )


def test_a_protocol_is_open_from_the_signature_of_its_convention() -> None:
    joined = ACCEDED + OPENED + PROTOCOL + CONVENTION
    assert periods(joined)[:3] == [
        ("NoAct", None, "2005-05-15"),
        ("NotApplicable", "2005-05-16", "2007-01-09"),
        ("NoAct", "2007-01-10", "2013-11-25"),
    ]


def test_a_protocol_that_asks_for_a_consent_is_open_since_both_can_be_consented_to_together() -> None:
    consent = PROTOCOL.replace("requiredAct thb:Signature", "requiredAct thb:Consent")
    found = periods(ACCEDED + OPENED + consent + CONVENTION)
    assert found[0] == ("NoAct", None, "2013-11-25")


def test_of_whom_no_act_under_the_convention_is_recorded_nothing_follows() -> None:
    """A source that names every act makes no act of it, but who did nothing may still not be recorded."""
    covered = """id:cov a thb:Coverage ; thb:instrument id:y ; thb:actKind thb:Consent ;
      thb:completeUpTo "2012-01-01"^^xsd:date . """
    for said in ("", covered, covered + covered.replace("cov ", "cov2 ").replace("Consent", "Signature")):
        assert "NotApplicable" not in [one[0] for one in periods(ACCEDED + OPENED + PROTOCOL + said)]


def test_a_protocol_was_not_open_as_long_as_it_is_known_that_its_convention_was_not_signed() -> None:
    consented = """id:yc a thb:Consent ; thb:consentingParty id:blr ; thb:instrument id:y ;
      dcterms:date "2009-01-10"^^xsd:date . """
    covered = """id:cov a thb:Coverage ; thb:instrument id:y ; thb:actKind thb:Signature ;
      thb:completeUpTo "2007-03-01"^^xsd:date . """
    assert ("NotApplicable", "2005-05-16", "2007-03-01") in periods(
        ACCEDED + OPENED + PROTOCOL + consented + covered
    )


# Instrument, state, the first and last day on which it was not open to it: all that the sources decide.
#: States that are no members of the ILO, whose conventions bind its members alone, and when these were adopted.
OUTSIDE = ("and", "btn", "fsm", "lie", "mco", "niu", "nru", "prk", "pse", "vat")
ADOPTED = {
    "ilo-c029": "1930-06-28",
    "ilo-c105": "1957-06-25",
    "ilo-c138": "1973-06-26",
    "ilo-c182": "1999-06-17",
    "ilo-p029": "2014-06-11",
}
KNOWN = [
    ("cets-197", "blr", "2005-05-16", "2008-01-31"),  # acceded on 26 November 2013, by article 43(1)
    ("cets-197", "isr", "2005-05-16", "2008-01-31"),  # acceded on 28 May 2021
    ("crc-op-sc", "pse", "2000-05-25", "2014-04-01"),  # acceded to the CRC on 2 April 2014
    ("crc-op-sc", "som", "2000-05-25", "2002-05-08"),  # signed the CRC on 9 May 2002
    (
        "crc-op-sc",
        "ssd",
        "2011-07-09",
        "2014-11-10",
    ),  # consented to the CRC on 23 January 2015; the protocol's records end before
    ("crc-op-sc", "tls", "2002-05-20", "2003-04-15"),  # acceded to both on 16 April 2003
]


#: The convention x binds members of the organization i alone, whose members a list names up to a day.
FOR_MEMBERS = """id:ratify a thb:EligibilityRule ; thb:instrument id:x ; thb:actKind thb:Consent ;
  thb:membersOf id:i ; thb:membersOnly true . """
LISTED = 'id:l a thb:Coverage ; thb:membersOf id:i ; thb:completeUpTo "2020-01-31"^^xsd:date . '
UNSIGNED = "id:x thb:isSigned false . "
#: A report of a state under another convention that binds members alone.
REPORTED = (
    FOR_MEMBERS.replace("id:x", "id:y").replace("ratify", "other")
    + """id:s a thb:StatusReport ; thb:state id:blr ; thb:instrument id:y ; thb:reportedStatus thb:%s .
  """
)
#: A rule by which the convention enters into force, so that every state has a status under it.
RULED = 'id:r a thb:EntryIntoForceRule ; thb:instrument id:x ; thb:countedConsents thb:AllConsents ; thb:threshold 2 ; thb:delay "1 day" . '
BINDING = OPENED + FOR_MEMBERS + LISTED + UNSIGNED + RULED


def test_who_is_named_by_no_list_of_members_cannot_join_what_binds_members_alone() -> None:
    assert periods(BINDING) == [
        ("NoAct", None, "2005-05-15"),
        ("NotApplicable", "2005-05-16", "2020-01-31"),
        ("Undetermined", "2020-02-01", None),  # it may have become a member since, and joined
    ]


@pytest.mark.parametrize(
    ("without", "extra"),
    [
        (LISTED, ""),
        (" ; thb:membersOnly true", ""),
        ("", MEMBER.replace("id:coe", "id:i")),
        ("", ACCEDED),  # who did it can
        ("", REPORTED % "Consented"),  # who is said to have done it, too
        ("", REPORTED % "FormerParty"),
        (
            "",
            ACCEDED.replace("id:x", "id:y") + FOR_MEMBERS.replace("id:x", "id:y").replace("ratify", "other"),
        ),
    ],
)
def test_who_may_be_a_member_is_not_shut_out(without: str, extra: str) -> None:
    found = periods(BINDING.replace(without, "") + extra)
    assert found and "NotApplicable" not in [status for status, _, _ in found]


def test_the_real_graph_has_these_and_no_others(graph: KnowledgeGraph) -> None:
    rows = graph.sparql(
        "SELECT ?instrument ?state ?first ?last ?basis { ?p thb:status thb:NotApplicable ; thb:state ?state ;"
        " thb:instrument ?instrument ; thb:firstDay ?first ; thb:lastDay ?last ; thb:basis ?basis }"
        " ORDER BY ?instrument ?state"
    )
    assert not isinstance(rows, bool | list)
    found = [
        (*(row[name].iri.removeprefix(ID) for name in ("instrument", "state")), row["first"], row["last"])
        for row in rows
    ]
    of_the_ilo = [pair for pair in found if pair[0] in ADOPTED]
    assert [(*pair[:2], str(pair[2]), str(pair[3])) for pair in found if pair not in of_the_ilo] == KNOWN
    assert [pair[:2] for pair in of_the_ilo] == [(treaty, state) for treaty in ADOPTED for state in OUTSIDE]
    for treaty, _, first, last in of_the_ilo:
        assert str(first) >= ADOPTED[treaty] and str(last) == "2020-01-31"  # the list of the World Factbook


@pytest.mark.parametrize(("instrument", "state", "first", "last"), KNOWN)
def test_its_rule_and_the_acts_that_decide_are_told_and_proven(
    graph: KnowledgeGraph, instrument: str, state: str, first: str, last: str
) -> None:
    for day in (first, last):
        found = graph.status(ID + state, ID + instrument, as_of=day)
        assert found.status == "not applicable" and "it was not open to" in found.sentence
        assert found.basis == "computed" and found.conditions
        assert SOURCE + "eligibility-rules" in {graph for one in found.grounds for graph in one.graphs}
        assert {quad.graph_name.value for quad in found.citation.statements} > {SOURCE + "eligibility-rules"}
    node = f"https://w3id.org/thbgraph/computed/status/{instrument}/{state}/{first}"
    proof = str(graph.why(node, "thb:status", "thb:NotApplicable"))
    assert "follows in 1 step" in proof and "eligibility rules" in proof


def test_the_condition_is_told_in_neutral_words_with_its_article(graph: KnowledgeGraph) -> None:
    def told(state: str, instrument: str, day: str) -> list[str]:
        return [ground.words for ground in graph.status(state, instrument, as_of=day).conditions]

    invited = (
        "open for accession to other states only by invitation, after its entry into force (article 43(1))"
    )
    for day in ("2007-01-01", "2010-01-01"):  # that it acceded shows that the other rule is not for it
        assert told("Belarus", "CETS 197", day) == [invited]
    japan = told("Japan", "CETS 197", "2010-01-01")
    assert len(japan) == 2 and "took part in drafting it" in japan[0] and japan[1] == invited
    assert graph.status("Japan", "CETS 197", as_of="2007-01-01").status == "undetermined"
    assert told("Russia", "CETS 197", "2010-01-01") == []  # a member state
    assert len(told("Russia", "CETS 197", "2023-01-01")) == 2  # no longer one
    assert told("Somalia", "CRC-OP-SC", "2003-01-01") == []  # it had signed the CRC
    assert "article 13" in told("Somalia", "CRC-OP-SC", "2001-01-01")[0]
    assert told("Finland", "Palermo Protocol", "2001-01-01") == []  # no rule of it is recorded
    assert "article 8(1)" in told("United States", "ILO P029", "2015-01-01")[0]
    assert told("Finland", "ILO P029", "2015-01-01") == []  # it had ratified Convention No. 29


@pytest.mark.parametrize(
    ("group", "status", "is_met"),
    [("i", Status.PARTY, True), ("i", Status.NO_ACT, False), ("j", Status.PARTY, False)],
)
def test_a_rule_that_asks_for_membership_and_an_act_is_met_with_both(
    group: str, status: Status, is_met: bool
) -> None:
    rule = Eligibility("r", "x", frozenset({ActKind.CONSENT}), "i", True, "y", True, None, False)
    member = Membership("m", "s", group, Interval(), Interval())
    assert unmet_on("2015-01-01", [rule], (), [member], {"y": status}) == ([] if is_met else [rule])
