"""Finding a home and reading its files."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from thbgraph.base.errors import DataError, StoreError
from thbgraph.build import homes
from thbgraph.build import source_files as sources

ROOT = Path(__file__).resolve().parents[2]


def test_a_folder_that_is_no_home_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("THBGRAPH_HOME", str(tmp_path))
    with pytest.raises(
        StoreError, match=r"no folder with home.toml, ontology/, data/ and queries/ at .*THBGRAPH_HOME"
    ):
        homes.home()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xef\xbb\xbf# x\n", "2-few.trig:1: starts with a byte-order mark"),
        (b"\xff\xfe", "2-few.trig:1: is not UTF-8 at byte 0"),
        (b"# x\n# y\xe9\n", "2-few.trig:2: is not UTF-8 at byte 7"),
    ],
)
def test_text_that_is_not_plain_utf8_is_refused(home: Path, content: bytes, words: str) -> None:
    (home / "data/memo/2-few.trig").write_bytes(content)
    with pytest.raises(DataError) as raised:
        list(sources.read_data(home))
    assert words in str(raised.value)


def test_a_missing_metadata_file_is_named(home: Path) -> None:
    (home / "data/tables").mkdir()
    (home / "data/tables/x.csv").write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(DataError) as raised:
        list(sources.read_data(home))
    assert raised.value.path == "data/tables/x.csv-metadata.json"


def test_every_statement_of_the_real_data_stands_on_the_line_it_names() -> None:
    lines = {name: (ROOT / name).read_text(encoding="utf-8").splitlines() for name in homes.files(ROOT)}
    for statement in sources.read_data(ROOT):
        if statement.path.endswith(".trig"):
            written = statement.quad.object.value.rpartition("/")[2].rpartition("#")[2]
            line = lines[statement.path][statement.line - 1]
            assert (
                written.replace('"', '\\"') in line or statement.quad.object.value.replace('"', '\\"') in line
            )


def test_the_real_data_is_in_canonical_form() -> None:
    assert [name for name, _ in sources.differing(ROOT)] == []


def test_writing_the_canonical_form_makes_it_canonical(home: Path) -> None:
    path = home / "data/memo/2-few.trig"
    path.write_text(
        path.read_text(encoding="utf-8").replace("\n    thb:instrument", " thb:instrument"), encoding="utf-8"
    )
    found = list(sources.differing(home))
    assert [name for name, _ in found] == ["data/memo/2-few.trig"]
    for name, text in found:
        sources.write(home, name, text)
    assert list(sources.differing(home)) == []


def test_no_file_of_the_ontology_has_a_blank_node_of_another(home: Path) -> None:
    prefixes = "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix : <http://e.org/> .\n"
    for letter in "ab":
        chain = f":{letter} owl:propertyChainAxiom ( :p :q ) ; :means _:one .\n"
        (home / "ontology" / f"{letter}.ttl").write_text(prefixes + chain)
    found = [s.quad for s in sources.read_ontology(home) if s.path in ("ontology/a.ttl", "ontology/b.ttl")]
    names = {
        subject: {q.object for q in found if q.subject.value.endswith(subject)} for subject in ("/a", "/b")
    }
    assert [len(nodes) for nodes in names.values()] == [2, 2]
    assert names["/a"].isdisjoint(names["/b"])


def test_links_that_lead_back_are_refused(home: Path) -> None:
    (home / "data" / "a").mkdir()
    (home / "data" / "a" / "again").symlink_to(home / "data")
    with pytest.raises(DataError, match="data/a/again: is a link to a folder that it lies in"):
        homes.files(home)


def test_a_link_to_another_folder_is_followed_and_what_is_hidden_is_not_read(
    home: Path, tmp_path: Path
) -> None:
    (tmp_path / "more" / ".hidden").mkdir(parents=True)
    (tmp_path / "more" / "x.trig").touch()
    (tmp_path / "more" / ".hidden" / "y.trig").touch()
    before = homes.files(home)
    (home / "data" / "more").symlink_to(tmp_path / "more")
    assert set(homes.files(home)) - set(before) == {"data/more/x.trig"}


def test_a_link_to_nothing_is_named(home: Path) -> None:
    (home / "data" / "gone.trig").symlink_to(home / "nothing")
    for read in (homes.stamp, homes.key_of):
        with pytest.raises(DataError, match=r"data/gone\.trig: cannot be read: No such file"):
            read(home)


@pytest.mark.parametrize(
    "name", ["data/memo/x.trig", "ontology/x.ttl", "queries/x.rq", "queries/answers/x.csv"]
)
def test_a_pipe_or_socket_is_refused_and_not_waited_for(
    home: Path, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = rf"{name}: is a pipe, socket or device, not a file; remove it"
    os.mkfifo(home / name)
    with pytest.raises(DataError, match=said):
        homes.files(home)
    (home / name).rename(tmp_path / "pipe")
    (home / name).symlink_to(tmp_path / "pipe")
    with pytest.raises(DataError, match=said):
        homes.files(home)
    (home / name).unlink()
    with socket.socket(socket.AF_UNIX) as bound:
        monkeypatch.chdir(home)  # the address of a socket is short
        bound.bind(name)
        with pytest.raises(DataError, match=said):
            list(sources.read_data(home))


def test_a_pipe_of_another_name_is_left_alone(home: Path) -> None:
    before = homes.files(home)
    os.mkfifo(home / "data/memo/x.fifo")
    assert homes.files(home) == before
