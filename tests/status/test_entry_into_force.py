"""Entry into force by rule: the count over intervals, who counts, and the real treaties against stated days."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thbgraph.base.namespaces import ID, THB
from thbgraph.graph import KnowledgeGraph
from thbgraph.status.date_bounds import EXACT, Bound, Interval
from thbgraph.status.entry_into_force import Count, by_rule
from thbgraph.status.periods import Course
from thbgraph.status.records import Coverage, Membership
from thbgraph.status.treaty_rules import TreatyRule, for_party, rule_for

RULE = TreatyRule("id:rule", "id:x", False, "0 days", False, 2, False, None, None, None)
NORWAY = "act-ilo-c105-nor-entry-into-force"
COVERAGE = Coverage("id:coverage", "id:x", THB + "Consent", "2001-12-31", "source:some")
DAYS = st.integers(1, 9)


def between(first: int | None, last: int | None) -> Interval:
    return Interval(
        *(None if day is None else Bound(f"2001-01-{day:02}", EXACT, (f"id:{day}",)) for day in (first, last))
    )


def count(
    *consents: Interval, coverage: tuple[Coverage, ...] = (COVERAGE,), kinds: str = "Ratification"
) -> Count:
    names = [f"id:{number}" for number in range(len(consents))]
    courses = [
        Course(name, frozenset({THB + kinds}), between(1, 1), days)
        for name, days in zip(names, consents, strict=True)
    ]
    return Count(courses, coverage, (), (), frozenset(names))


def days(found: Interval | None) -> tuple[str | None, str | None]:
    assert found is not None
    return found.first.day if found.first else None, found.last.day if found.last else None


@given(st.lists(st.tuples(DAYS, DAYS).map(sorted), min_size=2, max_size=4), st.integers(1, 4))
def test_the_nth_of_intervals_has_the_bounds_of_every_choice(ranges: list[list[int]], number: int) -> None:
    found = by_rule(RULE._replace(threshold=number), count(*(between(*one) for one in ranges)), None)
    if number > len(ranges):
        assert found is None
        return
    choices = [sorted(choice)[number - 1] for choice in product(*(range(a, b + 1) for a, b in ranges))]
    assert days(found) == (f"2001-01-{min(choices):02}", f"2001-01-{max(choices):02}")


def test_without_a_source_that_names_all_nothing_is_counted() -> None:
    assert by_rule(RULE, count(between(1, 1), between(2, 2), coverage=()), None) is None
    ended = COVERAGE._replace(day="2001-01-01")
    assert by_rule(RULE, count(between(1, 1), between(2, 2), coverage=(ended,)), None) is None


def test_accessions_do_not_count_where_signatories_do() -> None:
    rule = RULE._replace(of_signatories=True)
    assert by_rule(rule, count(between(1, 1), between(2, 2), kinds="Accession"), None) is None
    assert days(by_rule(rule, count(between(1, 1), between(2, 2)), None)) == ("2001-01-02", "2001-01-02")


def test_a_consent_may_count_whose_signature_is_not_known() -> None:
    rule = RULE._replace(of_signatories=True)
    found = count(between(1, 1), between(2, 2), between(5, 5))
    unsigned = found.courses[1]._replace(signed=Interval())
    found = found._replace(courses=[found.courses[0], unsigned, found.courses[2]])
    assert days(by_rule(rule, found, None)) == ("2001-01-02", "2001-01-05")
    late = unsigned._replace(signed=between(4, None))  # so it had not signed by the day of its consent
    found = found._replace(courses=[found.courses[0], late, found.courses[2]])
    assert days(by_rule(rule, found, None)) == ("2001-01-04", "2001-01-05")


def test_a_union_and_a_successor_do_not_count() -> None:
    both = count(between(1, 1), between(2, 2))
    assert by_rule(RULE, both._replace(states=frozenset({"id:0"})), None) is None
    assert by_rule(RULE, count(between(1, 1), between(2, 2), kinds="Succession"), None) is None


def test_members_of_a_group_are_counted_as_members() -> None:
    rule = RULE._replace(threshold_of_members=1, group="id:coe")
    found = count(between(1, 1), between(2, 2), between(5, 5))
    late = Membership("id:m", "id:2", "id:coe", Interval(), Interval())
    assert days(by_rule(rule, found._replace(memberships=(late,)), None)) == ("2001-01-05", "2001-01-05")
    assert by_rule(rule, found, None) is None


def test_who_had_left_the_group_by_then_does_not_count_as_a_member() -> None:
    rule = RULE._replace(threshold_of_members=1, group="id:coe")
    found = count(between(1, 1), between(2, 2))
    for end, wanted in ((1, None), (2, "2001-01-02"), (9, "2001-01-02")):
        member = Membership("id:m", "id:0", "id:coe", Interval(), between(end, end))
        in_force = by_rule(rule, found._replace(memberships=(member,)), None)
        assert (None if in_force is None else days(in_force)[0]) == wanted, end


def test_a_member_that_is_not_known_to_have_consented_does_not_count() -> None:
    rule = RULE._replace(threshold_of_members=1, group="id:coe")
    found = count(between(1, 1), between(2, 2), between(1, None))
    member = Membership("id:m", "id:2", "id:coe", between(1, 1), Interval())
    assert by_rule(rule, found._replace(memberships=(member,)), None) is None


def test_an_instrument_that_must_be_in_force_first_delays() -> None:
    rule = RULE._replace(after="id:y")
    found = count(between(1, 1), between(2, 2))
    assert days(by_rule(rule, found, between(7, 7))) == ("2001-01-07", "2001-01-07")
    assert by_rule(rule, found, None) is None


def test_no_party_is_bound_before_the_instrument_and_a_successor_has_no_delay() -> None:
    later = RULE._replace(is_for_later_parties=True, delay="2 days", threshold=None)
    assert days(for_party(later, between(3, 3), between(4, 4))) == ("2001-01-05", "2001-01-05")
    assert days(for_party(later, between(1, 1), between(9, 9))) == ("2001-01-09", "2001-01-09")
    assert days(for_party(None, between(5, 5), between(1, 1))) == ("2001-01-05", "2001-01-05")
    assert days(for_party(later, between(3, None), between(1, 1))) == ("2001-01-05", None)
    assert for_party(later, between(3, 3), Interval()) is None


def test_who_consented_by_the_last_counted_day_is_bound_by_the_rule_of_the_instrument() -> None:
    general = RULE._replace(delay="3 days")
    rules = {False: general, True: RULE._replace(is_for_later_parties=True, delay="1 day", threshold=None)}
    own = between(9, 9)  # three days after the last consent that is counted
    assert rule_for(rules, between(6, 6), own) == rule_for(rules, between(2, 5), own) == general
    for later in (between(7, 7), between(2, 7), between(2, None)):
        assert rule_for(rules, later, own) == rules[True]
    assert rule_for(rules, between(1, 1), Interval()) == rules[True]
    assert rule_for({False: general}, between(7, 7), own) is None


# By ../shared/open-data/entry-into-force: stated day, and the computed one where it is another.
STATED = [
    ("untoc", "2003-09-29", "2003-09-29"),
    ("palermo-protocol", "2003-12-25", "2003-12-25"),
    ("smuggling-protocol", "2004-01-28", "2004-01-28"),
    ("cets-197", "2008-02-01", "2008-02-01"),
    ("crc", "1990-09-02", "1990-09-02"),
    ("crc-op-sc", "2002-01-18", "2002-01-18"),
    ("convention-1951-refugees", "1954-04-22", "1954-04-22"),
    ("convention-1956-slavery", "1957-04-30", "1957-04-30"),
    ("cedaw", "1981-09-03", "1981-09-04"),
    ("convention-1949-traffic", "1951-07-25", "1952-01-08"),
    ("icmw", "2003-07-01", "2003-07-01"),
    ("ilo-c182", "2000-11-19", "2000-11-19"),
]


@pytest.mark.parametrize(("treaty", "stated", "computed"), STATED)
def test_the_real_treaties(graph: KnowledgeGraph, treaty: str, stated: str, computed: str) -> None:
    rows = graph.sparql(
        f"""SELECT ?first ?last ?stated {{
          ?made a thb:ComputedEntryIntoForce ; thb:instrument id:{treaty} ; thb:earliest ?first ; thb:latest ?last .
          FILTER NOT EXISTS {{ ?made thb:forParty ?party }}
          id:act-{treaty}-entry-into-force dcterms:date ?stated }}"""
    )
    assert not isinstance(rows, bool | list)
    assert [tuple(map(str, row)) for row in rows] == [(computed, computed, stated)]


@pytest.mark.parametrize("treaty", ["ilo-c029", "ilo-c105", "ilo-c138", "ilo-p029"])
def test_partial_sources_give_no_day(graph: KnowledgeGraph, treaty: str) -> None:
    assert not graph.sparql(
        f"""ASK {{ ?made a thb:ComputedEntryIntoForce ; thb:instrument id:{treaty}
          FILTER NOT EXISTS {{ ?made thb:forParty ?party }} }}""",
        form="ASK",
    )


def test_differences_have_a_cause(graph: KnowledgeGraph) -> None:
    found = graph.conflicts(kind="entry-into-force")
    assert {iri for one in found for iri in one.about} >= {
        ID + "act-cedaw-entry-into-force",
        ID + "act-convention-1949-traffic-entry-into-force",
    }
    of_treaties = [one for one in found if " for " not in one.question]
    assert all("no longer exist" in one.reading for one in of_treaties) and len(of_treaties) == 2
    # Norway's own collection has the day of the convention's, before twelve months had passed.
    assert [one.about[0] for one in found if one not in of_treaties] == [ID + NORWAY]
    assert len(found) == 3


def test_stated_days_of_single_parties_are_the_computed_ones(graph: KnowledgeGraph) -> None:
    rows = graph.sparql(
        """SELECT ?act ?stated ?first ?last {
          ?act a thb:EntryIntoForce ; thb:forParty ?party ; thb:instrument ?treaty ; dcterms:date ?stated .
          ?made a thb:ComputedEntryIntoForce ; thb:forParty ?party ; thb:instrument ?treaty ;
            thb:earliest ?first ; thb:latest ?last }"""
    )
    assert not isinstance(rows, bool | list)
    assert len(rows) > 50
    wrong = {str(row.act) for row in rows if not row.first <= row.stated <= row.last}
    assert wrong == {graph.find(ID + NORWAY).label}
