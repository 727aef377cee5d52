"""Terms and their written forms: every written form is read back as the same term by the engine."""

from __future__ import annotations

import itertools

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.plugins.sparql.parser import parseQuery

from thbgraph.base.namespaces import BASE, ID, MEMO, PREFIXES, RDF_TYPE, THB, XSD
from thbgraph.base.terms import SLUG, curie, expand, natural, short, sparql, turtle, turtle_predicate

DECLARED = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
SUBJECT = ox.NamedNode("http://example.org/s")

LEXICAL = st.text(
    st.sampled_from("\"'\\#<>{}^@:;,.\n\r\t\0\x7f\x85\u2028 é😀0123456789+-")
    | st.characters(exclude_categories=["Cs"]),
    max_size=30,
) | st.sampled_from(
    ['"^^xsd:date', "2005-05-03", "007", "+5", "-5", "1.10", "true", "1e3", "\\u0022", '"""', ""]
)
DATATYPES = st.sampled_from(
    [XSD + name for name in ("string", "date", "integer", "decimal", "boolean")]
) | st.just("http://example.org/own#type")
LITERALS = st.builds(
    lambda text, kind: ox.Literal(text, datatype=ox.NamedNode(kind)), LEXICAL, DATATYPES
) | st.builds(
    lambda text, tag: ox.Literal(text, language=tag),
    LEXICAL,
    st.sampled_from(["en", "en-gb", "ru", "zh-hant"]),
)
#: Types whose literals the engine gives back as "1.1" for "1.10".
CANONICALIZED = {XSD + name for name in ("date", "integer", "decimal", "boolean")}
LOCALS = st.text(st.sampled_from("abZ019-_.~/#?%'()éß "), max_size=8)


def node(iri: str) -> ox.NamedNode | None:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        return None


NODES = (
    st.builds(
        lambda ns, local: node(ns + local),
        st.sampled_from([*PREFIXES.values(), BASE, "http://e.org/"]),
        LOCALS,
    )
    .filter(lambda found: found is not None)
    .map(lambda found: found if found is not None else SUBJECT)
)


def read(written: str) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """The object of a statement that the engine's own Turtle parser reads."""
    (quad,) = ox.parse(f"{DECLARED}{SUBJECT} {SUBJECT} {written} .".encode(), format=ox.RdfFormat.TURTLE)
    assert not isinstance(quad.object, ox.Triple)
    return quad.object


@given(LITERALS | NODES)
@settings(deadline=None)
def test_turtle_is_read_back_as_the_same_term(term: ox.Literal | ox.NamedNode) -> None:
    assert read(turtle(term)) == term


@given(NODES)
def test_a_predicate_is_read_back_as_the_same_one(predicate: ox.NamedNode) -> None:
    text = f"{DECLARED}{SUBJECT} {turtle_predicate(predicate.value)} {SUBJECT} ."
    (quad,) = ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)
    assert quad.predicate == predicate


@given(NODES)
def test_a_short_name_is_read_by_sparql_and_expands_to_its_iri(term: ox.NamedNode) -> None:
    assert expand(short(term.value)) == term.value
    prologue = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())
    rows = ox.Store().query(f"{prologue} SELECT ?x {{ VALUES ?x {{ {short(term.value)} }} }}")
    assert isinstance(rows, ox.QuerySolutions)
    assert [row["x"] for row in rows] == [term]


@given(LITERALS.filter(lambda literal: literal.datatype.value not in CANONICALIZED) | NODES)
@settings(deadline=None)
def test_sparql_is_read_as_the_same_term_by_both_engines(term: ox.Literal | ox.NamedNode) -> None:
    query = f"SELECT ?x {{ BIND({sparql(term)} AS ?x) }}"
    rows = ox.Store().query(query)
    assert isinstance(rows, ox.QuerySolutions)
    assert [row["x"] for row in rows] == [term]
    (part,) = parseQuery(query)[1].where.part
    expression = part.expr
    while "expr" in expression:
        expression = expression.expr
    assert str(expression.string if isinstance(term, ox.Literal) else expression) == term.value


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain", '"plain"'),
        ("\\u0022", r'"\\\U000000750022"'),
        ("\\U00000022", r'"\\\U0000005500000022"'),
        ("\\\\u", r'"\\\\\U00000075"'),
        ("\0abcd", r'"\U00000000abcd"'),
        ('"\n', r'"\"\n"'),
    ],
)
def test_escapes_that_readers_disagree_on(text: str, written: str) -> None:
    assert sparql(ox.Literal(text)) == written


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        (ID + "fin", "id:fin"),
        (MEMO + "1.1-2", "memo:1.1-2"),
        (MEMO + "2-13", "memo:2-13"),
        (THB + "hasSigned", "thb:hasSigned"),
        ("http://purl.org/dc/elements/1.1/date", "dc:date"),
        ("http://purl.org/dc/terms/date", "dcterms:date"),
        (ID, None),
        (ID + "a.", None),  # a dot at the end would end the statement
        (ID + ".a", None),
        (ID + "a.b.c", None),  # the engine reads two names in SPARQL
        (ID + "-a", None),
        (ID + "a/b", None),
        (ID + "côte", None),
        (ID + "a%20b", None),
        ("http://example.org/x", None),
        ("", None),
    ],
)
def test_curies(iri: str, name: str | None) -> None:
    assert curie(iri) == name
    assert short(iri) == (name or f"<{iri}>")


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("id:fin", ID + "fin"),
        ("<http://example.org/x>", "http://example.org/x"),
        ("fin", None),
        ("id:", None),
        ("id:a b", None),
        ("id:a>", None),
        ("id:a\n", None),
        ("zz:Q217", None),
        ("ID:fin", None),
        (":fin", None),
        ("<http://example.org/x", None),
        ("", None),
    ],
)
def test_expanding(text: str, iri: str | None) -> None:
    assert expand(text) == iri


@pytest.mark.parametrize(
    ("lexical", "kind", "written"),
    [
        ("117", "integer", "117"),
        ("007", "integer", "007"),
        ("-5", "integer", "-5"),
        ("five", "integer", '"five"^^xsd:integer'),
        ("٣", "integer", '"٣"^^xsd:integer'),
        ("5\n", "integer", '"5\\n"^^xsd:integer'),
        ("true", "boolean", "true"),
        ("1", "boolean", '"1"^^xsd:boolean'),
        ("1.10", "decimal", '"1.10"^^xsd:decimal'),
        ("2005-05-03", "date", '"2005-05-03"^^xsd:date'),
        ("2005-05-03", "string", '"2005-05-03"'),
    ],
)
def test_written_literals(lexical: str, kind: str, written: str) -> None:
    assert turtle(ox.Literal(lexical, datatype=ox.NamedNode(XSD + kind))) == written


def test_other_written_terms() -> None:
    assert turtle(ox.Literal("a\nb", language="en")) == '"a\\nb"@en'
    assert turtle(ox.BlankNode("b1")) == "_:b1"
    assert turtle(ox.Literal("x", datatype=ox.NamedNode("http://e.org/t"))) == '"x"^^<http://e.org/t>'
    assert turtle_predicate(RDF_TYPE) == "a"
    assert turtle(ox.NamedNode(RDF_TYPE)) == "rdf:type"  # `a` is for predicates alone


@pytest.mark.parametrize("slug", ["fin", "cets-197", "a", "0", "act-cets-197-fin-consent-2"])
def test_slugs(slug: str) -> None:
    assert SLUG.fullmatch(slug)


@pytest.mark.parametrize("slug", ["", "-a", "a-", "a--b", "A", "a_b", "a.b", "a b", "é", "٣", "a\n"])
def test_no_slugs(slug: str) -> None:
    assert not SLUG.fullmatch(slug)


@given(st.lists(st.text(st.sampled_from("a0193-. ٣²é"), max_size=6), max_size=6))
def test_natural_order_is_one_order_of_all_texts(texts: list[str]) -> None:
    ordered = sorted(texts, key=natural)
    for permuted in itertools.islice(itertools.permutations(texts), 24):
        assert sorted(permuted, key=natural) == ordered
    assert len({natural(text) for text in texts}) == len(set(texts))


def test_numbers_count_as_numbers() -> None:
    names = ["memo:2-9", "memo:2-10", "memo:2-100", "memo:10-1"]
    assert sorted(reversed(names), key=natural) == names
    assert natural("a01") != natural("a1")
