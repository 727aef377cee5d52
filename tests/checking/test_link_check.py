"""The check of links: the library of the standard, the project's reading and what rows say together."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from thbgraph.building import build, layout, sources
from thbgraph.checking.check import Checker
from thbgraph.checking.link_check import has_library, link_findings
from thbgraph.words.errors import DataError

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


def test_a_check_of_links_leaves_the_home_of_its_user_alone(linked: Path, tmp_path: Path) -> None:
    code = f"from pathlib import Path; from thbgraph.checking.link_check import link_findings; assert not link_findings(Path({str(linked)!r}))"
    environment = {name: value for name, value in os.environ.items() if name != "PYSTOW_HOME"}
    for home in (tmp_path / "empty", tmp_path / "file"):
        home.mkdir() if home.name == "empty" else home.write_text("", encoding="utf-8")
        subprocess.run([sys.executable, "-c", code], check=True, env=environment | {"HOME": str(home)})
    assert list((tmp_path / "empty").iterdir()) == []


def test_sound_links_are_read_built_and_found_by_their_identifier(linked: Path) -> None:
    assert found(linked) == []
    folder, index = build.build(linked)
    assert index.linked == {"www.wikidata.org/entity/Q1": ["https://w3id.org/thbgraph/id/greta"]}
    assert build.open_store(folder, index)
    statements = [s for s in sources.read_file(linked, NAME) if s.quad.subject.value.endswith("greta")]
    assert [(statement.path, statement.line) for statement in statements] == [(NAME, 19)]


def test_every_fault_of_a_file_is_found_at_once_and_others_files_too(linked: Path) -> None:
    bad = ROW.replace("greta", "gretta")
    write(linked, HEAD + COLUMNS + ROW.replace("wd:Q1", "Q1") + ROW.replace("2026-", ""))
    assert [line for line, _ in found(linked)] == [19, 20]
    write(linked, HEAD + COLUMNS + ROW + bad)
    lines = found(linked)
    assert [line for line, _ in lines] == [20, 20]
    assert "id:gretta is no entity" in lines[1][1] and "id:greta (line 19) exactly matches" in lines[0][1]


def test_a_file_out_of_form_is_brought_into_it(linked: Path) -> None:
    text = HEAD + COLUMNS + ROW
    write(linked, text.replace("\n", "\r\n"))
    assert found(linked) == [(None, "not in canonical form; run: thbgraph fmt")]
    for name, canonical in layout.differing(linked, [NAME]):
        layout.write(linked, name, canonical)
    assert (linked / NAME).read_bytes() == text.encode()
    assert found(linked) == [] and list(layout.differing(linked, [NAME])) == []


@pytest.mark.parametrize("content", [b"\xff\xfe", b"\xef\xbb\xbf#a: b", b"\x00" * 9, b"", b"#" * 9999])
def test_hostile_bytes_are_a_finding_and_no_crash(linked: Path, content: bytes) -> None:
    (linked / NAME).write_bytes(content)
    assert found(linked)
    with pytest.raises(DataError):
        build.build(linked)


@pytest.mark.skipif(not has_library(), reason="the SSSOM library is an extra")
def test_the_library_reads_every_file_and_every_row_of_it() -> None:
    import sssom_pydantic

    root = sources.home()
    for name in sources.link_files(root):
        mappings, _, metadata, errors = sssom_pydantic.read(root / name, return_errors=True)
        links = sources.read_link_file(root, name)
        assert errors == []
        assert len(mappings) == len(links.rows) and str(metadata.id) == links.scheme.graph
        linked = [m for m in mappings if m.object.curie != "sssom:NoTermFound"]
        assert [(m.subject.curie, m.predicate_modifier == "Not") for m in linked] == [
            ("id:" + link.subject.rpartition("/")[2], link.is_rejected) for link in links.links
        ]


@pytest.mark.skipif(not has_library(), reason="the SSSOM library is an extra")
def test_what_the_library_refuses_is_a_finding(linked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sssom_pydantic

    def refuse(*_: object, **__: object) -> None:
        raise ValueError("1 validation error\nfor a slot")

    monkeypatch.setattr(sssom_pydantic, "read", refuse)
    assert found(linked) == [(1, "is no valid SSSOM: 1 validation error for a slot")]


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
        (20, "link", "id:greta and this object stand in line 19, too; keep one"),
    ]


def test_without_the_library_the_projects_own_reading_stands(
    linked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thbgraph.checking.link_check.find_spec", lambda _: None)
    assert not has_library() and found(linked) == []
    write(linked, HEAD + COLUMNS + ROW.replace("wd:Q1", "wd:1"))
    assert [line for line, _ in found(linked)] == [19]
