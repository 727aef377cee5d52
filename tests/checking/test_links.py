"""The check of links: the project's reading, and what rows say together."""

from __future__ import annotations

from pathlib import Path

import pytest

from thbgraph.base.errors import DataError
from thbgraph.build import source_files as sources
from thbgraph.build.opening import made, opened
from thbgraph.checking.check import Checker
from thbgraph.checking.link_faults import link_findings

NAME = "data/links/wikidata.sssom.tsv"
COLUMNS = (
    "subject_id\tsubject_label\tpredicate_id\tpredicate_modifier\tobject_id\tobject_label\t"
    "mapping_justification\tmapping_date\tsee_also\tcomment\n"
)
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
ROW = (
    "id:greta\tGroup of Experts\tskos:exactMatch\t\twd:Q1\t\tsemapv:ManualMappingCuration\t2026-11-25\t"
    "https://example.org/\t\n"
)


@pytest.fixture
def linked(home: Path) -> Path:
    (home / "data/links").mkdir()
    write(home, HEAD + COLUMNS + ROW)
    return home


def write(root: Path, text: str) -> None:
    (root / NAME).write_bytes(text.encode())


def found(root: Path) -> list[tuple[int | None, str]]:
    return [(finding.line, finding.message) for finding in link_findings(root) if finding.path == NAME]


def test_sound_links_are_read_built_and_found_by_their_identifier(linked: Path) -> None:
    assert found(linked) == []
    index = made(linked).index(linked)
    assert index.names.linked == {"www.wikidata.org/entity/Q1": ["https://w3id.org/thbgraph/id/greta"]}
    assert opened(linked)
    statements = [s for s in sources.read_file(linked, NAME) if s.quad.subject.value.endswith("greta")]
    assert [(statement.path, statement.line) for statement in statements] == [(NAME, 19)]


def test_every_fault_of_a_file_is_found_at_once_and_others_files_too(linked: Path) -> None:
    bad = ROW.replace("greta", "gretta")
    write(linked, HEAD + COLUMNS + ROW.replace("wd:Q1", "Q1") + ROW.replace("2026-", ""))
    assert [line for line, _ in found(linked)] == [19, 20]
    write(linked, HEAD + COLUMNS + ROW + bad)
    lines = found(linked)
    assert [line for line, _ in lines] == [20, 20]
    assert "id:gretta is not an entity" in lines[1][1] and "id:greta (line 19) exactly matches" in lines[0][1]


def test_a_file_out_of_form_is_brought_into_it(linked: Path) -> None:
    text = HEAD + COLUMNS + ROW
    write(linked, text.replace("\n", "\r\n"))
    assert found(linked) == [(None, "not in canonical form; run: thbgraph fmt")]
    for name, canonical in sources.differing(linked, [NAME]):
        sources.write(linked, name, canonical)
    assert (linked / NAME).read_bytes() == text.encode()
    assert found(linked) == [] and list(sources.differing(linked, [NAME])) == []


@pytest.mark.parametrize("content", [b"\xff\xfe", b"\xef\xbb\xbf#a: b", b"\x00" * 9, b"", b"#" * 9999])
def test_hostile_bytes_are_a_finding_and_no_crash(linked: Path, content: bytes) -> None:
    (linked / NAME).write_bytes(content)
    assert found(linked)
    with pytest.raises(DataError):
        made(linked)


def test_an_entity_without_a_link_or_a_reason_is_a_finding_where_there_are_links(linked: Path) -> None:
    findings = Checker(linked, lambda *_: None).findings()
    assert [(f.path, f.line, f.message) for f in findings if f.code == "link"] == [
        (
            "data/entities/few.trig",
            8,
            "id:cets-197 has no link; add one to data/links/, or a row with sssom:NoTermFound that says why",
        )
    ]
    (linked / NAME).unlink()
    assert [f for f in Checker(linked, lambda *_: None).findings() if f.code == "link"] == []


def test_the_check_of_everything_includes_links(linked: Path) -> None:
    write(linked, HEAD + COLUMNS + ROW.replace("Group of Experts", "GRETA"))
    findings = Checker(linked, lambda *_: None).findings()
    assert [f.message for f in findings if f.path == NAME and f.code == "link"] == [
        "id:greta is called 'Group of Experts', not 'GRETA'; write that"
    ]


def test_a_file_out_of_form_hides_no_fault_of_its_links(linked: Path) -> None:
    write(linked, (HEAD + COLUMNS + ROW + ROW).replace("\n", "\r\n"))
    findings = Checker(linked, lambda *_: None).findings()
    assert [(f.line, f.code, f.message) for f in findings if f.path == NAME] == [
        (None, "form", "not in canonical form; run: thbgraph fmt"),
        (20, "link", "id:greta and this object are also on line 19; keep one"),
    ]
