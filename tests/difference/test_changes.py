"""Changes as values: all of them make the later graph of the earlier one, and each says what it rests on."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thbgraph.base.namespaces import ID, PREFIXES
from thbgraph.difference.causes import Causes
from thbgraph.difference.graphs import Words, changes_of, compare
from thbgraph.results.changes import Change, ChangeCause

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
BASE = """
source:editors {
  id:irl a thb:State ; skos:prefLabel "Ireland"@en .
  id:cets-197 a thb:Treaty ; skos:prefLabel "Convention on Action"@en ; skos:altLabel "CETS 197"@en .
}
"""
COVERED = """source:untc-acts {
  id:coverage-cets-197-untc a thb:Coverage ; thb:instrument id:cets-197 ; thb:actKind thb:Consent ;
    thb:completeUpTo "2013-12-13"^^xsd:date .
}
"""
LIST = "<https://w3id.org/thbgraph/ontology> { thb:Act owl:unionOf ( thb:Signature [ owl:onProperty thb:actor ] ) . }"


def quads(text: str) -> list[ox.Quad]:
    return list(ox.parse((HEAD + text).encode(), format=ox.RdfFormat.TRIG))


def changes(before: str, after: str, day: str = "") -> list[Change]:
    found = compare(quads(before), quads(after))
    causes = Causes(found.before, found.after, day)
    return [causes.explained(one) for one in changes_of(found, Words(found.before, found.after))]


def consent(day: str, source: str = "depositary-acts", kind: str = "Accession") -> str:
    return (
        f"source:{source} {{ id:act-cets-197-irl-consent a thb:{kind} ; thb:consentingParty id:irl ; "
        f'thb:instrument id:cets-197 ; dcterms:date "{day}"^^xsd:{"date" if len(day) > 4 else "gYear"} . }}\n'
    )


def reported(day: str) -> str:
    return (
        "source:reports { id:status-cets-197-irl a thb:StatusReport ; thb:state id:irl ; thb:instrument id:cets-197 ; "
        "thb:reportedStatus thb:Consented ; dcterms:isPartOf id:list . "
        f'id:list a thb:StatusList ; thb:reportingDay "{day}"^^xsd:date . }}\n'
    )


@pytest.mark.parametrize(
    ("before", "after", "cause", "told"),
    [
        (COVERED, COVERED + consent("2014-02-01"), ChangeCause.HAPPENED, "consent to CETS 197 by Ireland (accession), on 1 February 2014"),
        (COVERED + reported("2015-06-01"), COVERED + reported("2015-06-01") + consent("2014-02-01"), ChangeCause.LEARNED, "consent to CETS 197 by Ireland (accession), on 1 February 2014"),
        (COVERED + reported("2015-06-01"), COVERED + reported("2015-06-01") + consent("2016-02-01"), ChangeCause.CORRECTED, "consent to CETS 197 by Ireland (accession), on 1 February 2016"),
        (COVERED, COVERED + consent("2013-12-13"), ChangeCause.CORRECTED, "consent to CETS 197 by Ireland (accession), on 13 December 2013"),
        ("", consent("2013-12-13"), ChangeCause.LEARNED, "consent to CETS 197 by Ireland (accession), on 13 December 2013"),
        (consent("2013", "press"), consent("2013", "press") + consent("2013-05-02"), ChangeCause.LEARNED, "consent to CETS 197 by Ireland (accession), on 2 May 2013"),
        (consent("2013-05-02", "press"), consent("2013-05-02", "press") + consent("2013-05-02"), ChangeCause.CONFIRMED, "consent to CETS 197 by Ireland (accession), on 2 May 2013"),
        (consent("2013-05-02", "press"), consent("2013-05-02", "press") + consent("2013"), ChangeCause.CONFIRMED, None),
        (consent("2013-05-02", "press", "Consent"), consent("2013-05-02", "press", "Consent") + consent("2013-05-02"), ChangeCause.LEARNED, "consent to CETS 197 by Ireland (accession), on 2 May 2013"),
        (consent("2013-05-02", "press"), consent("2013-05-02", "press") + consent("2013-05-02", kind="Consent"), ChangeCause.CONFIRMED, None),
        (consent("2013-05-02", "press"), consent("2013-05-02", "press") + consent("2013-05-03"), ChangeCause.CORRECTED, "consent to CETS 197 by Ireland (accession), on 3 May 2013"),
        (consent("2013-05-02"), consent("2013-05-03"), ChangeCause.CORRECTED, "Ireland: consent to CETS 197 by Ireland: date was 2 May 2013, now 3 May 2013"),
        (consent("2013"), consent("2013-05-03"), ChangeCause.LEARNED, "Ireland: consent to CETS 197 by Ireland: date was 2013, now 3 May 2013"),
        (consent("2013"), "", ChangeCause.CORRECTED, "Ireland: consent to CETS 197 by Ireland: date 2013"),
        (COVERED, COVERED.replace("2013-12-13", "2026-11-29"), ChangeCause.COVERED, "coverage of CETS 197 (consent): complete up to 29 November 2026"),
        (COVERED, COVERED.replace("2013-12-13", "2012-11-29"), ChangeCause.CORRECTED, None),
        ("", 'memo:2-1 { id:irl skos:altLabel "Éire"@ga . }', ChangeCause.LEARNED, 'Ireland: other name "Éire" (ga)'),
    ],
)  # fmt: skip
def test_the_world_and_the_record_are_told_apart(
    before: str, after: str, cause: ChangeCause, told: str | None
) -> None:
    (one,) = changes(BASE + before, BASE + after)
    assert one.cause is cause
    assert told is None or one.in_words == told


def test_what_no_source_covered_happened_since_if_it_is_later_than_the_data_were() -> None:
    def cause(day: str) -> ChangeCause:
        return changes(BASE, BASE + consent("2026-12-05"), day)[0].cause

    assert (
        cause("2026-12-01") is ChangeCause.HAPPENED
        and cause("2026-12-06") is cause("") is ChangeCause.LEARNED
    )


STATEMENTS = quads(BASE + COVERED + consent("2014-02-01") + consent("2013", "press") + LIST)
SOME = st.sets(st.integers(0, len(STATEMENTS) - 1)).map(lambda places: [STATEMENTS[at] for at in places])


@given(SOME, SOME)
def test_all_changes_make_the_later_graph_of_the_earlier_one(
    before: list[ox.Quad], after: list[ox.Quad]
) -> None:
    found = compare(before, after)
    told = changes_of(found, Words(found.before, found.after))
    removed = {quad for one in told for quad in one.removed}
    added = {quad for one in told for quad in one.added}
    assert (found.before - removed) | added == found.after
    assert removed == found.removed and added == found.added


def test_a_change_is_named_by_what_it_changes_and_not_by_its_words() -> None:
    first, second = (changes(BASE, BASE + consent(day))[0] for day in ("2014-02-01", "2014-02-02"))
    renamed = BASE.replace('"Ireland"', '"Republic of Ireland"')
    (other,) = changes(renamed, renamed + consent("2014-02-01"))
    assert other.key == first.key != second.key and other.in_words != first.in_words


def test_a_change_is_of_what_it_is_told_under_and_of_what_it_names() -> None:
    (one,) = changes(BASE, BASE + consent("2014-02-01"))
    assert one.is_of(ID + "irl") and one.is_of(ID + "cets-197") and not one.is_of(ID + "greta")
