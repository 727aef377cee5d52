"""The command `export`: what it writes, that every reader takes it, and what it refuses."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import pytest

import command_line
from real_quads import real_quads
from thbgraph.base.namespaces import (
    ALL_GRAPH,
    COMPUTED_GRAPH,
    EDITORS,
    ID,
    INFERRED_GRAPH,
    MEMO,
    ONTOLOGY_GRAPH,
    PREFIXES,
    RDF_TYPE,
    THB,
    VOID_GRAPH,
)
from thbgraph.exports.exports import ExportSelection, for_engine
from thbgraph.graph import KnowledgeGraph, open_graph
from thbgraph.results.formats import WITH_GRAPHS
from whole import WHOLE, sample

run = partial(command_line.run, "export")

ROOT = Path(__file__).resolve().parents[2]
FORMS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
#: In what the whole is written: one format without graphs and one with them, unless all is held.
WRITTEN = [*FORMS] if WHOLE else ["trig", "jsonld"]
LABEL = PREFIXES["rdfs"] + "label"
PREF_LABEL, ALT_LABEL = (ox.NamedNode(PREFIXES["skos"] + name) for name in ("prefLabel", "altLabel"))


@pytest.fixture(scope="module", autouse=True)
def built(graph: object) -> None:
    """The real graph is built once, so that no command says that it builds."""


@pytest.fixture
def small(home: Path) -> dict[str, str]:
    """Where a small graph lies, built."""
    open_graph(home)
    return {"THBGRAPH_HOME": str(home)}


def exported(*arguments: str, **environment: str) -> str:
    done = run(*arguments, **environment)
    assert done.returncode == 0 and done.stderr == "", done.stderr
    return done.stdout


def read(text: str, form: str) -> set[ox.Quad]:
    return set(ox.parse(text.encode(), format=FORMS[form]))


def named(quads: set[ox.Quad]) -> set[ox.Quad]:
    """Statements, with all names as other ones: an export prefers more of them than what questions are asked of."""
    return {
        ox.Quad(quad.subject, ALT_LABEL, quad.object, quad.graph_name)
        if quad.predicate == PREF_LABEL
        else quad
        for quad in quads
    }


def without(quads: set[ox.Quad], graph: str) -> set[ox.Quad]:
    return {quad for quad in quads if quad.graph_name != ox.NamedNode(graph)}


@pytest.fixture(scope="module")
def whole() -> dict[str, str]:
    return {form: exported("--format", form) for form in WRITTEN}


@pytest.fixture(scope="module")
def read_elsewhere(whole: dict[str, str]) -> dict[str, str]:
    """What other readers are given, who take their time: what the editors say, with names in all scripts."""
    if WHOLE:
        return whole
    return {form: exported("--graph", "source:editors", "--format", form) for form in FORMS}


@pytest.mark.slow
@pytest.mark.parametrize("form", WRITTEN)
def test_the_whole_is_what_the_sources_say_lexical_forms_kept_and_labels(
    whole: dict[str, str], form: str, graph: KnowledgeGraph
) -> None:
    found = read(whole[form], form)
    labels = {quad for quad in found if quad.predicate.value == LABEL}
    assert named(without(found - labels, VOID_GRAPH)) == named(
        real_quads() if form in WITH_GRAPHS else {ox.Quad(*quad.triple) for quad in real_quads()}
    )
    computed = graph.statements(graph=COMPUTED_GRAPH)
    assert {q.triple for q in labels} == {q.triple for q in computed if q.predicate.value == LABEL}
    described = found - without(found, VOID_GRAPH)
    assert bool(described) == (form in WITH_GRAPHS)


def test_each_language_has_one_preferred_name_where_a_source_gives_it(whole: dict[str, str]) -> None:
    """And it is no other name besides (SKOS S13 and S14)."""
    quads = read(whole["jsonld"], "jsonld")
    names = {
        quad.triple for quad in quads if quad.predicate == PREF_LABEL and quad.subject.value.startswith(ID)
    }
    languages = Counter((name.subject, name.object.language) for name in names)
    assert set(languages.values()) == {1}
    finland = {name.object.language: name.object.value for name in names if name.subject.value == f"{ID}fin"}
    assert (len(finland), finland["en"], finland["fi"], finland["ru"]) == (
        29,
        "Finland",
        "Suomi",
        "Финляндия",
    )
    others = {(quad.subject, quad.object) for quad in quads if quad.predicate == ALT_LABEL}
    assert not {(name.subject, name.object) for name in names} & others


@pytest.mark.slow
def test_what_other_engines_load_has_the_names_that_questions_find(engine: ox.Store) -> None:
    names = engine.quads_for_pattern(ox.NamedNode(f"{ID}fin"), PREF_LABEL, None)
    assert {quad.object.value for quad in names} == {"Finland"}


@pytest.mark.slow
def test_bytes_do_not_depend_on_the_machine(read_elsewhere: dict[str, str], tmp_path: Path) -> None:
    """Another one than that of the tests, whose hashes are seeded by chance; of what the editors say, unless all is held."""
    chosen = [] if WHOLE else ["--graph", "source:editors"]
    other = os.environ | {"PYTHONHASHSEED": "1", "TZ": "Pacific/Apia", "LC_ALL": "C"}
    code = (
        "from thbgraph.cli import main\n"
        f"print(sum(main(['export', *{chosen}, '--format', form, '-o', form]) for form in {WRITTEN}))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, env=other, cwd=tmp_path)
    assert (done.stdout, done.stderr) == ("0\n", "")
    assert all((tmp_path / form).read_text(encoding="utf-8") == read_elsewhere[form] for form in WRITTEN)


def test_bytes_do_not_depend_on_line_ends(home: Path, tmp_path: Path) -> None:
    def all_formats() -> list[str]:
        place = {"THBGRAPH_HOME": str(home), "THBGRAPH_CACHE": str(tmp_path / "cache")}
        made = [run("--format", form, **place).stdout for form in FORMS]
        return [*made, run("--ontology", "--format", "turtle", **place).stdout]

    before = all_formats()
    assert all(before)
    for path in home.rglob("*"):
        if path.suffix in (".trig", ".ttl", ".rq", ".jsonld"):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert all_formats() == before


def test_output_files_are_in_the_format_of_their_ending(whole: dict[str, str], tmp_path: Path) -> None:
    import rdflib

    assert exported("--format", "trig", "-o", str(tmp_path / "all")) == ""
    assert (tmp_path / "all").read_bytes() == whole["trig"].encode()
    assert exported("GRETA", "-o", str(tmp_path / "greta.ttl")) == ""
    greta = rdflib.URIRef(ID + "greta")
    assert (greta, None, None) in rdflib.Graph().parse(tmp_path / "greta.ttl", format="turtle")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("form", FORMS)
def test_rdflib_reads_it(read_elsewhere: dict[str, str], form: str) -> None:
    import rdflib

    name = {"jsonld": "json-ld", "ntriples": "nt", "rdfxml": "xml"}.get(form, form)
    dataset = rdflib.Dataset()
    target = dataset if form in WITH_GRAPHS else dataset.default_graph
    target.parse(data=read_elsewhere[form], format=name)
    assert sum(1 for _ in dataset.quads()) == len(read(read_elsewhere[form], form)) > 1_000


def test_a_processor_of_json_ld_reads_it(read_elsewhere: dict[str, str]) -> None:
    jsonld = pytest.importorskip("pyld.jsonld", reason="pyld is not installed")
    nquads = jsonld.to_rdf(json.loads(read_elsewhere["jsonld"]), {"format": "application/n-quads"})
    assert read(nquads, "nquads") == read(read_elsewhere["jsonld"], "jsonld")


@pytest.mark.parametrize(
    ("form", "name"), [("turtle", "turtle"), ("ntriples", "ntriples"), ("nquads", "nquads")]
)
def test_rapper_reads_it(read_elsewhere: dict[str, str], form: str, name: str, tmp_path: Path) -> None:
    rapper = shutil.which("rapper")
    if rapper is None:
        pytest.skip("rapper is not installed: apt install raptor2-utils")
    (tmp_path / "x").write_text(read_elsewhere[form], encoding="utf-8")
    command = [rapper, "--quiet", "--input", name, "--output", "nquads", str(tmp_path / "x")]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0 and done.stderr == ""
    assert read(done.stdout, "nquads") == read(read_elsewhere[form], form)


def test_an_entity_comes_with_what_stands_about_it_and_the_names_of_what_is_near() -> None:
    for name, near in (
        ("UNICEF", "Handbook for Parliamentarians on Child Protection"),
        ("GRETA", "Fourth meeting of GRETA"),
    ):
        found = read(exported(name, "--format", "nquads"), "nquads")
        assert named(without(found, COMPUTED_GRAPH)) < named(real_quads())
        things = {quad.subject for quad in found if quad.object.value == near}
        assert things and any(quad.subject in things and quad.object.value.startswith(ID) for quad in found)


def test_an_entity_comes_with_what_joins_it() -> None:
    found = read(exported("GRETA", "--format", "nquads"), "nquads")
    assert named(without(found, COMPUTED_GRAPH)) < named(real_quads())
    subjects = {quad.subject.value for quad in found}
    assert ID + "greta" in subjects and any("/statement-" in subject for subject in subjects)
    assert {quad for quad in real_quads() if quad.subject.value == ID + "greta"} <= found


def test_what_joins_an_entity_has_the_label_that_the_build_computes(graph: KnowledgeGraph) -> None:
    found = read(exported("GRETA", "--format", "nquads"), "nquads")
    near = {term for quad in without(found, COMPUTED_GRAPH) for term in (quad.subject, quad.object)}
    computed = {
        q.triple
        for q in graph.statements(graph=COMPUTED_GRAPH)
        if q.predicate.value == LABEL and q.subject in near
    }
    assert {q.triple for q in found if q.graph_name == ox.NamedNode(COMPUTED_GRAPH)} == computed


def test_entities_are_named_as_arguments_are() -> None:
    """Naming has its own tests; here, that it is asked."""
    assert exported("FI", "--format", "turtle") == exported(ID + "fin", "--format", "turtle")


@pytest.mark.slow
def test_several_entities_and_a_class_are_put_together() -> None:
    parts = [exported(*part, "--format", "nquads") for part in (["GRETA"], ["CBSS"], ["--class", "Handbook"])]
    wanted = set().union(*(read(part, "nquads") for part in parts))
    assert read(exported("GRETA", "CBSS", "--class", "Handbook", "--format", "nquads"), "nquads") == wanted


@pytest.mark.slow
def test_a_class_holds_what_lies_below_it() -> None:
    found = read(exported("--class", "Instrument", "--format", "nquads"), "nquads")
    treaties = {
        q.subject for q in real_quads() if q.predicate.value == RDF_TYPE and q.object.value == THB + "Treaty"
    }
    assert treaties and treaties <= {quad.subject for quad in found}


@pytest.mark.parametrize("name", ["memo:2-14", "2-14", "memo 2-14", MEMO + "2-14"])
def test_a_graph_is_all_that_a_passage_states(name: str) -> None:
    found = read(exported("--graph", name, "--format", "nquads"), "nquads")
    assert found == {quad for quad in real_quads() if quad.graph_name == ox.NamedNode(MEMO + "2-14")}


def test_graphs_of_all_kinds_can_be_named(small: dict[str, str]) -> None:
    for name, graph in [
        ("ontology", ONTOLOGY_GRAPH), ("inferred", INFERRED_GRAPH), ("computed", COMPUTED_GRAPH),
        ("void", VOID_GRAPH), (VOID_GRAPH, VOID_GRAPH),
    ]:  # fmt: skip
        written = exported("--graph", name, "--format", "nquads", **small).splitlines()
        assert {line.split(" ")[-2] for line in written} == {f"<{graph}>"}, name


def test_several_graphs_can_be_named() -> None:
    both = read(exported("--graph", "2-13", "--graph", "2-14", "--format", "trig"), "trig")
    assert {quad.graph_name.value for quad in both} == {MEMO + "2-13", MEMO + "2-14"}


def test_an_entity_in_a_graph_is_what_that_graph_says_of_it() -> None:
    found = read(exported("GRETA", "--graph", "source:editors", "--format", "nquads"), "nquads")
    of_it = {ID + "greta", ID + "statement-2-16-4"}  # and a remark on a call about it
    assert (
        found
        and {q.graph_name.value for q in found} == {EDITORS}
        and {q.subject.value for q in found} == of_it
    )


def test_what_follows_and_what_is_computed_comes_only_when_asked_for() -> None:
    """Of GRETA, unless all is held: the whole has a description besides."""
    chosen = [] if WHOLE else ["GRETA"]
    plain, found = (
        read(exported(*chosen, *more, "--format", "nquads"), "nquads") for more in ([], ["--with-inferred"])
    )
    stated = without(without(plain, COMPUTED_GRAPH), VOID_GRAPH)
    graphs = {quad.graph_name.value for quad in found - stated}
    assert graphs == {INFERRED_GRAPH, COMPUTED_GRAPH, *([VOID_GRAPH] if WHOLE else [])}
    assert not graphs & {quad.graph_name.value for quad in stated} and found > stated
    assert all(quad.predicate.value == LABEL for quad in plain if quad.graph_name.value == COMPUTED_GRAPH)


@pytest.fixture(scope="module")
def engine(for_engines: str) -> ox.Store:
    """An engine that has loaded what others load."""
    loaded = ox.Store()
    loaded.load(for_engines, format=ox.RdfFormat.N_QUADS)
    return loaded


def about(store: ox.Store, things: list[str]) -> set[ox.Quad]:
    """Statements about things, but those with blank nodes, whose names differ."""
    found = (quad for thing in things for quad in store.quads_for_pattern(ox.NamedNode(thing), None, None))
    return {quad for quad in found if not isinstance(quad.object, ox.BlankNode)}


def test_with_the_default_graph_another_engine_answers_alike(graph: KnowledgeGraph, engine: ox.Store) -> None:
    """Both hold as many statements, and the same about some things, about all of them where all is held."""
    assert graph.index.folder is not None
    store = ox.Store.read_only(str(graph.index.folder / "store"))
    void = ox.NamedNode(VOID_GRAPH)
    identity = [quad.triple for quad in engine.quads_for_pattern(None, None, None, void)]
    said = {ox.Quad(*triple, graph) for triple in identity for graph in (void, ox.DefaultGraph())}
    things = sample(sorted(graph.index.labels), 1_000)
    assert identity and about(engine, things) - said == about(store, things)
    assert len(engine) == len(store) + len(said)
    for name in ("not-bound", "signed-not-ratified", "status-matrix"):
        asked = graph.ask(name)
        assert [row.terms for row in asked] == [tuple(one) for one in engine.query(asked.asked.query)], name


def test_what_another_engine_loads_says_which_build_it_is(graph: KnowledgeGraph, engine: ox.Store) -> None:
    """As anybody finds it in the default graph, with the prefixes of VoID and DCAT."""
    (row,) = engine.query(
        "PREFIX void: <http://rdfs.org/ns/void#> PREFIX dcat: <http://www.w3.org/ns/dcat#> "
        "PREFIX dcterms: <http://purl.org/dc/terms/> SELECT ?version ?digest ?triples ?inferred { "
        f"<{VOID_GRAPH}#build> dcat:version ?version ; dcterms:identifier ?digest ; void:triples ?triples ; "
        f"void:subset <{INFERRED_GRAPH}> . <{INFERRED_GRAPH}> void:triples ?inferred }}"
    )
    said = [term.value for term in row]
    assert said[:2] == [graph.index.version, f"sha256:{graph.index.digest}"]
    identity, default, inferred = (
        sum(1 for _ in engine.quads_for_pattern(None, None, None, graph_name))
        for graph_name in (ox.NamedNode(VOID_GRAPH), ox.DefaultGraph(), ox.NamedNode(INFERRED_GRAPH))
    )
    assert said[2:] == [str(default - identity), str(inferred)]


def test_an_engine_gets_what_it_takes_for_its_default_graph(small: dict[str, str]) -> None:
    """Virtuoso has none: what it is to answer from has a name there, which each query gives.

    Shown on what is about GRETA in a small graph; the whole has a test above.
    """
    part = exported("GRETA", "--with-default-graph", "--format", "nquads", **small)
    for_engines = read(part, "nquads")
    for engine in ("jena", "oxigraph"):
        assert for_engine(ExportSelection(), engine) == ExportSelection(with_default_graph=True)
    found = read(exported("GRETA", "--for", "virtuoso", "--format", "nquads", **small), "nquads")
    named = {quad for quad in found if quad.graph_name == ox.NamedNode(ALL_GRAPH)}
    assert {quad.triple for quad in named} == {quad.triple for quad in for_engines}
    assert found - named == {quad for quad in for_engines if quad.graph_name != ox.DefaultGraph()}
    store = ox.Store()
    store.extend(found)
    count = f"SELECT (COUNT(*) AS ?n) FROM <{ALL_GRAPH}> {{ ?s ?p ?o }}"
    assert [row["n"].value for row in store.query(count)] == [str(len(named))]


def test_a_file_that_ends_in_gz_is_compressed_to_the_same_bytes_each_time(tmp_path: Path) -> None:
    for name in ("one.nq.gz", "two.nq.gz"):
        exported("GRETA", "-o", str(tmp_path / name))
    assert (tmp_path / "one.nq.gz").read_bytes() == (tmp_path / "two.nq.gz").read_bytes()
    unpacked = gzip.decompress((tmp_path / "one.nq.gz").read_bytes()).decode()
    assert unpacked == exported("GRETA", "--format", "nquads")


def test_a_passage_that_states_nothing_is_empty() -> None:
    assert exported("--graph", "memo:2-8", "--format", "turtle") == ""


@pytest.mark.slow
def test_a_frame_nests_by_class(tmp_path: Path) -> None:
    pytest.importorskip("pyld", reason="pyld is not installed")
    frame = tmp_path / "frame.jsonld"
    frame.write_text('{"@type": "Signature", "instrument": {"@type": "Treaty"}}', encoding="utf-8")
    arguments = ("CETS 197", "--format", "jsonld", "--frame", str(frame))
    text = exported(*arguments)
    if WHOLE:
        assert text == exported(*arguments, PYTHONHASHSEED="2")
    document = json.loads(text)
    assert {node["@type"] for node in document["@graph"]} == {"Signature"}
    nested = [node["instrument"] for node in document["@graph"] if isinstance(node["instrument"], dict)]
    assert nested and nested[0]["prefLabel"].startswith("Council of Europe Convention")


def test_the_ontology_is_published() -> None:
    turtle = exported("--ontology", "--format", "turtle")
    modules = sorted((ROOT / "ontology").glob("*.ttl"))
    assert turtle == "\n".join(path.read_text(encoding="utf-8") for path in modules)
    wanted = ox.Dataset(ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE))
    found = ox.Dataset(read(exported("--ontology", "--format", "jsonld"), "jsonld"))
    for dataset in (wanted, found):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    assert found == wanted
    for form in ("trig", "nquads", "ntriples", "rdfxml"):
        assert len(read(exported("--ontology", "--format", form), form)) == len(wanted)


@pytest.mark.slow
def test_it_needs_the_engine_and_yaml_alone(home: Path) -> None:
    open_graph(home)  # which needs more
    code = (
        "import sys\n"
        "for name in ('rdflib', 'owlrl', 'numpy', 'csvw', 'pyld', 'sssom_pydantic'): sys.modules[name] = None\n"
        "from thbgraph.cli import main\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    every = code.replace("main(sys.argv[1:])", f"sum(main([*sys.argv[1:], form]) for form in {[*FORMS]})")
    arguments = ["export", "GRETA", "--format"]
    place = os.environ | {"THBGRAPH_HOME": str(home)}
    command = [sys.executable, "-c", every, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=place)
    assert (done.returncode, done.stderr) == (0, "")
    command = [sys.executable, "-c", code, "export", "GRETA", "--format", "jsonld", "--frame", os.devnull]
    done = subprocess.run(command, capture_output=True, text=True, env=place)
    assert done.returncode == 2


HOSTILE = [
    "GRETA>",
    'GR"ETA',
    "GR\nETA",
    "} ?s ?p ?o {",
    "x" * 10_000,
    "<>",
    "id:>",
    "../etc",
    "💥",
    "",
    " ",
    "memo:",
]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("option", [(), ("--class",), ("--graph",)], ids=str)
def test_hostile_names_end_in_a_message(name: str, option: tuple[str, ...]) -> None:
    done = run(*option, name)
    if option or name.strip("> \n") != "GRETA":
        assert done.returncode == 2 and done.stdout == ""
    assert "Traceback" not in done.stderr and len(done.stderr) < 2_000


FRAMES = {"": "not JSON", "[]": "one JSON object", "{": "not JSON", '{"@context": "http://127.0.0.1:9/c"}': "nothing is fetched",
          '{"@embed": "@often"}': "does not fit", "\ufeff{}": "not JSON", "[" * 50_000: "too deeply"}  # fmt: skip


@pytest.mark.parametrize("text", FRAMES, ids=lambda text: text[:30])
def test_a_frame_that_is_wrong_is_refused(text: str, tmp_path: Path) -> None:
    frame = tmp_path / "frame.jsonld"
    frame.write_text(text, encoding="utf-8")
    done = run("GRETA", "--format", "jsonld", "--frame", str(frame))
    assert done.returncode == 2 and done.stdout == "" and FRAMES[text] in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "hdt"], "there is no format 'hdt' here; choose from: turtle"),
        (["--ontology", "--format", "html"], "there is no format 'html' here"),
        (
            ["-o", "x.xlsx"],
            "no format here has the ending .xlsx; choose from: .ttl, .jsonld, .rdf, .nt, .trig, .nq",
        ),
        (["--format", "turtle", "--with-default-graph"], "nquads or trig"),
        (["--format", "ntriples", "--with-default-graph"], "nquads or trig"),
        (["--frame", "x.jsonld", "--format", "turtle"], "--format jsonld"),
        (["--frame", "no-such-file", "--format", "jsonld"], "no-such-file: No such file"),
        (["--frame", str(ROOT), "--format", "jsonld"], "Is a directory"),
        (["--ontology", "GRETA"], "nothing else"),
        (["--ontology", "--with-inferred"], "nothing else"),
        (["--ontology", "--graph", "2-14"], "nothing else"),
        (["--shapes", "GRETA"], "--shapes exports the shapes and nothing else"),
        (["--for", "mysql", "--format", "nquads"], "choose from: jena, oxigraph, virtuoso"),
        (["--for", "jena", "--format", "turtle"], "nquads or trig"),
        (["--plain", "--format", "turtle"], "plain is JSON-LD"),
        (["--frame", "state", "--format", "turtle"], "--format jsonld"),
        (["--shapes", "--format", "html"], "there is no format 'html' here"),
        (["--graph", "GRETA"], "is not a graph; graphs are"),
        (["--graph", "memo:2-99"], "nothing in the graph is called"),
        (["--class", "Tretay"], "did you mean thb:Treaty"),
        (["--class", "thb:monitors"], "there is no class"),
        (["Gretta"], "did you mean"),
        (["the Convention"], "may be any of"),
        (["--graph"], "expected one argument"),
        (["--format", "turtle", "-o", "no-such-folder/x.ttl"], "no-such-folder"),
    ],
)
def test_what_does_not_go_together_is_said(arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2 and done.stdout == ""
    assert said in done.stderr and "Traceback" not in done.stderr
