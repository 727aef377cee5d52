"""The command `diff`: output, exit codes and helpful messages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from thbgraph.cli import main

ACT = """
memo:2-3 {
  id:act-cets-197-irl-consent a thb:Consent ;
    dcterms:date "2010-07-15"^^xsd:date ;
    thb:consentingParty id:irl ;
    thb:instrument id:cets-197 .
}
"""


@pytest.fixture
def other(home: Path) -> Path:
    """A copy of the home that states one act more and one fact less."""
    after = home.with_name("after")
    shutil.copytree(home, after)
    path = after / "data/memo/2-few.trig"
    text = path.read_text(encoding="utf-8")
    kept, _, _ = text.partition("\nmemo:2-2 {")
    path.write_text(kept + ACT, encoding="utf-8")
    return after


def diff(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = main(["diff", *map(str, arguments)])
    return code, *capsys.readouterr()


def test_entities_in_words(home: Path, other: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = diff(capsys, home, other)
    assert (code, err) == (1, "")
    assert (
        out
        == """\
Group of Experts  id:greta
  - monitors Convention on Action against Trafficking, by memo:2-2

id:irl
  + consent to CETS 197: date 15 July 2010, by memo:2-3

4 statements added, 1 removed
"""
    )


def test_quads_and_their_reverse(home: Path, other: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = diff(capsys, home, other, "--by", "quad")
    _, back, _ = diff(capsys, other, home, "--by", "quad")
    lines = out.splitlines()
    assert [line[0] for line in lines] == ["+", "+", "+", "+", "-"]
    assert lines[-1] == (
        "- <https://w3id.org/thbgraph/id/greta> <https://w3id.org/thbgraph/ontology#monitors> "
        "<https://w3id.org/thbgraph/id/cets-197> <https://w3id.org/thbgraph/memo/2-2> ."
    )
    assert back == "".join({"+": "-", "-": "+"}[line[0]] + line[1:] + "\n" for line in lines)


def test_a_term_of_the_ontology(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    after = home.with_name("after")
    shutil.copytree(home, after)
    with open(after / "ontology/core.ttl", "a", encoding="utf-8") as file:
        file.write('\nthb:mentors a owl:ObjectProperty ; rdfs:label "mentors"@en .\n')
    _, out, _ = diff(capsys, home, after)
    assert (
        out
        == """\
mentors  thb:mentors  (new)
  + is an owl:ObjectProperty, by ontology
  + label "mentors", by ontology

2 statements added, 0 removed
"""
    )


def test_folders_that_state_the_same(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    same = home.with_name("same")
    shutil.copytree(home, same)
    path = same / "data/memo/2-few.trig"
    path.rename(path.with_name("9-other.trig"))  # where a statement is written is no difference
    code, out, _ = diff(capsys, home, same)
    assert code == 0 and out.startswith("nothing differs: ") and out.count("\n") == 1
    assert diff(capsys, home, same, "--by", "quad") == (0, "", "")


def test_no_data_folder(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty"
    code, out, err = diff(capsys, home, empty)
    assert (code, out) == (2, "") and f"{empty}: no such folder" in err
    (empty / "data").mkdir(parents=True)
    code, out, err = diff(capsys, empty, home)
    assert (code, out) == (2, "") and "it has no ontology/ and no queries/" in err


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("data/memo/2-few.trig", "memo:2-1 { id:a ", ":1:"),
        ("data/memo/2-few.trig", "<a:b> <a:b> <a:b> .", ":1:"),
        ("ontology/core.ttl", "thb:a", ":1:"),
        ("data/tables/x.csv", "a,b\n", ".csv-metadata.json: cannot be read"),
    ],
)
def test_a_file_that_does_not_parse_is_named_with_its_folder(
    home: Path, other: Path, name: str, text: str, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = other / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    code, out, err = diff(capsys, home, other)
    assert (code, out) == (2, "")
    assert f"{path.as_posix().removesuffix('.csv')}" in err and place in err and err.count("\n") == 1


def test_a_build_compares_with_the_folder_it_was_made_of(
    home: Path,
    other: Path,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from thbgraph.build.opening import made

    monkeypatch.setenv("THBGRAPH_CACHE", str(tmp_path / "cache"))
    folder = made(home).folder
    assert diff(capsys, folder, home)[0] == 0
    assert diff(capsys, folder, other) == diff(capsys, home, other)
