"""Files of links: what they say, their canonical form, and that whatever is wrong is named with its line."""

from __future__ import annotations

import random

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thbgraph.base.errors import DataError
from thbgraph.base.namespaces import ID, PREFIXES, SOURCE, THB
from thbgraph.rdf.links import (
    CLOSE,
    COLUMNS,
    EXACT,
    curie_map,
    format_links,
    link_quads,
    read_links,
)
from thbgraph.rdf.schemes import SCHEMES

PATH = "data/links/wikidata.sssom.tsv"
HEAD = """\
#mapping_set_id: https://w3id.org/thbgraph/source/links-wikidata
#mapping_set_title: Links to Wikidata
#mapping_set_description: Things in Wikidata.
#mapping_set_version: '2026-11-25'
#mapping_set_source:
#- https://example.org/list
#creator_label:
#- The thbgraph developers
#license: https://creativecommons.org/publicdomain/zero/1.0/
#sssom_version: '1.1'
#comment: facts
#curie_map:
#  id: https://w3id.org/thbgraph/id/
#  semapv: https://w3id.org/semapv/vocab/
#  skos: http://www.w3.org/2004/02/skos/core#
#  sssom: https://w3id.org/sssom/
#  wd: http://www.wikidata.org/entity/
"""
MANUAL, DAY, PAGE = "semapv:ManualMappingCuration", "2026-11-25", "https://example.org/list"
ROWS = [
    ["id:cbss", "CBSS", "skos:closeMatch", "", "wd:Q789769", "", MANUAL, DAY, f"{PAGE}|{PAGE}?b", "near"],
    ["id:fin", "Finland", "skos:exactMatch", "", "wd:Q33", "Finland", MANUAL, DAY, PAGE, ""],
    ["id:greta", "GRETA", "skos:exactMatch", "", "sssom:NoTermFound", "", MANUAL, DAY, "", "none seen"],
    ["id:unhcr", "UNHCR", "skos:exactMatch", "Not", "wd:Q28606331", "", MANUAL, DAY, PAGE, "another"],
]


def written(rows: list[list[str]], columns: list[str] | tuple[str, ...] = COLUMNS, head: str = HEAD) -> str:
    return head + "".join("\t".join(row) + "\n" for row in [list(columns), *rows])


TEXT = written(ROWS)


def test_a_file_says_what_is_linked_rejected_and_unlinked() -> None:
    links = read_links(TEXT, PATH)
    cbss, fin, unhcr = links.links
    assert (fin.subject, fin.predicate, fin.object) == (
        ID + "fin",
        EXACT,
        "http://www.wikidata.org/entity/Q33",
    )
    assert (
        fin.is_exact and fin.identifier == "wd:Q33" and fin.evidence == (PAGE,) and fin.scheme == "wikidata"
    )
    assert cbss.predicate == CLOSE and not cbss.is_exact and cbss.evidence == (PAGE, f"{PAGE}?b")
    assert unhcr.is_rejected and not unhcr.is_exact
    assert [(row.subject, row.reason) for row in links.unlinked] == [(ID + "greta", "none seen")]
    lines = TEXT.splitlines()
    assert all(lines[row.line - 1].startswith(f"id:{row.subject[len(ID) :]}\t") for row in links.rows)


def test_only_matches_become_statements_in_the_graph_of_their_set() -> None:
    quads = [quad for quad, _ in link_quads(read_links(TEXT, PATH))]
    assert {quad.graph_name.value for quad in quads} == {SOURCE + "links-wikidata"}
    things = {(quad.subject.value, quad.predicate.value, quad.object.value) for quad in quads}
    about = {triple for triple in things if triple[0].startswith(ID)}
    wikidata = "http://www.wikidata.org/entity/"
    assert about == {(ID + "fin", EXACT, wikidata + "Q33"), (ID + "cbss", CLOSE, wikidata + "Q789769")}
    assert (SOURCE + "links-wikidata", PREFIXES["dcterms"] + "rights", "facts") in things


def test_a_code_is_an_identifier_and_a_celex_number_also_an_eli_one() -> None:
    row = ["id:x", "X", "skos:exactMatch", "", "", "", MANUAL, DAY, PAGE, ""]
    said = {}
    for name, identifier in (
        ("untc", "untc:XVIII-12-a"),
        ("celex", "celex:32004L0081"),
        ("crs-channels", "crs:41302"),
        ("iso3166-1-alpha2", "iso2:FI"),
    ):
        scheme = SCHEMES[name]
        row[4], row[2] = identifier, "skos:closeMatch" if name == "crs-channels" else "skos:exactMatch"
        text = written([row]).replace("links-wikidata", f"links-{name}", 1)
        text = text.replace(
            "#  wd: http://www.wikidata.org/entity/", f"#  {scheme.prefix}: {scheme.namespace}"
        )
        quads = link_quads(read_links(text, f"data/links/{name}.sssom.tsv"))
        said[name] = {
            (quad.predicate.value, str(quad.object)) for quad, _ in quads if quad.subject.value == ID + "x"
        }
    assert said == {
        "untc": {(PREFIXES["dcterms"] + "identifier", '"XVIII-12-a"')},
        "celex": {
            (EXACT, "<http://publications.europa.eu/resource/celex/32004L0081>"),
            (PREFIXES["eli"] + "id_local", '"32004L0081"'),
        },
        "iso3166-1-alpha2": {(THB + "alpha2Code", '"FI"')},
        "crs-channels": set(),  # a code for part of it is not its code
    }


@settings(deadline=None, max_examples=30)
@given(st.randoms(use_true_random=False))
def test_any_order_of_rows_columns_and_slots_has_one_canonical_form(chance: random.Random) -> None:
    order = list(range(len(COLUMNS)))
    chance.shuffle(order)
    rows = chance.sample(ROWS, len(ROWS))
    slots = HEAD.split("#curie_map")[0].split("#license")
    head = f"#license{slots[1]}{slots[0]}#curie_map{HEAD.split('#curie_map')[1]}"
    mixed = written([[row[i] for i in order] for row in rows], [COLUMNS[i] for i in order], head)
    assert format_links(mixed, PATH) == TEXT == format_links(TEXT, PATH)
    assert [link._replace(line=0) for link in read_links(TEXT, PATH).links] == sorted(
        link._replace(line=0) for link in read_links(mixed, PATH).links
    )


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=lambda scheme: scheme.name)
def test_each_scheme_tells_its_identifiers_from_others(scheme: object) -> None:
    from thbgraph.rdf.schemes import Scheme

    assert isinstance(scheme, Scheme)
    prefix, _, local = scheme.example.partition(":")
    assert prefix == scheme.prefix and scheme.fits(local)
    for wrong in (
        "",
        local + " ",
        " " + local,
        local + "\n",
        "x" + local,
        local + "%",
        "../" + local,
        "٣" + local,
    ):
        assert not scheme.fits(wrong), wrong
    assert curie_map(scheme)[scheme.prefix] == scheme.namespace
    assert ox.NamedNode(scheme.namespace + local)


WRONG = {
    "no metadata": (HEAD, "", 1, "expected the metadata"),
    "no YAML": ("#comment: facts", "#comment: [", None, "not valid YAML"),
    "YAML that makes objects": ("#comment: facts", "#comment: !!python/object/apply:os.getcwd []", None, "not valid YAML"),
    "another set": ("source/links-wikidata", "source/links-ror", 1, "mapping_set_id must be"),
    "an unknown slot": ("#comment: facts", "#comment: facts\n#mapping_tool: x", 12, "mapping_tool is not a slot"),
    "a missing licence": ("#license: https://creativecommons.org/publicdomain/zero/1.0/\n", "", 1, "license is missing"),
    "a licence that is no address": ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0", 9, "expects an address"),
    "a date for a version": ("'2026-11-25'\n#mapping_set_source", "2026-11-25\n#mapping_set_source", 4, "use quotes"),
    "a text for a list": ("#mapping_set_source:\n#- https://example.org/list", "#mapping_set_source: https://example.org/list", 5, "a list"),
    "another prefix": ("#  wd: http://www.wikidata.org/entity/", "#  wd: http://www.wikidata.org/wiki/", 12, "curie_map must be"),
    "a missing column": ("\tsee_also\tcomment", "\tcomment", 18, "expected the columns"),
    "too few cells": ("\tid:", "\tid:", None, ""),
    "a wrong predicate": ("id:fin\tFinland\tskos:exactMatch", "id:fin\tFinland\towl:sameAs", 20, "skos:exactMatch or skos:closeMatch, got 'owl:sameAs'"),
    "a wrong modifier": ("\tNot\t", "\tNOT\t", 22, "Not or nothing"),
    "a subject elsewhere": ("id:fin\t", "wd:Q33\t", 20, "expects an entity, id:NAME"),
    "a subject that is no slug": ("id:fin\t", "id:Fin/and\t", 20, "expects an entity"),
    "a property as object": ("\twd:Q33\t", "\twd:P33\t", 20, "expects an identifier such as wd:Q33, got 'wd:P33'"),
    "an object of another scheme": ("\twd:Q33\t", "\tror:006kxhp52\t", 20, "expects an identifier"),
    "no evidence": (f"{PAGE}\t\n", "\t\n", 20, "give the address of the evidence"),
    "evidence of nothing but bars": (f"{PAGE}\t\n", "||\t\n", 20, "give the address of the evidence"),
    "a licence that is no IRI": ("https://creativecommons.org/publicdomain/zero/1.0/", "http://[", 9, "expects an address"),
    "a day that no calendar has": ("'2026-11-25'\n#mapping_set_source", "2026-13-45\n#mapping_set_source", 1, "month must be in 1..12"),
    "metadata too deep": ("#comment: facts", "#comment: " + "[" * 5000, 1, "nested too deeply"),
    "evidence that is no address": (f"{PAGE}\t\n", "my notes\t\n", 20, "expects addresses"),
    "an odd date": (f"wd:Q33\tFinland\t{MANUAL}\t{DAY}", f"wd:Q33\tFinland\t{MANUAL}\t25.11.2026", 20, "expects a day"),
    "an unknown justification": (f"wd:Q33\tFinland\t{MANUAL}", "wd:Q33\tFinland\tsemapv:Guess", 20, "expects semapv:"),
    "nothing and no reason": ("none seen", "", 21, "needs a reason"),
    "an empty label": ("\tFinland\tskos", "\t\tskos", 20, "is empty"),
    "a formula": ("\tFinland\tskos", "\t=1+1\tskos", 20, "spreadsheet formula"),
    "a formula with a blank": ("\tnear\n", "\t +1\n", 19, "white space"),
    "NUL": ("\tFinland\tskos", "\tFin\x00land\tskos", 20, "U+0000"),
    "a lone carriage return": ("\tFinland\tskos", "\tFin\rland\tskos", 20, "U+000D"),
    "a line separator": ("\tFinland\tskos", "\tFin\u2028land\tskos", 20, "U+2028"),
    "a quote": ("\tFinland\tskos", '\t"Finland\tskos', 20, "U+0022"),
    "a tab too many": ("\tFinland\tskos", "\tFin\tland\tskos", 20, "expected 10 cells, got 11"),
    "a blank line": ("id:fin\t", "\nid:fin\t", 20, "expected 10 cells, got 1"),
    "a comment in the table": ("id:fin\t", "#id:fin\t", 20, "expects an entity"),
}  # fmt: skip
del WRONG["too few cells"]


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_named_with_its_line(name: str) -> None:
    old, new, line, message = WRONG[name]
    assert old in TEXT
    text = TEXT.replace(old, new, 1)
    with pytest.raises(DataError) as caught:
        read_links(text, PATH)
    assert message in caught.value.message and caught.value.path == PATH
    assert caught.value.line == line if line is not None else caught.value.line


def test_metadata_that_unfold_without_end_are_refused_at_once() -> None:
    bomb = "#mapping_set_title: [&a [x, x], &b [*a, *a], " + ", ".join(
        f"&{chr(n + 1)} [" + ", ".join([f"*{chr(n)}"] * 9) + "]" for n in range(ord("b"), ord("y"))
    )
    with pytest.raises(DataError, match="mapping_set_title expects a text, got list"):
        read_links(TEXT.replace("#mapping_set_title: Links to Wikidata", bomb + "]"), PATH)


def test_every_faulty_row_is_named_at_once() -> None:
    text = TEXT.replace("wd:Q33", "Q33").replace("Not", "not")
    with pytest.raises(DataError) as caught:
        read_links(text, PATH)
    assert [error.line for error in (caught.value, *caught.value.others)] == [20, 22]


@pytest.mark.parametrize("text", ["", "\n", "#", "subject_id\n", "\t\t\n", "#a: 1\n", "# - x\n", HEAD])
def test_what_is_no_such_file_is_refused(text: str) -> None:
    with pytest.raises(DataError):
        read_links(text, PATH)
    with pytest.raises(DataError):
        format_links(text, PATH)


def test_a_file_for_no_scheme_is_refused() -> None:
    with pytest.raises(DataError, match="'viaf' is not a scheme; choose from: celex"):
        read_links(TEXT, "data/links/viaf.sssom.tsv")


@settings(deadline=None, max_examples=60)
@given(
    st.text(alphabet=st.sampled_from("#\t\nab:-'{}[]&*!|>%@`\"\\ é\x00"), max_size=60),
    st.integers(0, len(TEXT)),
)
def test_no_text_breaks_the_reader_with_another_error(noise: str, place: int) -> None:
    text = TEXT[:place] + noise + TEXT[place:]
    try:
        read_links(text, PATH)
    except DataError as error:
        assert error.line is None or 1 <= error.line <= text.count("\n") + 1
