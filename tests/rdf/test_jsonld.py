"""JSON-LD: readable, self-contained, and the very same statements to every reader."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from real_quads import real_quads
from thbgraph.base.errors import DataError, RequestError
from thbgraph.base.namespaces import ID, PREFIXES, RDF_TYPE, THB, XSD
from thbgraph.base.terms import curie, short
from thbgraph.build import source_files as sources
from thbgraph.rdf.jsonld import CONTEXT_IRI, Context, read_frame, to_framed, to_jsonld

ROOT = Path(__file__).resolve().parents[2]
CONTEXT, PLAIN = (
    Context((ROOT / "ontology" / name).read_text(encoding="utf-8"), name)
    for name in ("context.jsonld", "plain.jsonld")
)
P = THB + "monitors"
TEXTS = st.text(st.sampled_from("ab019 \"'\\<>{}.:@#\n\u2028é😀-/"), max_size=9) | st.sampled_from(
    ["007", "7", "-0", "9" * 30, "1.10", "true", "1", "2005-05-03", "id:fin", "@type", "Body", "_:b", "en"]
)
IRIS = st.builds(
    lambda start, end: ox.NamedNode(start + end),
    st.sampled_from([ID, "http://e.example/", "urn:x:", *PREFIXES.values()]),
    st.sampled_from(["a", "b.c", "ü", "a/b", "", "date", "monitors", "prefLabel", "role", "Member", "type", "ordinal"]),
)  # fmt: skip
DATATYPES = st.sampled_from(["integer", "decimal", "boolean", "date", "gYear", "double", "string"])
LITERALS = st.one_of(
    st.builds(lambda text, kind: ox.Literal(text, datatype=ox.NamedNode(XSD + kind)), TEXTS, DATATYPES),
    st.builds(lambda text, tag: ox.Literal(text, language=tag), TEXTS, st.sampled_from(["en", "fr"])),
)
PREDICATES = IRIS | st.sampled_from(
    [ox.NamedNode(iri) for iri in (P, RDF_TYPE, PREFIXES["dcterms"] + "date", PREFIXES["skos"] + "prefLabel")]
)
QUADS = st.lists(
    st.builds(ox.Quad, IRIS, PREDICATES, IRIS | LITERALS, IRIS | st.just(ox.DefaultGraph())), max_size=8
)


def read(text: str, form: ox.RdfFormat = ox.RdfFormat.JSON_LD) -> set[ox.Quad]:
    return set(ox.parse(text.encode(), format=form))


def merged(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    return {ox.Quad(*quad.triple) for quad in quads}


def by_pyld(text: str) -> set[ox.Quad]:
    jsonld = pytest.importorskip("pyld.jsonld", reason="pyld is not installed")
    nquads = jsonld.to_rdf(json.loads(text), {"format": "application/n-quads"})
    return set(ox.parse(nquads.encode(), format=ox.RdfFormat.N_QUADS))


def quad(predicate: str, thing: ox.NamedNode | ox.Literal, subject: str = ID + "a") -> ox.Quad:
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), thing)


def node(*quads: ox.Quad) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(to_jsonld(quads, CONTEXT))["@graph"][0]
    return found


@given(QUADS)
def test_the_triples_come_back_in_the_default_graph(quads: list[ox.Quad]) -> None:
    text = to_jsonld(quads, CONTEXT)
    assert read(text) == merged(quads)
    assert read(to_jsonld(quads, PLAIN)) == merged(quads)
    assert to_jsonld(list(reversed(quads)), CONTEXT) == text


@pytest.mark.slow
def test_the_real_data_comes_back_by_two_readers_and_from_a_stream() -> None:
    quads = real_quads()
    text = to_jsonld(quads, CONTEXT)
    assert read(text) == merged(quads) == by_pyld(text) == read(text, ox.RdfFormat.STREAMING_JSON_LD)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_a_reader_of_one_graph_finds_all_of_it() -> None:
    import rdflib

    text = to_jsonld(TREATY, CONTEXT)
    assert len(rdflib.Graph().parse(data=text, format="json-ld")) == len(merged(TREATY)) > 0


def test_plain_keeps_what_does_not_fit_a_key_by_language() -> None:
    label = PREFIXES["skos"] + "prefLabel"
    day = ox.Literal("2005-05-03", datatype=ox.NamedNode(XSD + "date"))
    quads = [quad(label, ox.Literal("A", language="fr")), quad(label, day), quad(label, ox.NamedNode(P))]
    assert read(to_jsonld(quads, PLAIN)) == set(quads)


def test_the_context_has_a_key_for_every_class_and_property() -> None:
    kinds = {PREFIXES["owl"] + kind for kind in ("Class", "ObjectProperty", "DatatypeProperty")}
    ontology = [statement.quad for statement in sources.read_ontology(ROOT)]
    terms = {q.subject.value for q in ontology if q.predicate.value == RDF_TYPE and q.object.value in kinds}
    meanings = {m if isinstance(m, str) else m["@id"] for m in CONTEXT.terms.values()}
    assert {short(term) for term in terms} - meanings == {"prov:Entity"}, "thb:Entity has its name"
    known = {*PREFIXES, *{short(q.subject.value) for q in ontology}}
    own = {meaning for meaning in meanings if meaning.startswith("thb:")}
    assert own - known == set(), "a key of the context stands for what is no term"


def test_the_context_lists_every_prefix_as_the_project_has_it() -> None:
    assert {name: CONTEXT.terms.get(name) for name in PREFIXES} == PREFIXES


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"@context": 1}', "{"])
def test_a_context_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(DataError, match=r"x\.jsonld"):
        Context(text, "x.jsonld")


@pytest.mark.parametrize(
    ("predicate", "thing", "key", "value"),
    [
        (P, ox.NamedNode(ID + "b"), "monitors", "id:b"),
        (P, ox.NamedNode("http://e.example/ü"), "monitors", "http://e.example/ü"),
        (P, ox.Literal("b"), "monitors", {"@value": "b"}),
        (RDF_TYPE, ox.NamedNode(PREFIXES["org"] + "OrganizationalUnit"), "@type", "OrganizationalUnit"),
        (PREFIXES["org"] + "role", ox.NamedNode(THB + "Member"), "role", "Member"),
        (PREFIXES["skos"] + "prefLabel", ox.Literal("B", language="en"), "prefLabel", "B"),
        (PREFIXES["skos"] + "prefLabel", ox.Literal("B", language="fr"), "prefLabel", {"@value": "B", "@language": "fr"}),
        (PREFIXES["skos"] + "prefLabel", ox.Literal("B"), "prefLabel", {"@value": "B"}),
        (PREFIXES["schema"] + "position", ox.Literal("3", datatype=ox.NamedNode(XSD + "integer")), "ordinal", 3),
        (PREFIXES["schema"] + "position", ox.Literal("03", datatype=ox.NamedNode(XSD + "integer")), "ordinal", {"@value": "03", "@type": "xsd:integer"}),
        (PREFIXES["schema"] + "position", ox.Literal("1.10", datatype=ox.NamedNode(XSD + "decimal")), "ordinal", {"@value": "1.10", "@type": "xsd:decimal"}),
        (PREFIXES["dcterms"] + "date", ox.Literal("2005-05-03", datatype=ox.NamedNode(XSD + "date")), "date", "2005-05-03"),
        (PREFIXES["dcterms"] + "date", ox.Literal("2005-05", datatype=ox.NamedNode(XSD + "gYearMonth")), "dateMonth", "2005-05"),
        (PREFIXES["dcterms"] + "date", ox.Literal("2005", datatype=ox.NamedNode(XSD + "gYear")), "dateYear", "2005"),
        ("http://e.example/p", ox.Literal("true", datatype=ox.NamedNode(XSD + "boolean")), "http://e.example/p", {"@value": True}),
    ],
)  # fmt: skip
def test_a_value_is_written_as_a_person_would(
    predicate: str, thing: ox.NamedNode | ox.Literal, key: str, value: object
) -> None:
    one = quad(predicate, thing)
    assert node(one)[key] == value
    assert read(to_jsonld([one], CONTEXT)) == {one}


def test_names_come_first_and_the_context_holds_only_what_is_used() -> None:
    text = to_jsonld(
        [
            quad(P, ox.NamedNode(ID + "b")),
            quad(PREFIXES["skos"] + "prefLabel", ox.Literal("A", language="en")),
            quad(RDF_TYPE, ox.NamedNode(PREFIXES["org"] + "OrganizationalUnit")),
        ],
        CONTEXT,
    )
    document = json.loads(text)
    assert list(document) == ["@context", "@graph"]
    assert list(document["@graph"][0]) == ["@type", "@id", "prefLabel", "monitors"]
    assert set(document["@context"]) == {
        "thb",
        "id",
        "org",
        "skos",
        "prefLabel",
        "monitors",
        "OrganizationalUnit",
    }
    assert '\n    "monitors": {"@id": "thb:monitors", "@type": "@id"}' in text


def test_lists_are_lists_and_broken_ones_stay_as_they_are() -> None:
    turtle = "@prefix o: <http://www.w3.org/2002/07/owl#> . @prefix r: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . "
    for body, shown in [
        ("o:a o:propertyChainAxiom ( o:x o:y ) .", '"propertyChainAxiom": [\n'),
        ("o:a o:other ( 1 [] ) .", '"@list": [\n'),
        ("o:a o:p _:c . _:c r:first 1 ; r:rest _:c .", '"rdf:rest"'),
        ("o:a o:p _:c . _:c r:first 1, 2 ; r:rest r:nil .", '"rdf:first"'),
        ("o:a o:p _:c, r:nil . o:b o:p _:c . _:c r:first 1 ; r:rest r:nil .", '"rdf:rest"'),
    ]:
        quads = list(ox.parse((turtle + body).encode(), format=ox.RdfFormat.TURTLE))
        text = to_jsonld(quads, CONTEXT)
        assert shown in text
        one, other = ox.Dataset(quads), ox.Dataset(read(text))
        one.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
        other.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
        assert one == other


TREATY = [
    quad(RDF_TYPE, ox.NamedNode(THB + "Treaty"), ID + "t"),
    quad(RDF_TYPE, ox.NamedNode(THB + "Adoption"), ID + "act"),
    quad(THB + "instrument", ox.NamedNode(ID + "t"), ID + "act"),
    quad(
        PREFIXES["schema"] + "position", ox.Literal("10", datatype=ox.NamedNode(XSD + "integer")), ID + "act"
    ),
]


def test_a_frame_nests_by_class() -> None:
    pytest.importorskip("pyld", reason="pyld is not installed")
    text = to_framed(TREATY, CONTEXT, {"@type": "Adoption", "instrument": {"@type": "Treaty"}})
    document = json.loads(text)
    assert document["@id"] == "id:act" and document["ordinal"] == 10
    assert document["instrument"] == {"@type": "Treaty", "@id": "id:t"}
    assert read(text) == set(TREATY)


def test_a_frame_may_add_to_the_context_and_turn_a_relation_round() -> None:
    pytest.importorskip("pyld", reason="pyld is not installed")
    frame = {
        "@context": [CONTEXT_IRI, {"acts": {"@reverse": "thb:instrument", "@container": "@set"}}],
        "@type": "Treaty",
        "acts": {},
    }
    text = to_framed(TREATY, CONTEXT, frame)
    document = json.loads(text)
    assert [act["@id"] for act in document["acts"]] == ["id:act"]
    assert CONTEXT_IRI not in text and len(document["@context"][0]) < 10
    assert read(text) == set(TREATY)


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        ({"@context": "http://127.0.0.1:9/context"}, "nothing is fetched"),
        ({"@context": {"@import": "http://127.0.0.1:9/context", "@version": 1.1}}, "nothing is fetched"),
        ({"@context": "file:///etc/passwd"}, "nothing is fetched"),
        ({"@context": [CONTEXT_IRI, "other.jsonld"]}, ""),
        ({"@context": 7}, ""),
        ({"@type": 7}, ""),
        ({"@id": "x y", "@embed": "@often"}, ""),
    ],
)
def test_a_frame_that_does_not_fit_is_refused(frame: dict[str, object], said: str) -> None:
    pytest.importorskip("pyld", reason="pyld is not installed")
    with pytest.raises(RequestError, match=said or ".") as error:
        to_framed(TREATY, CONTEXT, frame)
    assert "the frame does not fit: " in str(error.value) and len(str(error.value)) < 700


def test_a_frame_too_deep_is_refused() -> None:
    pytest.importorskip("pyld", reason="pyld is not installed")
    frame: dict[str, object] = {}
    for _ in range(900):
        frame = {"instrument": frame}
    with pytest.raises(RequestError, match="too deeply"):
        to_framed(TREATY, CONTEXT, frame)


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '"x"', "[" * 100_000])
def test_what_is_no_frame_is_refused_with_its_file(text: str) -> None:
    with pytest.raises(RequestError, match=r"^f\.json: "):
        read_frame(text, "f.json")


def test_without_pyld_the_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("pyld", "pyld.jsonld"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(
        RequestError,
        match=r"pyld is needed to nest JSON-LD by a frame; install it with: pip install 'thbgraph\[jsonld\]'",
    ):
        to_framed(TREATY, CONTEXT, {})
    assert curie(P)  # writing without a frame needs no pyld
    assert read(to_jsonld(TREATY, CONTEXT)) == set(TREATY)


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", '{"@context": 5}', '{"@context": {"a": 5}}', '{"@context": {"a": null}}',
        '{"@context": {"a": {"@type": "@id"}}}', '{"@context": {"a": {"@id": 7}}}',
        '{"@context": {"xsd": {"@id": "x:"}, "a": "xsd:b"}}', "[" * 100_000,
    ],
)  # fmt: skip
def test_a_file_that_is_no_context_is_an_error_with_its_name(text: str) -> None:
    with pytest.raises(DataError, match=r'expected \{"@context"') as raised:
        Context(text, "ontology/context.jsonld")
    assert raised.value.path == "ontology/context.jsonld"
