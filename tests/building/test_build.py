"""Builds: complete or not there, found again while nothing has changed, made anew when something has."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from thbgraph.building import build, builds, closing, homes
from thbgraph.graph import KnowledgeGraph, open_graph
from thbgraph.stores.embedded import EmbeddedStore
from thbgraph.words.errors import DataError, StoreError

PASSAGES = "data/memo/2-few.trig"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("THBGRAPH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def edit(home: Path, old: str, new: str, name: str = PASSAGES) -> None:
    path = home / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_fact_in_two_passages_counts_once_and_is_found_in_both(home: Path) -> None:
    graph = open_graph(home)
    count = graph.sparql("SELECT (COUNT(*) AS ?n) { id:greta thb:monitors id:cets-197 }")
    graphs = graph.sparql("SELECT ?g { GRAPH ?g { id:greta thb:monitors id:cets-197 } } ORDER BY ?g")
    assert count[0].n == 1
    assert [row.g.iri[-3:] for row in graphs] == ["2-1", "2-2"]


def test_a_blank_node_is_one_node_in_every_graph(home: Path) -> None:
    graph = open_graph(home)
    query = "SELECT ?p { GRAPH <https://w3id.org/thbgraph/ontology> { ?p owl:propertyChainAxiom ?l } ?l rdf:first ?q }"
    assert len(graph.sparql(query)) > 1
    plain = "SELECT ?p { ?p owl:propertyChainAxiom ?l . ?l rdf:first ?q }"
    for row in graph.sparql(plain, cite=True):
        assert [quad.predicate.value.rpartition("#")[2] for quad in row.citation.statements] == [
            "propertyChainAxiom",
            "first",
        ]


def test_the_triples_are_counted_once_all_are_there(home: Path) -> None:
    folder, index = build.build(home)
    store = ox.Store.read_only(str(folder / "store"))
    assert index.triples == sum(1 for _ in store.quads_for_pattern(None, None, None, ox.DefaultGraph()))


def test_asserted_inferred_and_computed_never_mix(home: Path) -> None:
    made = closing.close(home)
    asserted = {(q.subject, q.predicate, q.object) for q in made.stated}
    inferred = {(q.subject, q.predicate, q.object) for q in made.inferred}
    assert inferred and not inferred & asserted
    assert {q.graph_name.value.rpartition("/")[2] for q in made.inferred} == {"inferred"}
    assert {q.graph_name.value.rpartition("/")[2] for q in made.computed.quads()} == {"computed"}


def test_a_build_is_found_until_a_source_changes(home: Path) -> None:
    assert builds.find(home) is None
    folder, _ = build.build(home)
    assert (builds.find(home) or (None,))[0] == folder
    edit(home, "2005-05-03", "2005-05-04")
    assert builds.find(home) is None


def test_touching_a_file_without_changing_it_keeps_the_build(home: Path) -> None:
    folder, _ = build.build(home)
    os.utime(home / PASSAGES, (1, 1))
    assert (builds.find(home) or (None,))[0] == folder


def test_a_question_is_beside_the_build(home: Path) -> None:
    folder, _ = build.build(home)
    question = home / "queries/bodies.rq"
    assert len(open_graph(home).ask("bodies")) == 1
    edit(home, "id:cets-197", "id:greta", "queries/bodies.rq")
    assert (builds.find(home) or (None,))[0] == folder
    assert len(open_graph(home).ask("bodies")) == 0
    question.rename(question.with_name("monitors.rq"))
    assert list(open_graph(home).questions) == ["monitors"]
    edit(home, "SELECT", "SELEC", "queries/monitors.rq")
    with pytest.raises(DataError, match=r"^queries/monitors\.rq:11:"):
        open_graph(home)


@pytest.mark.parametrize("damage", [b"", b"00000000\n{}", b"\xff", None])
def test_questions_that_are_not_as_they_were_kept_are_read_again(home: Path, damage: bytes | None) -> None:
    folder, made = build.build(home)
    kept = folder / "questions"
    before = kept.read_bytes()
    if damage is None:
        kept.unlink()
        kept.symlink_to("/dev/zero")
    else:
        kept.write_bytes(damage)
    assert (builds.find(home) or (None, None))[1] == made
    assert kept.read_bytes() == before and not kept.is_symlink()


def test_line_ends_do_not_make_another_build(home: Path) -> None:
    before = homes.digest(home)
    path = home / PASSAGES
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert homes.digest(home) == before


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('"2005-05-03"^^xsd:date', '"3.5.2005"^^xsd:date', 9, "a day such as 2005-05-03"),
        ("thb:monitors id:cets-197 .\n}\n\n", "thb:monitor id:cets-197 .\n}\n\n", 11, "did you mean thb:monitors?"),
        ("a thb:Adoption", "a thb:Adopted", 8, "is not in the ontology"),
        ("thb:instrument id:cets-197", "thb:instrument id:cets-179", 10, "did you mean id:cets-197?"),
        ("thb:instrument id:cets-197", 'thb:instrument "CETS 197"', 10, "expects a thing"),
        ("thb:instrument id:cets-197", "thb:instrument id:cets-197 ; ;; thb:x", 10, "not valid TriG"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_with_file_and_line(
    home: Path, old: str, new: str, line: int, words: str
) -> None:
    edit(home, old, new)
    with pytest.raises(DataError) as raised:
        build.build(home)
    assert (raised.value.path, raised.value.line) == (PASSAGES, line)
    assert words in raised.value.message


def test_large_sources_are_built_by_the_command_that_bounds_its_memory_alone(home: Path) -> None:
    (home / "data/entities/large.trig").write_text(f"# {'much ' * (1 << 21)}\n", encoding="utf-8")
    with pytest.raises(StoreError, match=r"has 10 MB of sources.*run: thbgraph build --memory GB"):
        open_graph(home)
    build.build(home)
    assert len(open_graph(home).ask("bodies")) == 1


def test_a_faulty_source_leaves_the_old_build(home: Path, cache: Path) -> None:
    folder, _ = build.build(home)
    edit(home, "thb:monitors", "thb:monitor")
    with pytest.raises(DataError):
        build.build(home)
    edit(home, "thb:monitor ", "thb:monitors ")
    assert (builds.find(home) or (None,))[0] == folder
    assert not [path for path in (cache / "builds").iterdir() if path.suffix in (".new", ".old")]


@pytest.mark.parametrize("seconds", [0.1, 0.4, 0.7, 1.0])
def test_killing_a_build_at_any_moment_leaves_the_old_one(home: Path, seconds: float) -> None:
    old, _ = build.build(home)
    edit(home, "2005-05-03", "2006-06-06")
    command = [sys.executable, "-m", "thbgraph", "build"]
    process = subprocess.Popen(
        command, env=os.environ | {"THBGRAPH_HOME": str(home)}, stderr=subprocess.DEVNULL
    )
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()
    edit(home, "2006-06-06", "2005-05-03")
    found = builds.find(home)
    assert found is not None and found[0] == old
    assert len(open_graph(home).ask("bodies")) == 1
    edit(home, "2005-05-03", "2006-06-06")
    assert len(open_graph(home).ask("bodies")) == 1


def test_the_same_sources_give_the_same_closed_graph(home: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        environment = os.environ | {"PYTHONHASHSEED": str(len(name) + ord(name[0])), "TZ": "Pacific/Apia"}
        code = f"from pathlib import Path; from thbgraph.building.closing import write_closed; write_closed(Path({str(home)!r}), Path({str(tmp_path / name)!r}))"
        subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    for file in ("closed.trig", "index.json"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_a_damaged_build_is_named_and_the_way_out_is_said(home: Path) -> None:
    folder, _ = build.build(home)
    (folder / "index.json").write_text("{", encoding="utf-8")
    with pytest.raises(StoreError, match="thbgraph build --force"):
        builds.find(home)
    build.build(home)
    assert builds.find(home) is not None


def test_a_store_whose_default_graph_is_wrong_fails_its_probe(home: Path, tmp_path: Path) -> None:
    _, index = build.build(home)
    assert index.probe is not None
    empty = tmp_path / "empty"
    ox.Store(str(empty)).flush()
    with pytest.raises(StoreError, match="probe: 0 plain, 0 named"):
        EmbeddedStore.open(empty, index.probe)


def test_a_passage_in_two_files_is_one_graph_and_opens(home: Path) -> None:
    (home / PASSAGES.replace("few", "few copy")).write_bytes((home / PASSAGES).read_bytes())
    graph = open_graph(home)
    assert len(graph.ask("bodies")) == 1


def test_a_cache_that_cannot_be_written_is_named(
    home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("THBGRAPH_CACHE", str(blocked))
    with pytest.raises(StoreError, match="THBGRAPH_CACHE"):
        build.build(home)


@pytest.mark.parametrize("index", ["{}", "null", '"s"', "[]", '{"questions": {}}', "\udcff"])
def test_an_index_that_is_none_is_named(home: Path, index: str) -> None:
    folder, _ = build.build(home)
    (folder / "index.json").write_text(index, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(StoreError, match="build --force"):
        builds.find(home)
    build.build(home)
    assert builds.find(home) is not None


def test_a_damaged_engine_file_is_named(home: Path) -> None:
    folder, index = build.build(home)
    (folder / "store" / "CURRENT").write_text("garbage", encoding="utf-8")
    with pytest.raises(StoreError, match="build --force"):
        builds.open_store(folder, index)


def test_a_damaged_part_of_the_store_is_told_when_it_is_read(home: Path) -> None:
    folder, index = build.build(home)
    parts = [part for part in (folder / "store").glob("*.sst") if part.stat().st_size > 4000]
    assert parts  # the smallest are read on opening
    for part in parts:
        content = bytearray(part.read_bytes())
        places = slice(10, len(content) * 3 // 4, 500)  # what follows is read on opening
        content[places] = bytes(byte ^ 0xFF for byte in content[places])
        part.write_bytes(content)
    store = EmbeddedStore.open(folder / "store")
    graph = KnowledgeGraph(home, store, index)
    for read in (
        lambda: list(store.match(None, None, None)),
        lambda: list(store.match(None, None, None)),
        lambda: list(store.asserted()),
        lambda: list(store.graph("https://w3id.org/thbgraph/source/editors")),
        lambda: graph.sparql("SELECT * { ?s ?p ?o }"),
    ):
        with pytest.raises(StoreError, match=r"Corruption.*build --force"):
            read()


def test_a_damaged_note_only_costs_time(home: Path, cache: Path) -> None:
    folder, _ = build.build(home)
    for note in (cache / "stamps").iterdir():
        note.write_bytes(b"\xff")
    assert (builds.find(home) or (None,))[0] == folder


def test_a_read_only_cache_that_holds_the_build_is_enough(home: Path, cache: Path) -> None:
    folder, _ = build.build(home)
    for note in (cache / "stamps").iterdir():
        note.unlink()
    (cache / "stamps").rmdir()
    (cache / "stamps").write_text("no folder: nothing can be written here", encoding="utf-8")
    assert (builds.find(home) or (None,))[0] == folder


def test_builds_at_the_same_time_leave_one(home: Path, cache: Path) -> None:
    command = [sys.executable, "-m", "thbgraph", "build"]
    environment = os.environ | {"THBGRAPH_HOME": str(home)}
    for force in ([], ["--force"]):
        running = [subprocess.Popen([*command, *force], env=environment) for _ in range(3)]
        assert [process.wait() for process in running] == [0, 0, 0]
        assert len(list((cache / "builds").iterdir())) == 1


def test_a_build_that_another_process_made_meanwhile_stays(home: Path) -> None:
    def another_builds(step: int, steps: int, name: str) -> None:
        if step == steps:
            theirs, _ = build.build(home)
            (theirs / "theirs").touch()

    folder, _ = build.build(home, another_builds)
    assert (folder / "theirs").exists()


def test_a_build_is_read_as_it_was_made(home: Path) -> None:
    _, made = build.build(home)
    assert (builds.find(home) or (None, None))[1] == made


def test_a_name_that_is_not_utf8_is_no_trouble(home: Path) -> None:
    name = os.fsdecode(b"\xff.trig")
    (home / "data" / name).write_text("", encoding="utf-8")
    build.build(home)
    assert builds.find(home) is not None


def test_a_label_in_the_ontology_that_is_no_text(home: Path) -> None:
    path = home / "ontology" / "core.ttl"
    with path.open("a", encoding="utf-8") as file:
        file.write("thb:monitors rdfs:label thb:Treaty .\n")
    build.build(home)


def carry(home: Path) -> None:
    closing.write_closed(home, home)


def test_what_a_wheel_carries_is_used_without_reasoning(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    carry(home)
    monkeypatch.setattr("thbgraph.building.closing.close", None)  # would fail when called
    assert len(open_graph(home).ask("bodies")) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [("index.json", "{"), ("index.json", "[]"), ("questions", "00000000\n{}"), ("closed.trig", "<a> .")],
)
def test_a_damaged_wheel_is_told(home: Path, name: str, text: str) -> None:
    carry(home)
    (home / name).write_text(text, encoding="utf-8")
    with pytest.raises(StoreError, match="install thbgraph again"):
        build.build(home)
