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

from command_line import run
from thbgraph.base.errors import DataError, StoreError
from thbgraph.build import making
from thbgraph.build.builds import COMPUTED, INFERRED, PARTS, STATED
from thbgraph.build.cache import inode
from thbgraph.build.compiling import closed, read
from thbgraph.build.homes import key_of
from thbgraph.build.making import Step
from thbgraph.build.opening import find, made
from thbgraph.graph import KnowledgeGraph, open_graph
from thbgraph.status.computed import compute
from thbgraph.status.records import Records
from thbgraph.stores.embedded import EmbeddedStore
from thbgraph.stores.lines import quads_of

PASSAGES = "data/memo/2-few.trig"
pytestmark = pytest.mark.usefixtures("cache")


def edit(home: Path, old: str, new: str, name: str = PASSAGES) -> None:
    path = home / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def found_at(home: Path) -> Path | None:
    """Returns where the build of a home is; None where there is none."""
    found = find(home)
    return None if found is None else found.folder


@pytest.mark.usefixtures("built")
def test_a_fact_in_two_passages_counts_once_and_is_found_in_both(home: Path) -> None:
    graph = open_graph(home)
    count = graph.sparql("SELECT (COUNT(*) AS ?n) { id:greta thb:monitors id:cets-197 }")
    graphs = graph.sparql("SELECT ?g { GRAPH ?g { id:greta thb:monitors id:cets-197 } } ORDER BY ?g")
    assert count[0].n == 1
    assert [row.g.iri[-3:] for row in graphs] == ["2-1", "2-2"]


@pytest.mark.usefixtures("built")
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


@pytest.mark.usefixtures("built")
def test_the_triples_are_counted_once_all_are_there(home: Path) -> None:
    found = made(home)
    index, store = found.index(home), ox.Store.read_only(str(found.folder / "store"))
    assert index.triples == sum(1 for _ in store.quads_for_pattern(None, None, None, ox.DefaultGraph()))


def test_asserted_inferred_and_computed_never_mix(home: Path) -> None:
    made = closed(*read(home))
    asserted = {(q.subject, q.predicate, q.object) for q in made.stated}
    inferred = {(q.subject, q.predicate, q.object) for q in made.inferred}
    assert inferred and not inferred & asserted
    assert {q.graph_name.value.rpartition("/")[2] for q in made.inferred} == {"inferred"}
    assert {q.graph_name.value.rpartition("/")[2] for q in quads_of(compute(Records(made.data)).lines())} == {
        "computed"
    }


def test_a_build_is_found_until_a_source_changes(home: Path) -> None:
    assert find(home) is None
    folder = made(home).folder
    assert found_at(home) == folder
    edit(home, "2005-05-03", "2005-05-04")
    assert find(home) is None


@pytest.mark.usefixtures("built")
def test_touching_a_file_without_changing_it_keeps_the_build(home: Path) -> None:
    folder = made(home).folder
    os.utime(home / PASSAGES, (1, 1))
    assert found_at(home) == folder


@pytest.mark.usefixtures("built")
def test_a_question_is_beside_the_build(home: Path) -> None:
    folder = made(home).folder
    question = home / "queries/bodies.rq"
    assert len(open_graph(home).ask("bodies")) == 1
    edit(home, "watch over", "look after", "queries/wordings.yaml")
    assert open_graph(home).questions["bodies"].wordings == ("monitor", "look after")
    edit(home, "id:cets-197", "id:greta", "queries/bodies.rq")
    assert found_at(home) == folder
    assert len(open_graph(home).ask("bodies")) == 0
    question.rename(question.with_name("monitors.rq"))
    assert list(open_graph(home).questions) == ["monitors"]
    edit(home, "SELECT", "SELEC", "queries/monitors.rq")
    with pytest.raises(DataError, match=r"^queries/monitors\.rq:10:"):
        open_graph(home)


def test_line_ends_do_not_make_another_build(home: Path) -> None:
    before = key_of(home)
    path = home / PASSAGES
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert key_of(home) == before


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
        made(home)
    assert (raised.value.path, raised.value.line) == (PASSAGES, line)
    assert words in raised.value.message


def test_large_sources_are_built_by_the_command_that_bounds_its_memory_alone(home: Path) -> None:
    (home / "data/entities/large.trig").write_text(f"# {'much ' * (1 << 21)}\n", encoding="utf-8")
    with pytest.raises(StoreError, match=r"has 10 MB of sources.*run: thbgraph build --memory GB"):
        open_graph(home)
    made(home)
    assert len(open_graph(home).ask("bodies")) == 1


@pytest.mark.usefixtures("built")
def test_a_faulty_source_leaves_the_old_build(home: Path, cache: Path) -> None:
    folder = made(home).folder
    edit(home, "thb:monitors", "thb:monitor")
    with pytest.raises(DataError):
        made(home)
    edit(home, "thb:monitor ", "thb:monitors ")
    assert found_at(home) == folder
    assert not [path for path in (cache / "builds").iterdir() if path.suffix in (".new", ".old")]


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("seconds", [0.1, 0.4, 0.7, 1.0])
def test_killing_a_build_at_any_moment_leaves_the_old_one(home: Path, seconds: float) -> None:
    old = made(home).folder
    edit(home, "2005-05-03", "2006-06-06")
    command = [sys.executable, "-m", "thbgraph", "build"]
    process = subprocess.Popen(
        command, env=os.environ | {"THBGRAPH_HOME": str(home)}, stderr=subprocess.DEVNULL
    )
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()
    edit(home, "2006-06-06", "2005-05-03")
    assert found_at(home) == old
    assert len(open_graph(home).ask("bodies")) == 1
    edit(home, "2005-05-03", "2006-06-06")
    assert len(open_graph(home).ask("bodies")) == 1


def test_the_same_sources_give_the_same_files(home: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        environment = os.environ | {"PYTHONHASHSEED": str(len(name) + ord(name[0])), "TZ": "Pacific/Apia"}
        code = f"from pathlib import Path; from thbgraph.build.making import write_carried; write_carried(Path({str(home)!r}), Path({str(tmp_path / name)!r}))"
        subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert "stated.nq.gz" in files and "store" not in files
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes(), file


@pytest.mark.usefixtures("built")
def test_a_damaged_build_is_named_and_the_way_out_is_said(home: Path) -> None:
    folder = made(home).folder
    (folder / "index.json").write_text("{", encoding="utf-8")
    with pytest.raises(StoreError, match="thbgraph build --force"):
        find(home)
    made(home)
    assert find(home) is not None


@pytest.mark.usefixtures("built")
def test_a_store_whose_default_graph_is_wrong_fails_its_probe(home: Path, tmp_path: Path) -> None:
    index = made(home).index(home)
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
        made(home)


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("index", ["{}", "null", '"s"', "[]", '{"questions": {}}', "\udcff"])
def test_an_index_that_is_none_is_named(home: Path, index: str) -> None:
    folder = made(home).folder
    (folder / "index.json").write_text(index, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(StoreError, match="build --force"):
        find(home)


@pytest.mark.usefixtures("built")
def test_a_damaged_engine_file_is_named(home: Path) -> None:
    found = made(home)
    (found.folder / "store" / "CURRENT").write_text("garbage", encoding="utf-8")
    with pytest.raises(StoreError, match="build --force"):
        found.opened(found.index(home))


@pytest.mark.usefixtures("built")
def test_a_damaged_part_of_the_store_is_told_when_it_is_read(home: Path) -> None:
    found = made(home)
    folder, index = found.folder, found.index(home)
    parts = [part for part in (folder / "store").glob("*.sst") if part.stat().st_size > 40_000]
    assert parts  # the smallest are read on opening
    for part in parts:
        content = bytearray(part.read_bytes())
        places = slice(10, len(content) * 3 // 4, 500)  # what follows is read on opening
        content[places] = bytes(byte ^ 0xFF for byte in content[places])
        part.write_bytes(content)
    store = EmbeddedStore.open(folder / "store")
    graph = KnowledgeGraph(store, index)
    for look in (
        lambda: list(store.match_many([(None, None, None)])),
        lambda: list(store.asserted()),
        lambda: list(store.graph("https://w3id.org/thbgraph/source/editors")),
        lambda: graph.sparql("SELECT * { ?s ?p ?o }"),
    ):
        with pytest.raises(StoreError, match=r"Corruption.*build --force"):
            look()


@pytest.mark.usefixtures("built")
def test_a_damaged_note_only_costs_time(home: Path, cache: Path) -> None:
    folder = made(home).folder
    for note in (cache / "notes").iterdir():
        note.write_bytes(b"\xff")
    assert found_at(home) == folder


@pytest.mark.usefixtures("built")
def test_a_read_only_cache_that_holds_the_build_is_enough(home: Path, cache: Path) -> None:
    folder = made(home).folder
    for note in (cache / "notes").iterdir():
        note.unlink()
    (cache / "notes").rmdir()
    (cache / "notes").write_text("no folder: nothing can be written here", encoding="utf-8")
    assert found_at(home) == folder


def test_processes_that_find_no_build_make_one(home: Path, cache: Path) -> None:
    """Eight at once: one builds, the others wait and take that, as the folder that is still the first one shows."""
    command = [sys.executable, "-m", "thbgraph", "ask", "bodies"]
    environment = os.environ | {"THBGRAPH_HOME": str(home)}
    seen = set[int]()
    running = [subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) for _ in range(8)]
    while any(process.poll() is None for process in running):
        seen |= {number for path in cache.glob("builds/*") if (number := inode(path)) is not None}
        time.sleep(0.02)
    assert [process.returncode for process in running] == [0] * 8
    assert seen == {inode(path) for path in cache.glob("builds/*")} and len(seen) == 1


@pytest.mark.slow
def test_a_build_takes_none_of_the_time_of_a_query(home: Path, cache: Path) -> None:
    code = (
        "import sys, time, thbgraph.cli as cli, thbgraph.build.making as making\n"
        "make = making.make\n"
        "def late(*given): time.sleep(3); make(*given)\n"
        "making.make = late\n"
        "sys.exit(cli.main(['sparql', 'ASK { ?s ?p ?o }', '--timeout', '2.5']))"
    )
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {"THBGRAPH_HOME": str(home)}, capture_output=True, text=True
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "true\n"), done.stderr
    assert time.monotonic() - began > 3 and len([*(cache / "builds").iterdir()]) == 1


@pytest.mark.usefixtures("built")
def test_a_forced_build_takes_the_place_of_the_one_that_is_there(home: Path, cache: Path) -> None:
    before = inode(made(home).folder)
    command = [sys.executable, "-m", "thbgraph", "build", "--force"]
    subprocess.run(command, env=os.environ | {"THBGRAPH_HOME": str(home)}, check=True)
    (there,) = (cache / "builds").iterdir()
    assert inode(there) != before
    assert made(home, other_than=before).folder == there and inode(there) == inode(made(home).folder)


@pytest.mark.usefixtures("built")
def test_who_waits_takes_the_build_that_was_made_meanwhile(home: Path) -> None:
    """A process that wants another build than a damaged one takes that of who was quicker."""
    found = made(home)
    theirs = inode(found.folder)
    assert inode(made(home, other_than=(theirs or 0) + 1).folder) == theirs


@pytest.mark.usefixtures("built")
def test_files_hold_each_statement_once_in_order(home: Path) -> None:
    found = made(home)
    for name in PARTS:
        lines = list(found.lines(name))
        assert lines == sorted(set(lines)) != []
    graphs = {
        name: {quad.graph_name.value.rpartition("/")[2] for quad in found.quads(name)} for name in PARTS
    }
    assert graphs == {
        STATED: {"ontology", "editors", "2-1", "2-2"},
        INFERRED: {"inferred"},
        COMPUTED: {"computed"},
    }


@pytest.mark.usefixtures("built")
def test_the_store_and_the_memory_hold_what_the_files_do(home: Path) -> None:
    found = made(home)
    stores = [ox.Store.read_only(str(found.folder / "store")), found.loaded()._store]
    held = [sorted(str(quad) for quad in store if "_:" not in str(quad)) for store in stores]
    stated = {str(quad) for quad in found.quads(*PARTS)}
    plain = {str(ox.Quad(*quad.triple)) for quad in found.quads(*PARTS)}
    assert held[0] == held[1] == sorted(one for one in stated | plain if "_:" not in one)
    blank = [sum(isinstance(quad.subject, ox.BlankNode) for quad in store) for store in stores]
    assert blank[0] == blank[1] > 0


@pytest.mark.usefixtures("built")
def test_the_digest_is_that_of_the_statements(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other code makes another build, of the same digest where it makes the same statements."""
    first = made(home)
    monkeypatch.setattr("thbgraph.build.homes._program", lambda: iter(()))
    second = made(home)
    assert first.folder != second.folder
    assert first.index(home).digest == second.index(home).digest
    edit(home, "2005-05-03", "2005-05-04")
    assert made(home).index(home).digest != first.index(home).digest


def test_a_name_that_is_not_utf8_is_no_trouble(home: Path) -> None:
    name = os.fsdecode(b"\xff.trig")
    (home / "data" / name).write_text("", encoding="utf-8")
    made(home)
    assert find(home) is not None


def test_a_label_in_the_ontology_that_is_no_text(home: Path) -> None:
    path = home / "ontology" / "core.ttl"
    with path.open("a", encoding="utf-8") as file:
        file.write("thb:monitors rdfs:label thb:Treaty .\n")
    made(home)


def carry(home: Path) -> None:
    making.write_carried(home, home / "build")


def test_what_a_wheel_carries_is_loaded_once_without_reasoning(
    home: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carry(home)
    steps: list[str] = []

    def step(name: str, root: Path, folder: Path) -> Step:
        steps.append(name)
        return Step(name, root, folder)

    monkeypatch.setattr(making, "Step", step)
    for _ in range(2):
        assert len(open_graph(home).ask("bodies")) == 1
    assert steps == ["store"]
    assert len(list((cache / "builds").iterdir())) == 1


def test_what_a_wheel_carries_is_read_into_memory_where_nothing_can_be_written(
    home: Path, cache: Path
) -> None:
    carry(home)
    cache.write_text("no folder", encoding="utf-8")
    graph = open_graph(home)
    assert len(graph.ask("bodies", cite=True)) == 1
    assert graph.sentences.texts("monitors") and not graph.conflicts()
    done = run("--version", THBGRAPH_HOME=str(home))
    assert "read into memory by each command, since" in done.stdout


@pytest.mark.parametrize("name", ["index.json", "questions.json", "stated.nq.gz", "manifest", "search.db"])
def test_a_damaged_wheel_is_told(home: Path, cache: Path, name: str) -> None:
    carry(home)
    (home / "build" / name).write_text("{", encoding="utf-8")
    with pytest.raises(StoreError, match="install thbgraph again"):
        open_graph(home)
    cache.rename(cache.with_name("old"))
    cache.write_text("no folder", encoding="utf-8")
    with pytest.raises(StoreError, match="install thbgraph again"):
        open_graph(home)
