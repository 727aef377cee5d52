"""What decides a status, in words: every day with its source, whose day counts, and what a rule counts."""

from __future__ import annotations

import pyoxigraph as ox

from thbgraph.answers.standings import Ground
from thbgraph.treaties.records import Records
from thbgraph.treaties.standing import deciding
from thbgraph.words.namespaces import BASE, ID, PREFIXES

PROLOGUE = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
ACT = "id:c a thb:Ratification ; thb:consentingParty id:fin ; thb:instrument id:x"


def words(text: str) -> list[Ground]:
    records = Records(ox.parse(PROLOGUE + text, format=ox.RdfFormat.TRIG))

    def label(iri: str) -> str:
        return iri.removeprefix(ID).removeprefix(BASE).rpartition("#")[2]

    return list(deciding(ID + "fin", records, label))


def test_an_act_is_told_with_its_day_and_every_source() -> None:
    day = 'dcterms:date "2001-05-03"^^xsd:date'
    found = words(f"source:a {{ {ACT} ; {day} }} source:b {{ id:c {day} }}")
    assert found == [Ground(ID + "c", "c: 3 May 2001", (BASE + "source/a", BASE + "source/b"))]


def test_days_that_differ_are_all_told_and_the_one_that_counts_is_named() -> None:
    found = words(
        f"""source:a {{ {ACT} ; dcterms:date "2001-05-03"^^xsd:date }}
        source:b {{ id:c dcterms:date "2002-05-03"^^xsd:date }}
        source:editors {{ source:a thb:prevailsOver source:b }}"""
    )
    wanted = "c: 3 May 2001 (source/a); 3 May 2002 (source/b); status follows 3 May 2001"
    assert [ground.words for ground in found] == [wanted]


def test_an_undated_act_is_told_by_the_day_of_its_passage() -> None:
    found = words(
        f'memo:2-13 {{ {ACT} }} source:editors {{ memo:2-13 thb:reportingDay "2010-01-26"^^xsd:date }}'
    )
    assert found[0].words == "c: by 26 January 2010"
    assert words(f"memo:2-13 {{ {ACT} }}")[0].words == "c: undated"


def test_a_report_is_told_by_its_list_with_its_day() -> None:
    found = words("""source:a { id:r a thb:StatusReport ; thb:state id:fin ; thb:instrument id:x ;
      thb:reportedStatus thb:NoAct ; dcterms:isPartOf id:list .
      id:list a thb:StatusList ; thb:notBefore "2006-10-12"^^xsd:date ; thb:notAfter "2007-02-06"^^xsd:date }""")
    assert [one.words for one in found] == ["list, between 12 October 2006 and 6 February 2007: NoAct"]


def test_coverage_rules_and_acts_of_others_come_last_and_others_are_only_counted() -> None:
    found = words(f"""source:a {{ {ACT} ; dcterms:date "2001-05-03"^^xsd:date .
      id:cov a thb:Coverage ; thb:instrument id:x ; thb:coveredKind thb:Consent ; thb:completeUpTo "2009-01-01"^^xsd:date .
      id:rule a thb:LaterPartyRule ; thb:ruleOf id:x ; thb:delay "P30D"^^xsd:duration ; thb:delayEnds thb:OnThatDay .
      id:d a thb:Ratification ; thb:consentingParty id:swe ; thb:instrument id:x ; dcterms:date "2000-01-01"^^xsd:date .
      id:e a thb:Ratification ; thb:consentingParty id:nor ; thb:instrument id:x ; dcterms:date "2000-01-01"^^xsd:date }}""")
    assert [one.words for one in found] == [
        "c: 3 May 2001",
        "source/a names every consent up to 1 January 2009",
        "rule",
        "acts of 2 other states, which the rule counts",
    ]
