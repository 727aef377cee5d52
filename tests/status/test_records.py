"""Records: what sources state is read together; where they exclude each other, the one that prevails counts."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from thbgraph.base.namespaces import ID, PREFIXES
from thbgraph.status.records import Records

PROLOGUE = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
ACT = "id:act a thb:Ratification ; thb:consentingParty id:fin ; thb:instrument id:x"


def records(text: str) -> Records:
    return Records(ox.parse(PROLOGUE + text, format=ox.RdfFormat.TRIG))


def days(found: Records) -> list[str | None]:
    return [bound.day if bound else None for bound in found.acts[0].days]


def day(text: str, kind: str = "date") -> str:
    return f'"{text}"^^xsd:{kind}'


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("2001-05-03", "2001-05-03", ["2001-05-03", "2001-05-03"]),
        ("2001-05-03", "2002-05-03", ["2001-05-03", "2002-05-03"]),  # they exclude each other
    ],
)
def test_two_sources_are_read_together(one: str, other: str, wanted: list[str]) -> None:
    text = f"source:a {{ {ACT} ; dcterms:date {day(one)} }} source:b {{ id:act dcterms:date {day(other)} }}"
    assert days(records(text)) == wanted


def test_a_month_narrows_to_the_day_of_another_source() -> None:
    text = f"source:a {{ {ACT} ; dcterms:date {day('2001-05', 'gYearMonth')} }}"
    assert days(records(text)) == ["2001-05-01", "2001-05-31"]
    text += f" source:b {{ id:act dcterms:date {day('2001-05-03')} }}"
    assert days(records(text)) == ["2001-05-03", "2001-05-03"]


@pytest.mark.parametrize(("first", "second"), [("a", "b"), ("b", "a")])
def test_the_source_that_prevails_counts(first: str, second: str) -> None:
    text = f"""source:a {{ {ACT} ; dcterms:date {day("2001-05-03")} }} source:b {{ id:act dcterms:date {day("2002-05-03")} }}
      source:editors {{ source:{first} thb:prevailsOver source:{second} }}"""
    wanted = {"a": "2001-05-03", "b": "2002-05-03"}[first]
    assert days(records(text)) == [wanted, wanted]


RATIFIED = "id:act a thb:Ratification ; thb:consentingParty id:fin ; thb:instrument id:x"
ENTERED = f"""source:c {{
  id:own a thb:EntryIntoForce ; thb:instrument id:x ; dcterms:date {day("2000-01-01")} .
  id:entry a thb:EntryIntoForce ; thb:forParty id:fin ; thb:instrument id:x ; dcterms:date {day("2001-06-02")} .
  id:rule a thb:EntryIntoForceRule ; thb:countedConsents thb:OwnConsent ; thb:instrument id:x ; thb:delay "30 days" ;
    thb:delayEnds thb:OnThatDay . }}"""


@pytest.mark.parametrize("prevailing", ["", "source:editors { source:b thb:prevailsOver source:a }"])
def test_a_day_of_consent_that_the_stated_entry_into_force_excludes_decides_nothing(prevailing: str) -> None:
    text = f"source:a {{ {RATIFIED} ; dcterms:date {day('2001-05-03')} }} source:b {{ id:act dcterms:date {day('2001-05-20')} }}"
    (act,) = (one for one in records(text + prevailing + ENTERED).acts if one.name == ID + "act")
    assert [bound and bound.day for bound in act.days] == ["2001-05-03", "2001-05-03"]
    assert act.days.last is not None
    assert {name.removeprefix(ID) for name in act.days.last.grounds} == {"act", "entry", "own", "rule"}


def test_where_the_entry_into_force_excludes_every_day_of_consent_or_none_all_of_them_count() -> None:
    for one, other in (("2001-07-01", "2001-08-01"), ("2001-05", "2001-05-03")):
        dated = f"dcterms:date {day(one, 'date' if one.count('-') == 2 else 'gYearMonth')}"
        text = f"source:a {{ {RATIFIED} ; {dated} }} source:b {{ id:act dcterms:date {day(other)} }}"
        assert days(records(text + ENTERED)) == days(records(text))


def test_a_source_that_prevails_leaves_what_it_does_not_exclude() -> None:
    text = f"""source:a {{ {ACT} ; dcterms:date {day("2001", "gYear")} }} source:b {{ id:act dcterms:date {day("2001-05-03")} }}
      source:editors {{ source:a thb:prevailsOver source:b }}"""
    assert days(records(text)) == ["2001-05-03", "2001-05-03"]


def test_a_succession_took_effect_between_the_first_day_of_the_state_and_its_notice() -> None:
    text = f"""source:a {{ id:act a thb:Succession ; thb:consentingParty id:mne ; thb:instrument id:x ;
      dcterms:date {day("2006-10-23")} . id:mne a thb:State ; schema:startDate {day("2006-06-03")} }}"""
    assert days(records(text)) == ["2006-06-03", "2006-10-23"]


def test_who_carries_on_is_found_through_all_steps_and_circles_end() -> None:
    found = records("source:a { id:srb thb:continues id:scg . id:scg thb:continues id:yug }")
    assert found.heir(ID + "yug") == found.heir(ID + "scg") == found.heir(ID + "srb") == ID + "srb"
    circle = records("source:a { id:a thb:continues id:b . id:b thb:continues id:a }")
    assert circle.heir(ID + "a") in (ID + "a", ID + "b")


def test_what_succeeds_does_not_carry_on() -> None:
    assert records("source:a { id:mne thb:succeeds id:scg }").heir(ID + "scg") == ID + "scg"


def test_a_state_ends_where_nobody_carries_it_on() -> None:
    ended = f"schema:endDate {day('1992-04-27')}"
    found = records(f"source:a {{ id:sfry a thb:FormerState ; {ended} . id:bih thb:succeeds id:sfry }}")
    assert {name: bound.day for name, bound in found.ends.items()} == {ID + "sfry": "1992-04-27"}
    assert not records(
        f"source:a {{ id:scg a thb:FormerState ; {ended} . id:srb thb:continues id:scg }}"
    ).ends


def test_treaties_without_signature_are_known() -> None:
    found = records("source:a { id:c029 thb:isSigned false . id:cets-197 thb:isSigned true }")
    assert found.unsigned == {ID + "c029"}


def test_nothing_gives_no_records() -> None:
    found = records("")
    assert not (found.acts or found.reports or found.coverage or found.rules or found.eligibility)
    assert not (found.memberships or found.states or found.unsigned or found.starts or found.ends)


@pytest.mark.parametrize("order", ["id:a , id:b", "id:b , id:a"])
def test_a_state_that_carries_on_two_begins_with_the_older_in_any_order(order: str) -> None:
    text = f"""source:s {{ id:x a thb:State ; thb:continues {order} ; schema:startDate {day("1990-01-01")} .
      id:a a thb:FormerState ; schema:startDate {day("1900-01-01")} .
      id:b a thb:FormerState ; schema:startDate {day("1950-01-01")} }}"""
    assert records(text).starts[ID + "x"].day == "1900-01-01"
