"""Slips that a curator may make, over all kinds of things: each is told by a rule, with its file and line.

All of them are planted at once into a copy of the data, each on a thing of its own or with a property of its own,
and the copy is checked once. Answers are left out: a slip must not be seen only by an answer that differs.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest

from thbgraph.base.findings import Finding
from thbgraph.base.namespaces import PREFIXES
from thbgraph.base.progress import silent
from thbgraph.base.terms import short
from thbgraph.checking.check import Checker
from thbgraph.rdf.trig import format_trig, place

ROOT = Path(__file__).resolve().parents[2]
HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
#: A property on a thing that cannot have it: graph (for the editors with the file) and statement.
ON_THE_WRONG_THING = """
memo:2-18 | id:handbook-pace-2007 thb:runBy id:pace
memo:2-16 | id:statement-2-16-1 thb:partner id:ipu
memo:2-1 | id:warsaw thb:adoptingBody id:coe
memo:2-12 | id:greta schema:organizer id:coe
memo:2-12 | id:meeting-greta-4 org:unitOf id:coe
memo:1-1 | id:untoc thb:meetingOf id:un
memo:1-1 | id:palermo thb:launchedBy id:un
memo:1-1 | id:conference-palermo-2000 dcterms:publisher id:un
memo:1-1 | id:act-untoc-adoption thb:focusesOn id:women
memo:1-1 | id:figure-1-1-1 dcterms:audience id:women
memo:1-1 | id:statement-1-1-1 schema:location id:palermo
memo:1-4 | id:unodc thb:appliesTo id:women
memo:1-5 | id:un-gift thb:monitors id:untoc
memo:1-6 | id:blue-heart-campaign dcterms:issued "2009"^^xsd:gYear
memo:1-7 | id:wg-tip thb:openTo id:un-member-states
memo:1-8 | id:handbook-unodc-ipu-2009 thb:signatory id:fin
memo:1-9 | id:framework-for-action-tip thb:drawsMembersFrom id:un
memo:1.1-1 | id:human-rights schema:areaServed id:europe
memo:1.1-1 | id:un-high-commissioner-human-rights thb:composition "One official"@en
memo:1.3-1 | id:ilo-declaration-1998 thb:recursOn "--10-18"^^xsd:gMonthDay
memo:2-13 | id:act-cets-197-alb-consent thb:signatory id:alb
memo:2-13 | id:report-cets-197-aut-memo thb:onOccasionOf id:summit-coe-3
memo:2-13 | id:list-cets-197-consented-memo thb:printedVerb "ratified"
memo:2-15 | id:pace-rec-1695-2005 schema:startDate "--01-01"^^xsd:gMonthDay
memo:2-17 | id:pace-rapporteur-trafficking org:unitOf id:pace
memo:3-2 | id:maastricht thb:onOccasionOf id:ministerial-council-maastricht-2003
memo:3-2 | id:osce-participating-states schema:organizer id:osce
memo:4-7 | id:eu-anti-trafficking-day thb:reportsOn id:eu
memo:4-8 | id:programme-isec org:postIn id:eu
memo:5-2 | id:adults schema:repeatFrequency "every year"@en
memo:5-4 | id:act-tf-thb-strategy-2008-2010-adoption thb:runBy id:tf-thb
memo:5-10 | id:findings-cbss-assessment schema:workFeatured id:vienna-forum-report
memo:6-12 | id:riga thb:meetingOf id:nordic-council
memo:7-4 | id:seminar-london-2010 thb:fullText <http://www.ipu.org/>
memo:8-1 | id:statement-8-1-1 eli:ensures_implementation_of id:untoc
memo:9-1 | id:save-the-children thb:supplements id:untoc
memo:10-1 | id:the-bridge thb:cooperatesWith id:icrc
memo:11-2 | id:figure-11-2-1 thb:asksFor id:training
source:memo | memo:2-4 org:purpose "The passage is to tell"@en
source:editors data/entities/prospects.trig | id:conference-pace-2010 dcterms:date "2010"^^xsd:gYear
source:editors data/entities/prospects.trig | id:greta-reports schema:location id:strasbourg
source:editors data/entities/groups.trig | id:governments thb:printedVerb "ratified"
source:editors data/entities/groups.trig | id:membership-cbss-fin schema:organizer id:cbss
source:editors data/entities/groups.trig | id:rule-cets-197-entry-into-force thb:runBy id:coe
"""
#: A wrong, missing or repeated value.
WITH_THE_WRONG_VALUE = """
memo:2-12 | id:greta org:unitOf id:cets-197
memo:2-12 | id:committee-of-the-parties-cets-197 thb:monitors id:coe
memo:2-12 | id:meeting-greta-4 schema:position 0
memo:2-1 | id:act-cets-197-adoption thb:adoptingBody id:warsaw
memo:2-1 | id:act-cets-197-opening schema:location id:coe
memo:2-1 | id:cets-197 dcterms:identifier "CETS 197"@en
memo:2-16 | id:statement-2-16-2 thb:addressedTo id:warsaw
memo:2-16 | id:statement-2-16-3 thb:asksFor id:coe
memo:2-16 | id:statement-2-16-4 dcterms:source id:warsaw
memo:2-16 | id:statement-2-16-9 a thb:Call ; dcterms:description "GRETA should meet"@en ; schema:about id:greta ; thb:saidBy id:pace
memo:0-5 | id:statement-0-5-9 a thb:Assessment ; dcterms:description "Laws lag behind"@en ; schema:about id:legislation ; thb:saidBy source:memo
memo:0-7 | id:statement-0-7-9 a thb:Task ; dcterms:description "Somebody is to report"@en ; schema:about id:bspc ; thb:saidBy source:memo
memo:1.2-2 | id:statement-1-2-2-9 a thb:Advice ; dcterms:description "Children should be heard"@en ; schema:about id:children ; thb:saidBy id:unicef
memo:6-1 | id:statement-6-1-9 a thb:Assessment ; dcterms:description "People are exploited for the sale of organs and for forced labour, too"@en ; dcterms:type id:neither ; schema:about id:organ-trade ; thb:saidBy source:memo
memo:0-3 | id:statement-0-4-9 a thb:Assessment ; dcterms:description "Means are many"@en ; dcterms:type id:strength ; schema:about id:funding ; thb:saidBy source:memo
memo:1-2 | id:figure-1-2-9 a thb:Figure ; rdf:value "117" ; dcterms:description "countries"@en ; schema:about id:palermo-protocol
memo:1-2 | id:figure-1-2-8 a thb:Figure ; rdf:value 118 ; schema:about id:palermo-protocol
memo:1-8 | id:handbook-unodc-ipu-2009 dcterms:publisher id:vienna
memo:1-8 | id:handbook-unodc-ipu-2009 dcterms:subject id:unodc
memo:1-8 | id:handbook-unodc-ipu-2009 foaf:page <mailto:unodc>
memo:1-5 | id:un-gift schema:startDate "2007-03"
memo:1-5 | id:un-gift thb:launchedBy id:vienna
memo:1-6 | id:blue-heart-campaign dcterms:audience id:vienna
memo:2-13 | id:report-cets-197-alb-memo thb:reportedStatus thb:Member
memo:2-13 | id:report-cets-197-arm-memo dcterms:isPartOf id:coe
memo:2-14 | id:act-cets-197-fin-signature dcterms:date "2004-01-01"^^xsd:date
memo:2-14 | id:act-untoc-tur-signature a thb:Signature ; thb:signatory id:swe ; thb:instrument id:crc
memo:2-14 | id:act-crc-fin-signature-2 a thb:Signature ; thb:signatory id:ala ; thb:instrument id:crc
memo:2-14 | id:act-crc-sen-consent-2 a thb:Consent ; thb:consentingParty id:sen ; thb:instrument id:crc ; dcterms:date "2005-05-01"^^xsd:date . id:act-crc-sen-signature-2 a thb:Signature ; thb:signatory id:sen ; thb:instrument id:crc ; dcterms:date "2005-06-01"^^xsd:date
memo:2-17 | id:pace-rapporteur-trafficking org:postIn id:cets-197
memo:2-17 | id:pace dcterms:description "PACE has appointed Some Person"@en
memo:3-2 | id:maastricht dcterms:isPartOf id:osce
memo:5-2 | id:tf-thb thb:aimsAt id:egcc
memo:5-10 | id:conference-stockholm-2009 schema:organizer id:stockholm
memo:6-12 | id:conference-riga-2008 schema:endDate "2008-04-20"^^xsd:date
memo:9-1 | id:save-the-children-report-2007 schema:about memo:2-4
memo:11-1 | id:iom schema:foundingDate "1951"
memo:11-5 | id:iom thb:cooperatesWith id:migration
source:memo | memo:2-5 dcterms:bibliographicCitation "somewhere"@en
source:memo | memo:2-6 thb:continuesIn id:coe
source:editors data/entities/activities.trig | id:thinkuknow a org:OrganizationalUnit
source:editors data/entities/bodies.trig | id:nameless-body a org:OrganizationalUnit , thb:Entity
source:editors data/entities/topics.trig | id:lonely a skos:Concept , thb:Entity ; skos:prefLabel "Lonely"@en ; skos:inScheme id:topics
source:editors data/entities/places.trig | id:riga skos:prefLabel "Old Riga"@en
source:editors data/entities/groups.trig | id:nato-partners thb:membersOf id:fin
"""


class Slip(NamedTuple):
    """What is planted: the file that it is written to, and its statements."""

    name: str
    path: str
    quads: tuple[ox.Quad, ...]


def read_slips(text: str, files: dict[str, str]) -> list[Slip]:
    slips = []
    for line in text.strip().splitlines():
        where, _, statement = line.partition(" | ")
        graph, _, path = where.partition(" ")
        quads = tuple(ox.parse(f"{HEAD}{graph} {{ {statement} . }}".encode(), format=ox.RdfFormat.TRIG))
        slips.append(Slip(line, path or files[graph], quads))
    return slips


def files_of_graphs() -> dict[str, str]:
    return {
        graph: f"data/memo/{path.name}"
        for path in (ROOT / "data/memo").glob("*.trig")
        for graph in re.findall(r"^(\S+:\S+) \{$", path.read_text(encoding="utf-8"), re.MULTILINE)
    }


FILES = files_of_graphs()
WRONG_THINGS, WRONG_VALUES = read_slips(ON_THE_WRONG_THING, FILES), read_slips(WITH_THE_WRONG_VALUE, FILES)


class Planted(NamedTuple):
    """The findings of the check by place, and the lines of the statements of each file."""

    findings: dict[tuple[str, int | None], list[Finding]]
    lines: dict[tuple[str, ox.Quad], int]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    home = tmp_path_factory.mktemp("planted")
    for name in ("data", "ontology", "queries/checks"):
        shutil.copytree(ROOT / name, home / name)
    shutil.copy(ROOT / "home.toml", home)
    lines: dict[tuple[str, ox.Quad], int] = {}
    for path in {slip.path for slip in (*WRONG_THINGS, *WRONG_VALUES)}:
        own = [quad for slip in (*WRONG_THINGS, *WRONG_VALUES) if slip.path == path for quad in slip.quads]
        more = "".join(
            f"{quad.graph_name} {{ {quad.subject} {quad.predicate} {quad.object} . }}\n" for quad in own
        )
        text = format_trig((home / path).read_text(encoding="utf-8") + more, path)
        (home / path).write_text(text, encoding="utf-8")
        for one in place(text, path):
            lines[path, one.quad] = one.line
    findings: dict[tuple[str, int | None], list[Finding]] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("THBGRAPH_CACHE", str(home / "cache"))
        for finding in Checker(home, silent).findings():
            findings.setdefault((finding.path, finding.line), []).append(finding)
    return Planted(findings, lines)


def test_there_are_80_slips_half_of_them_on_the_side_of_the_subject() -> None:
    assert len(WRONG_THINGS) + len(WRONG_VALUES) >= 80
    assert len(WRONG_THINGS) >= 40


@pytest.mark.parametrize("slip", [*WRONG_THINGS, *WRONG_VALUES], ids=lambda slip: slip.name)
def test_a_slip_is_told_by_a_rule_with_its_line(slip: Slip, planted: Planted) -> None:
    own = [planted.findings.get((slip.path, planted.lines[slip.path, quad]), []) for quad in slip.quads]
    names = {short(quad.subject.value) for quad in slip.quads}
    told = [one for found in own for one in found if any(name in one.message for name in names)]
    assert told, sorted(str(one) for found in planted.findings.values() for one in found)
    assert all(one.code.startswith(("shape:", "check:", "inconsistent", "link")) for one in told)
