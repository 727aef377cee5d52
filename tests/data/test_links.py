"""The links themselves: each traced to the open data, and each entity that counts linked or listed with a reason."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from open_data import OPEN_DATA, open_data
from thbgraph.base.namespaces import ID
from thbgraph.build import source_files as sources
from thbgraph.checking.link_faults import unlinked_findings
from thbgraph.checking.places import Places
from thbgraph.graph import KnowledgeGraph
from thbgraph.rdf.links import Link
from thbgraph.rdf.schemes import SCHEMES

ROOT = Path(__file__).resolve().parents[2]
SETS = {links.scheme.name: links for links in sources.read_links(ROOT)}
LINKS = [link for links in SETS.values() for link in links.links]
#: How identifiers.tsv calls the schemes.
SCHEME = {
    "eu-corporate-body": "eu-corporate-bodies", "eu-place": "eu-places", "untc-mtdsg": "untc", "eli (CH fedlex)": "fedlex",
    "oecd-crs-channel": "crs-channels", "ilo-normlex-code": "ilo-normlex", "un-m49": "m49",
    "iso3166-1-numeric": "m49",  # the same digits, by definition of the codes of countries
}  # fmt: skip
#: The participant in treaties; the lists have the Vatican City under its code.
HOLY_SEE = ID + "vat"
#: Items that the list of states has wrongly (a state for a territory, a kingdom for a country) or not at all.
FOUND = {ID + "esh": "Q6250", ID + "nld": "Q55", ID + "nam": "Q1030"}
#: In the file of EuroVoc that the links cite at a fixed version, and not in the selection of it at hand.
CONCEPTS_BEYOND_THE_SUBSET = {
    "1000", "1074", "160", "190", "1909", "1911", "216", "2179", "2236", "2246", "225", "2702", "2885",
    "2914", "3466", "3578", "4002", "4003", "4004", "4543", "5280", "5281", "5343", "5417", "5420", "5688",
    "5783", "5786", "5891", "6030", "6925", "758", "c_04ae3ba8", "c_46f6aaeb", "c_f40562e9", "c_ff638149"
}  # fmt: skip
needs_open_data = pytest.mark.skipif(not OPEN_DATA.exists(), reason="the open data is not here")


def local(link: Link) -> str:
    return link.identifier.partition(":")[2]


def plain(identifier: str) -> str:
    """The identifier without blanks, and without what makes an IRI of it."""
    for scheme in SCHEMES.values():
        if identifier.startswith(scheme.namespace):
            identifier = identifier.removeprefix(scheme.namespace)
    return identifier.replace(" ", "").rstrip("/")


@needs_open_data
def test_every_identifier_is_one_of_the_open_data() -> None:
    known = {
        (SCHEME.get(row["scheme"], row["scheme"]), plain(row["identifier"]))
        for row in open_data("identifiers.tsv", "\t")
    }
    known |= {("eurovoc", row["id"]) for row in open_data("eurovoc-subset/eurovoc_thb_subset.csv")}
    known |= {("eurovoc", number) for number in CONCEPTS_BEYOND_THE_SUBSET}
    known |= {
        ("eu-corporate-bodies", row["id"]) for row in open_data("eu-op-corporate-bodies/corporatebodies.csv")
    }
    known |= {("ror", plain(row["ror_id"])) for row in open_data("ror-subset/ror_subset.csv")}
    known |= {("eu-countries", row["op_code"]) for row in open_data("eu-op-countries/op_countries.csv")}
    for row in open_data("country-codes/countries_merged.csv"):
        known |= {("wikidata", row["wikidata_qid"]), ("geonames", row["geonames_id"]), ("m49", row["m49"])}
        known |= {("iso3166-1-alpha2", row["iso_alpha2"]), ("iso3166-1-alpha3", row["iso_alpha3"])}
    known.add(("wikidata", "Q41550"))  # named in unverified.tsv, as wrong
    known |= {  # of what came after the memo
        (scheme, found.removeprefix("eli/"))
        for row in open_data("successors/successors.csv")
        for scheme, pattern in (("celex", r"3\d{4}L\d{4}|5\d{4}DC\d{4}"), ("eli", r"eli/dir/\d{4}/\d+/oj"))
        for found in re.findall(pattern, row["identifier"])
    }
    known |= {
        ("wikidata", row["wikidata_qid"]) for row in open_data("supraverden-subset/supraverden_subset.csv")
    }
    known |= {("wikidata", qid) for qid in FOUND.values()}
    known |= {  # on pages that the links name
        ("untc", "IV-13"), ("celex", "52012DC0286"), ("ilo-normlex", "C138"), ("fedlex", "2001/204")
    }  # fmt: skip
    unknown = [link.identifier for link in LINKS if (link.scheme, plain(local(link))) not in known]
    assert unknown == []
    assert "Q41550" in (OPEN_DATA / "unverified.tsv").read_text(encoding="utf-8")


@needs_open_data
def test_states_match_what_their_row_says() -> None:
    merged = {ID + row["iso_alpha3"].lower(): row for row in open_data("country-codes/countries_merged.csv")}
    columns = {"wikidata": "wikidata_qid", "geonames": "geonames_id", "eu-countries": "eu_op_country_uri"}
    for scheme, column in columns.items():
        linked = {
            x.subject: plain(x.object) for x in SETS[scheme].links if x.is_exact and x.subject in merged
        }
        wanted = {iri: plain(row[column]) for iri, row in merged.items() if row[column]}
        wanted |= FOUND if scheme == "wikidata" else {}
        assert [x.comment for x in SETS[scheme].links if x.subject == HOLY_SEE and not x.is_exact]
        assert linked | {HOLY_SEE: wanted[HOLY_SEE]} == wanted and HOLY_SEE not in linked, scheme
        missing = {row.subject for row in SETS[scheme].unlinked}
        assert missing >= merged.keys() - wanted.keys(), scheme


@pytest.mark.parametrize(
    ("scheme", "column"), [("iso3166-1-alpha2", "alpha2"), ("iso3166-1-alpha3", "alpha3"), ("m49", "m49")]
)
def test_codes_of_countries_are_those_of_the_table(graph: KnowledgeGraph, scheme: str, column: str) -> None:
    with (ROOT / "data/tables/country-codes.csv").open(encoding="utf-8", newline="") as file:
        wanted = {ID + row["slug"]: row[column] for row in csv.DictReader(file)}
    assert len(wanted) == 249
    assert {link.subject: local(link) for link in SETS[scheme].links if link.is_exact} == wanted
    where = f"GRAPH <{SCHEMES[scheme].graph}>"
    stated = graph.sparql(f"SELECT ?x ?code {{ {where} {{ ?x <{SCHEMES[scheme].code}> ?code }} }}")
    assert {row.x.iri: row.code for row in stated} == wanted  # type: ignore[union-attr]


@needs_open_data
@pytest.mark.parametrize(
    ("subject", "scheme", "called"),
    [
        ("untoc", "untc", "UNTOC"),
        ("palermo-protocol", "untc", "Palermo Protocol (trafficking)"),
        ("smuggling-protocol", "untc", "Smuggling of Migrants Protocol"),
        ("crc-op-sc", "untc", "CRC Optional Protocol sale of children (OP-SC)"),
        ("convention-1949-traffic", "untc", "1949 Traffic in Persons Convention"),
        ("convention-1956-slavery", "untc", "1956 Supplementary Slavery Convention"),
        ("cets-197", "fedlex", "CoE Convention on Action against Trafficking in Human Beings"),
        ("directive-2004-81", "celex", "Council Directive 2004/81/EC"),
        ("framework-decision-2002-629", "celex", "Council Framework Decision 2002/629/JHA"),
        ("directive-2011-36", "celex", "Directive 2011/36/EU (replaces 2002/629/JHA, post-memo)"),
        ("eu-action-plan-2005", "celex", "EU plan on best practices ... THB (OJ C 311, 9.12.2005)"),
        ("coe-committee-of-ministers", "eu-corporate-bodies", "CoE Committee of Ministers"),
        ("eu-council", "wikidata", "Council of the European Union"),
        ("coe", "isni", "Council of Europe"),
        ("nordic-council-of-ministers", "wikidata", "Nordic Council of Ministers"),
        ("st-petersburg", "geonames", "Saint Petersburg (city)"),
        ("iom", "lei", "IOM"),
        ("save-the-children", "crs-channels", "Save the Children"),
    ],
)
def test_an_entity_has_the_identifier_that_the_open_data_gives_it(
    subject: str, scheme: str, called: str
) -> None:
    (wanted,) = [
        plain(row["identifier"])
        for row in open_data("identifiers.tsv", "\t")
        if row["entity"] == called and SCHEME.get(row["scheme"], row["scheme"]) == scheme
    ]
    assert [plain(local(x)) for x in SETS[scheme].links if x.subject == ID + subject] == [wanted]


#: Things of identifiers.tsv that the memo does not name, so that the graph has no entity for them, and
#: numbers of schemes that are not taken up (docs/links.md).
NOT_HERE = {
    "International Labour Office", "European Court of Human Rights", "Europol", "UN Human Rights Council",
    "International Red Cross and Red Crescent Movement", "child protection (concept)",
    "crime against individuals (concept)", "framework decision (concept)", "directive (EU) (concept)",
    "European convention (concept)", "UN convention (concept)", "Firearms Protocol", "1967 Refugee Protocol",
    "COM(2005) 514 Communication fighting THB",
    "COM(2009) 136 proposal for Framework Decision (repealing 2002/629/JHA)",
}  # fmt: skip
#: Seen only in the withdrawn duplicate of a record: listed as unlinked, with that reason.
WEAK = {("wikidata", "Q636107"), ("isni", "0000000109435201")}


@needs_open_data
def test_every_identifier_of_the_open_data_is_linked_with_its_evidence() -> None:
    linked: dict[tuple[str, str], list[Link]] = {}
    for link in LINKS:
        linked.setdefault((link.scheme, plain(local(link))), []).append(link)
    left_out = set()
    for row in open_data("identifiers.tsv", "\t"):
        scheme = {"eu-country": "eu-countries"}.get(row["scheme"], SCHEME.get(row["scheme"], row["scheme"]))
        case = scheme, plain(row["identifier"])
        if scheme not in SETS or case in WEAK:
            continue
        if case not in linked:
            left_out.add(row["entity"])
            continue
        wanted = re.findall(r"[0-9a-f]{40}|https?://(?!ilo\.ch)\S+", row["evidence"])
        for link in linked[case]:
            assert all(piece in " ".join(link.evidence) for piece in wanted), (row, link)
    assert left_out == NOT_HERE


def test_doubtful_identifiers_are_no_links() -> None:
    matched = {link.identifier for link in LINKS if not link.is_rejected}
    assert not matched & {"wd:Q28606331", "wd:Q41550", "ror:00ab45451", "ror:00degky91", "wd:Q636107"}
    rejected = {(link.subject.removeprefix(ID), link.identifier) for link in LINKS if link.is_rejected}
    assert rejected >= {
        ("unhcr", "wd:Q28606331"), ("osce", "wd:Q41550"), ("save-the-children", "ror:00ab45451"),
        ("unodc", "ror:00degky91"), ("dg-jls", "eu-body:HOME"), ("esh", "wd:Q40362"),
    }  # fmt: skip
    assert ("unhcr", "wd:Q132551") in {
        (x.subject.removeprefix(ID), x.identifier) for x in LINKS if x.is_exact
    }


def test_every_entity_that_counts_is_linked_or_listed_with_a_reason(graph: KnowledgeGraph) -> None:
    places = Places(sources.read_data(ROOT))
    assert list(unlinked_findings(ROOT, graph.index.classes, places)) == []
    more = {**graph.index.classes, ID + "nobody": ["org:Organization"]}
    assert [str(finding) for finding in unlinked_findings(ROOT, more, places)] == [
        "data: id:nobody has no link; add one to data/links/, or a row with sssom:NoTermFound that says why"
    ]


@needs_open_data
def test_what_nobody_could_confirm_is_listed() -> None:
    listed = {(row.subject.removeprefix(ID), name) for name, links in SETS.items() for row in links.unlinked}
    assert listed >= {
        ("un-gift", "wikidata"), ("blue-heart-campaign", "wikidata"), ("unodc", "wikidata"), ("ohchr", "ror"),
        ("pace", "isni"), ("greta", "wikidata"), ("committee-of-the-parties-cets-197", "wikidata"),
        ("odihr", "eu-corporate-bodies"), ("osce-pa", "wikidata"), ("ilo", "isni"), ("nikk", "wikidata"),
        ("baltic-assembly", "wikidata"), ("benelux-parliament", "wikidata"), ("save-the-children", "ror"),
        ("ceop", "wikidata"), ("untoc", "wikidata"), ("framework-decision-2002-629", "eli"),
        ("ep-resolution-2010-02-10", "celex"), ("eu-expert-group-decision-2007", "eli"),
        ("eu-action-plan-evaluation-2008", "celex"), ("reykjavik", "eu-places"), ("programme-isec", "wikidata"),
    }  # fmt: skip


def test_sets_name_their_rights_and_no_share_alike_file_is_taken_over() -> None:
    assert sorted(SETS) == sorted(SCHEMES)
    for links in SETS.values():
        assert "facts" in links.metadata["comment"], links.path
    assert (
        "CC BY-SA" in SETS["wikidata"].metadata["comment"] and "CC BY-SA" in SETS["lei"].metadata["comment"]
    )


def test_sets_name_every_site_that_is_evidence_of_a_link() -> None:
    for links in SETS.values():
        sites = tuple(links.metadata["mapping_set_source"])
        pages = {page for link in links.links for page in link.evidence}
        packages = tuple(f"pkg:pypi/{site.rstrip('/').rpartition('/')[2]}@" for site in sites)
        assert not {page for page in pages if not page.startswith((*sites, *packages))}, links.path


def test_evidence_in_a_repository_names_the_commit() -> None:
    for link in LINKS:
        for address in link.evidence:
            if "/blob/" in address:
                assert re.search(r"/blob/[0-9a-f]{40}/", address), address


@needs_open_data
def test_bodies_are_called_in_english_as_the_authority_table_calls_them(graph: KnowledgeGraph) -> None:
    called = {row["url"]: row["label_en"] for row in open_data("eu-op-corporate-bodies/corporatebodies.csv")}
    exact = [link for link in SETS["eu-corporate-bodies"].links if link.is_exact]
    assert len(exact) > 20
    for link in exact:
        assert graph.find(called[link.object]).iri == link.subject


def test_every_file_is_valid_sssom_and_read_alike_by_the_library_of_the_standard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYSTOW_HOME", str(tmp_path))  # what the library imports makes a folder there at once
    sssom_pydantic = pytest.importorskip("sssom_pydantic")
    for name in sources.link_files(ROOT):
        mappings, _, metadata, errors = sssom_pydantic.read(ROOT / name, return_errors=True)
        links = sources.read_link_file(ROOT, name)
        assert errors == []
        assert len(mappings) == len(links.rows) and str(metadata.id) == links.scheme.graph
        linked = [m for m in mappings if m.object.curie != "sssom:NoTermFound"]
        assert [(m.subject.curie, m.predicate_modifier == "Not") for m in linked] == [
            ("id:" + link.subject.rpartition("/")[2], link.is_rejected) for link in links.links
        ]
