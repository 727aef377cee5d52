"""Status from statements: small graphs whose periods are worked out by hand."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from thbgraph.base.dates import day_before
from thbgraph.base.namespaces import ID, PREFIXES, THB
from thbgraph.base.vocabulary import Status
from thbgraph.status.cases import statuses
from thbgraph.status.records import Records

PROLOGUE = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
SIGNED = 'id:s a thb:Signature ; thb:signatory id:fin ; thb:instrument id:x ; dcterms:date "2001-01-10"^^xsd:date . '
RATIFIED = 'id:c a thb:Ratification ; thb:consentingParty id:fin ; thb:instrument id:x ; dcterms:date "2002-01-10"^^xsd:date . '
OPENED = 'id:o a thb:Adoption ; thb:instrument id:x ; dcterms:date "2000-01-01"^^xsd:date . '
IN_FORCE = 'id:e a thb:EntryIntoForce ; thb:instrument id:x ; dcterms:date "2000-06-01"^^xsd:date . '
UNSIGNED = "id:x thb:isSigned false . "
LATER = 'id:r a thb:EntryIntoForceRule ; thb:countedConsents thb:OwnConsent ; thb:instrument id:x ; thb:delay "30 days" ; thb:delayEnds thb:OnThatDay . '


def coverage(kind: str, day: str) -> str:
    return f"""id:cov-{kind} a thb:Coverage ; thb:instrument id:x ; thb:actKind thb:{kind} ;
      thb:completeUpTo "{day}"^^xsd:date . """


def report(name: str, status: str, day: str, state: str = "fin") -> str:
    return f"""id:{name} a thb:StatusReport ; thb:state id:{state} ; thb:instrument id:x ;
      thb:reportedStatus thb:{status} ; dcterms:isPartOf id:list-{name} .
      id:list-{name} a thb:StatusList ; thb:reportingDay "{day}"^^xsd:date . """


def periods(text: str, state: str = "fin", later: str = "") -> list[tuple[str, str | None, str | None]]:
    stated = PROLOGUE + f"source:a {{ id:fin a thb:State . {text} }} source:b {{ {later} }}"
    quads = list(ox.parse(stated, format=ox.RdfFormat.TRIG))
    found = statuses(Records(quads)).periods
    of = [its for (_, who), its in found.items() if who == ID + state]
    return [(period.status.removeprefix(THB), period.first, period.last) for period in (of[0] if of else [])]


def test_from_no_act_to_party() -> None:
    assert periods(SIGNED + RATIFIED + IN_FORCE + LATER) == [
        ("NoAct", None, "2001-01-09"),
        ("Signatory", "2001-01-10", "2002-01-09"),
        ("Contracting", "2002-01-10", "2002-02-08"),
        ("Party", "2002-02-09", None),
    ]


def test_who_signed_may_have_consented_since_unless_something_says_that_it_had_not() -> None:
    assert periods(SIGNED) == [("NoAct", None, "2001-01-09"), ("Undetermined", "2001-01-10", None)]
    assert periods(SIGNED + coverage("Consent", "2010-01-01"))[1:] == [
        ("Signatory", "2001-01-10", "2010-01-01"),
        ("Undetermined", "2010-01-02", None),
    ]


def test_a_report_and_a_later_one_bound_an_undated_signature() -> None:
    found = periods(report("one", "NoAct", "2001-01-01") + report("two", "Signatory", "2003-01-01"))
    assert found == [
        ("NoAct", None, "2001-01-01"),
        ("Undetermined", "2001-01-02", "2002-12-31"),
        ("Signatory", "2003-01-01", "2003-01-01"),
        ("Undetermined", "2003-01-02", None),
    ]


def test_not_consented_does_not_say_not_signed() -> None:
    found = periods(report("one", "NotConsented", "2001-01-01"))
    assert not [one for one in found if one[0] in ("NoAct", "Signatory")]


def test_nothing_recorded_and_no_complete_source_gives_no_period() -> None:
    assert periods(IN_FORCE) == []


def test_only_a_source_that_names_all_makes_an_absence_of_it() -> None:
    both = coverage("Signature", "2010-01-01") + coverage("Consent", "2010-01-01")
    assert periods(both + LATER) == [("NoAct", None, "2010-01-01"), ("Undetermined", "2010-01-02", None)]
    assert [status for status, *_ in periods(coverage("Consent", "2010-01-01") + LATER)] == [
        "Undetermined"
    ] * 2


def test_an_accession_excludes_an_earlier_signature() -> None:
    acceded = RATIFIED.replace("thb:Ratification", "thb:Accession")
    assert periods(acceded + IN_FORCE + LATER)[0] == ("NoAct", None, "2002-01-09")
    assert periods(RATIFIED + IN_FORCE + LATER)[0][0] == "Undetermined"  # it may have signed before


def test_a_treaty_without_signature_has_no_signatories_and_no_open_signature() -> None:
    found = periods(UNSIGNED + RATIFIED + IN_FORCE + LATER)
    assert [status for status, *_ in found] == ["NoAct", "Contracting", "Party"]


def test_no_party_before_the_treaty_is_in_force() -> None:
    late = IN_FORCE.replace("2000-06-01", "2005-06-01")
    assert periods(SIGNED + RATIFIED + late + LATER)[-2:] == [
        ("Contracting", "2002-01-10", "2005-05-31"),
        ("Party", "2005-06-01", None),
    ]


def test_a_consent_alone_does_not_say_that_the_treaty_was_not_in_force() -> None:
    assert periods(SIGNED + RATIFIED)[-1] == ("Undetermined", "2002-01-10", None)
    reported = report("one", "Contracting", "2004-01-01")
    assert periods(SIGNED + RATIFIED + reported)[-2:] == [
        ("Contracting", "2002-01-10", "2004-01-01"),
        ("Undetermined", "2004-01-02", None),
    ]


@pytest.mark.parametrize(("begun", "may_be_bound"), [("1999-12-31", False), ("2000-01-02", True)])
def test_only_a_state_that_came_after_the_treaty_may_confirm_what_bound_it(
    begun: str, may_be_bound: bool
) -> None:
    """A consent that nothing tells of binds after the delay of the rule, but for a new state, which may have been bound before."""
    rule = LATER.replace("30 days", "12 months")
    silent = coverage("Consent", "2010-01-01")
    start = f'id:fin schema:startDate "{begun}"^^xsd:date . '
    stated = (
        PROLOGUE
        + f"source:a {{ id:fin a thb:State . {UNSIGNED + OPENED + IN_FORCE + rule + silent + start} }}"
    )
    quads = list(ox.parse(stated, format=ox.RdfFormat.TRIG))
    (its,) = [found for (_, who), found in statuses(Records(quads)).periods.items() if who == ID + "fin"]
    (day_after,) = [one for one in its if one.holds("2010-01-02")]
    assert (Status.PARTY in day_after.possible) == may_be_bound


@pytest.mark.parametrize(("joined", "may_be_bound"), [("2007", False), ("2008", True), (None, True)])
def test_a_member_confirms_what_bound_it_in_the_year_of_joining_or_the_next(
    joined: str | None, may_be_bound: bool
) -> None:
    """It had not consented by 1 January 2009: who had joined by 2007 can only ratify since, and is bound a year later."""
    rule = LATER.replace("30 days", "12 months") + coverage("Consent", "2009-01-01")
    rule += report("one", "Consented", "2009-06-01") + UNSIGNED + OPENED + IN_FORCE
    rule += "id:w a thb:EligibilityRule ; thb:instrument id:x ; thb:actKind thb:Consent ; thb:membersOf id:ilo ; thb:membersOnly true . "
    if joined:
        rule += f'id:m org:member id:fin ; org:organization id:ilo ; org:role thb:Member ; schema:startDate "{joined}"^^xsd:gYear . '
    stated = PROLOGUE + f"source:a {{ id:fin a thb:State . {rule} }}"
    quads = list(ox.parse(stated, format=ox.RdfFormat.TRIG))
    (its,) = [found for (_, who), found in statuses(Records(quads)).periods.items() if who == ID + "fin"]
    (day,) = [one for one in its if one.holds("2009-07-01")]
    assert (Status.PARTY in day.possible) == may_be_bound


def test_a_stated_day_wins_over_the_rule() -> None:
    stated = 'id:f a thb:EntryIntoForce ; thb:forParty id:fin ; thb:instrument id:x ; dcterms:date "2002-03-01"^^xsd:date . '
    assert periods(SIGNED + RATIFIED + IN_FORCE + LATER + stated)[-1] == ("Party", "2002-03-01", None)


def test_a_denunciation_opens_the_end_and_a_report_closes_it() -> None:
    left = 'id:d a thb:Denunciation ; thb:actor id:fin ; thb:instrument id:x ; dcterms:date "2008-01-01"^^xsd:date . '
    found = periods(SIGNED + RATIFIED + IN_FORCE + LATER + left + report("one", "FormerParty", "2009-06-01"))
    assert found[-3:] == [
        ("Party", "2002-02-09", "2007-12-31"),
        ("Undetermined", "2008-01-01", "2009-05-31"),
        ("FormerParty", "2009-06-01", None),
    ]


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [("2008-01-01", "2009-01-01", "2009-01-01"), ("2008-02-29", "2009-02-28", "2009-02-28"), ("2008", "2009-01-01", "2009-12-31")],
)  # fmt: skip
def test_a_rule_on_denunciation_says_when_one_has_left(day: str, first: str, last: str) -> None:
    kind = "date" if len(day) > len("2008") else "gYear"
    left = f'id:d a thb:Denunciation ; thb:actor id:fin ; thb:instrument id:x ; dcterms:date "{day}"^^xsd:{kind} . '
    rule = 'id:l a thb:DenunciationRule ; thb:instrument id:x ; thb:delay "12 months" ; thb:delayEnds thb:OnThatDay . '
    found = periods(SIGNED + RATIFIED + IN_FORCE + LATER + left + rule)
    open_days = [("Undetermined", first, day_before(last))] if first != last else []
    assert found[-2 - len(open_days) :] == [
        ("Party", "2002-02-09", day_before(first)),
        *open_days,
        ("FormerParty", last, None),
    ]


@pytest.mark.parametrize("day", ["", 'thb:notAfter "2008-01-01"^^xsd:date ; '])
def test_a_source_that_names_a_consent_does_not_say_that_it_was_not_denounced(day: str) -> None:
    left = f"id:d a thb:Denunciation ; {day} thb:actor id:fin ; thb:instrument id:x . "
    known = SIGNED + RATIFIED + IN_FORCE + LATER + coverage("Consent", "2010-01-01")
    found = periods(known + left + report("one", "FormerParty", "2009-06-01"))
    assert found[-3:] == [
        ("Contracting", "2002-01-10", "2002-02-08"),
        ("Undetermined", "2002-02-09", "2009-05-31"),
        ("FormerParty", "2009-06-01", None),
    ]


def test_a_report_that_a_state_had_left_does_not_say_that_it_had_not_before() -> None:
    left = IN_FORCE + LATER + report("two", "FormerParty", "2009-06-01")
    text = PROLOGUE + "source:a { id:fin a thb:State . " + left + " }"
    of_fin = statuses(Records(ox.parse(text, format=ox.RdfFormat.TRIG))).periods[ID + "x", ID + "fin"]
    assert [one.last for one in of_fin if Status.FORMER_PARTY in one.possible] == ["2009-05-31", None]
    assert next(one.first for one in of_fin if Status.FORMER_PARTY in one.possible) == "2000-06-01"


def test_acts_of_a_state_that_another_continues_are_that_others() -> None:
    text = "id:rus a thb:State ; thb:continues id:fin . " + SIGNED
    assert periods(text, "rus")[-1] == ("Undetermined", "2001-01-10", None)
    assert periods(text, "fin") == []


def test_a_successor_is_undetermined_from_its_first_day_to_its_notice() -> None:
    text = """id:mne a thb:State ; schema:startDate "2006-06-03"^^xsd:date .
      id:c a thb:Succession ; thb:consentingParty id:mne ; thb:instrument id:x ; dcterms:date "2006-10-23"^^xsd:date .
      id:o a thb:OpeningForSignature ; thb:instrument id:x ; dcterms:date "2000-01-01"^^xsd:date . """
    assert periods(text + IN_FORCE + LATER, "mne") == [
        ("Undetermined", "2006-06-03", "2006-10-22"),
        ("Party", "2006-10-23", None),
    ]
    effect = 'id:mne thb:succeedsFrom "2006-06-03"^^xsd:date . '
    assert periods(text + IN_FORCE + LATER + effect, "mne") == [("Party", "2006-06-03", None)]


@pytest.mark.parametrize("status", ["NoAct", "Signatory"])
def test_a_report_that_an_act_contradicts_does_not_move_the_act(status: str) -> None:
    found = periods(SIGNED + RATIFIED + IN_FORCE + LATER + report("one", status, "2004-01-01"))
    assert found == periods(SIGNED + RATIFIED + IN_FORCE + LATER)


LISTED = coverage("Signature", "2010-01-01") + coverage("Consent", "2010-01-01")
#: What a report has as done, by its status.
HAS_DONE = {
    "NoAct": "", "NotConsented": "", "Signatory": "Signature", "Consented": "Consent", "Contracting": "Consent",
    "Party": "Consent",
}  # fmt: skip
NOT_DONE = {"Signature": ("NoAct",), "Consent": ("NoAct", "NotConsented", "Signatory")}
REPORTS = st.lists(st.tuples(st.sampled_from(list(HAS_DONE)), st.integers(2001, 2019)), max_size=3)


def on(found: list[tuple[str, str | None, str | None]], day: str) -> str:
    return next((status for status, first, last in found if (first or "") <= day <= (last or "9999")), "")


def test_a_later_list_leaves_what_an_earlier_one_decided_where_a_report_contradicts_it() -> None:
    text = OPENED + LATER + LISTED + report("one", "Consented", "2012-06-01")
    relisted = LISTED.replace("2010", "2020").replace("id:cov", "id:later")
    assert periods(text, later=relisted) == [
        ("NoAct", None, "2010-01-01"),
        ("Undetermined", "2010-01-02", "2020-01-01"),
        ("Undetermined", "2020-01-02", None),  # what it may be, the signature, too
    ]


@given(st.sampled_from(["", SIGNED, RATIFIED, SIGNED + RATIFIED]), st.booleans(), REPORTS)
def test_a_later_list_takes_away_no_status_of_a_day_that_nothing_contradicts(
    acts: str, is_repeated: bool, reports: list[tuple[str, int]]
) -> None:
    """Whatever was decided of a day stays, but where the list leaves out what a report has as done by then.

    Of sources that contradict each other already it need not: who may not have signed may have acceded at any time.
    """
    for act in ("Signature", "Consent"):
        done = [
            year for status, year in reports if HAS_DONE[status] and (act, status) != ("Consent", "Signatory")
        ]
        undone = [year for status, year in reports if status in NOT_DONE[act]]
        assume(not done or max(undone, default=2010) <= min(done) or f"thb:{act}" in acts)
    text = OPENED + IN_FORCE + LATER + LISTED + acts
    text += "".join(report(f"r{at}", status, f"{year}-06-01") for at, (status, year) in enumerate(reports))
    relisted = LISTED.replace("2010", "2015").replace("id:cov", "id:later") + (acts if is_repeated else "")
    before, after = periods(text), periods(text, later=relisted)
    missed = [
        year
        for status, year in reports
        if HAS_DONE[status] and f"thb:{HAS_DONE[status]}" not in acts and year < 2015
    ]
    until = f"{min(missed)}-06-01" if missed else "2015-01-02"
    for day in [f"{year}-{month}-01" for year in range(1999, 2016) for month in ("01", "06", "12")]:
        if day < until and on(before, day) != "Undetermined":
            assert on(after, day) == on(before, day), day


def test_a_territory_has_no_periods_of_its_own() -> None:
    both = coverage("Signature", "2010-01-01") + coverage("Consent", "2010-01-01")
    assert periods("id:fro a thb:Territory . " + both, "fro") == []


def test_a_source_that_ends_before_a_state_begins_says_nothing_of_it() -> None:
    both = coverage("Signature", "2010-01-01") + coverage("Consent", "2010-01-01") + LATER
    begun = 'id:fin schema:startDate "{}"^^xsd:date . id:o a thb:Adoption ; thb:instrument id:x ; dcterms:date "2000-01-01"^^xsd:date . '
    assert periods(both + begun.format("2010-01-01")) == [
        ("NoAct", "2010-01-01", "2010-01-01"),
        ("Undetermined", "2010-01-02", None),
    ]
    assert periods(both + begun.format("2010-01-02")) == [("Undetermined", "2010-01-02", None)]


def test_a_list_of_present_participants_says_nothing_of_a_state_that_is_no_more() -> None:
    both = coverage("Signature", "2010-01-01") + coverage("Consent", "2010-01-01") + LATER
    opened = 'id:o a thb:Adoption ; thb:instrument id:x ; dcterms:date "1980-01-01"^^xsd:date . '
    gone = 'id:csk a thb:FormerState ; schema:endDate "1992-12-31"^^xsd:date . '
    assert periods(both + opened + gone, "csk") == [
        ("NoAct", None, "1979-12-31"),
        ("Undetermined", "1980-01-01", "1992-12-31"),
    ]
