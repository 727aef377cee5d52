"""TriG: the canonical form says the same, is the same each time, and loses no comment."""

from __future__ import annotations

import random
import re

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from thbgraph.base.errors import DataError
from thbgraph.base.namespaces import BASE, ID, MEMO, PREFIXES, RDF_TYPE, THB, XSD
from thbgraph.base.terms import turtle
from thbgraph.base.tokens import tokens
from thbgraph.rdf.trig import format_trig, place, read_trig

PATH = "data/memo/x.trig"
EX = "http://example.org/"
LEXICAL = st.text(
    st.sampled_from("\"'\\#<>{}^@:;,.\n\r\t\0\x7f\x85\u2028 é😀019+-")
    | st.characters(exclude_categories=["Cs"]),
    max_size=12,
) | st.sampled_from(
    [
        '"2005-05-03"^^xsd:date',
        "a # no comment",
        "line\r\nend",
        "\\u0022",
        '"""',
        "} memo:2-1 {",
        "",
        "007",
        "1.10",
    ]
)
DATATYPES = [XSD + "string", XSD + "date", XSD + "integer", XSD + "decimal", XSD + "boolean", EX + "own#type"]
NODES = st.sampled_from(
    [ID + "cbss", ID + "a.", ID + "fin", THB + "x", EX + "a", EX, MEMO + "1.1-2", BASE]
).map(ox.NamedNode)
LITERALS = st.builds(
    lambda text, kind: ox.Literal(text, datatype=ox.NamedNode(kind)), LEXICAL, st.sampled_from(DATATYPES)
) | st.builds(lambda text, tag: ox.Literal(text, language=tag), LEXICAL, st.sampled_from(["en", "en-gb"]))
PREDICATES = st.sampled_from([RDF_TYPE, THB + "date", PREFIXES["skos"] + "note", EX + "p", ID + "p."]).map(
    ox.NamedNode
)
GRAPHS = st.sampled_from([MEMO + "2-9", MEMO + "2-10", MEMO + "1.1-2", EX + "g"]).map(ox.NamedNode)
QUADS = st.lists(st.builds(ox.Quad, NODES, PREDICATES, NODES | LITERALS, GRAPHS), max_size=8)


def quad_of(text: str, kind: str) -> ox.Quad:
    """A statement with a number or a truth value."""
    return ox.Quad(
        *map(ox.NamedNode, (ID + "a.", THB + "date")),
        ox.Literal(text, datatype=ox.NamedNode(XSD + kind)),
        ox.NamedNode(EX + "g"),
    )


def written_anyhow(quads: list[ox.Quad], prefixed: bool, line_end: str) -> str:
    """The quads as some other tool writes them: blocks repeated, other prefixes, other line ends."""
    prefixes = {"i": ID, "memo": MEMO, "e": EX, "x": XSD}
    written = ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=prefixes if prefixed else {})
    assert written is not None
    return written.decode().replace("\n", line_end)


@given(QUADS, st.booleans(), st.sampled_from(["\n", "\r\n"]), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_canonical_form(
    quads: list[ox.Quad], prefixed: bool, line_end: str, chance: random.Random
) -> None:
    canonical = format_trig(written_anyhow(quads, prefixed, line_end), PATH)
    # It says the same, lexical forms included, both to this reader and to the engine's own.
    assert set(read_trig(canonical, PATH)) == set(quads)
    assert set(ox.parse(canonical.encode(), format=ox.RdfFormat.TRIG)) == set(quads)
    # It is stable, whatever the order and layout of what was read.
    assert format_trig(canonical, PATH) == canonical
    shuffled = written_anyhow(chance.sample(quads, len(quads)), not prefixed, line_end)
    assert format_trig(shuffled, PATH) == canonical
    assert "\r" not in canonical


@given(QUADS, st.booleans(), st.booleans())
@example([quad_of(".5", "decimal"), quad_of("0.0", "decimal")], False, False)
@settings(deadline=None)
def test_each_statement_has_its_line(quads: list[ox.Quad], canonical: bool, prefixed: bool) -> None:
    text = written_anyhow(quads, prefixed, "\n")
    if canonical:
        text = format_trig(text, PATH)
    placed = place(text, PATH)
    assert [quad for quad, _ in placed] == read_trig(text, PATH)
    lines = text.split("\n")
    for quad, line in placed:
        bare = f" {quad.object.value} "  # as the engine writes numbers and truth values
        written = {str(quad.object), turtle(quad.object), bare} if canonical or not prefixed else {""}
        assert any(one in lines[line - 1] for one in written)


WRITTEN = """\
@prefix id: <https://w3id.org/thbgraph/id/> .
@prefix memo: <https://w3id.org/thbgraph/memo/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

memo:2-1 {
  id:a a id:B ;
    skos:note "# no comment" , "two" .
}

<https://w3id.org/thbgraph/memo/2-10> {
  id:a skos:note "x"@en .
}

GRAPH memo:2-9 {
  id:a skos:note \"\"\"# nor this
# or this\"\"\" .
}
"""
#: Where a comment can stand: between tokens.
GAPS = [0, *(token.end for token in tokens(WRITTEN))]


def comments_of(text: str) -> list[str]:
    return sorted(token.text.rstrip() for token in tokens(text) if token.kind == "comment")


@given(
    st.dictionaries(
        st.sampled_from(GAPS),
        st.lists(
            st.text(st.sampled_from("#{}<>\"';. aé\t"), max_size=8).map("#{}\n".format)
            | st.sampled_from(["# one\n", "\n", "\n# two\n\n", "# memo:2-1 {\r\n", "#"]),
            min_size=1,
            max_size=3,
        ).map("".join),
        max_size=3,
    )
)
@settings(deadline=None, max_examples=300)
def test_a_comment_is_kept_or_refused_with_its_line(inserted: dict[int, str]) -> None:
    text = WRITTEN
    for offset in sorted(inserted, reverse=True):
        text = f"{text[:offset]}\n{inserted[offset]}\n{text[offset:]}"
    try:
        canonical = format_trig(text, PATH)
    except DataError as error:
        assert error.path == PATH
        assert error.line is not None
        assert text.split("\n")[error.line - 1].startswith("#")
        assert "skos:note" in error.message
        return
    assert comments_of(canonical) == comments_of(text)
    assert format_trig(canonical, PATH) == canonical
    assert set(read_trig(canonical, PATH)) == set(read_trig(WRITTEN, PATH))


def test_comments_stay_where_they_belong() -> None:
    text = (
        "# the file\n# its second line\n\n# not yet a block\n@prefix memo: <https://w3id.org/thbgraph/memo/> .\n"
        "@prefix id: <https://w3id.org/thbgraph/id/> .\n# ten\n\n# still ten  \nmemo:2-10 { id:a id:b id:c . }\n"
        "# nine\r\nGRAPH memo:2-9 { id:a id:b id:c }\n# ten again\n"
        "<https://w3id.org/thbgraph/memo/2-10> { id:a id:b id:d }"
    )
    assert format_trig(text, PATH) == (
        "# the file\n# its second line\n# not yet a block\n"
        "@prefix id: <https://w3id.org/thbgraph/id/> .\n@prefix memo: <https://w3id.org/thbgraph/memo/> .\n\n"
        "# nine\nmemo:2-9 {\n  id:a id:b id:c .\n}\n\n"
        "# ten\n# still ten\n# ten again\nmemo:2-10 {\n  id:a id:b id:c ,\n      id:d .\n}\n"
    )


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("", "\n"),
        ("# only\n# comments\n", "# only\n# comments\n"),
        (
            "# the file\n\n# the block\n<http://e.org/g> { <http://e.org/a> a <http://e.org/b> }",
            "# the file\n\n# the block\n<http://e.org/g> {\n  <http://e.org/a> a <http://e.org/b> .\n}\n",
        ),
        (
            "# the block\n<http://e.org/g> { <http://e.org/a> a <http://e.org/b> }",
            "# the block\n<http://e.org/g> {\n  <http://e.org/a> a <http://e.org/b> .\n}\n",
        ),
        (
            "# the file\nPREFIX e: <http://e.org/>\ne:g { e:a a e:b }",
            "# the file\n\n<http://e.org/g> {\n  <http://e.org/a> a <http://e.org/b> .\n}\n",
        ),
    ],
)
def test_small_files(text: str, canonical: str) -> None:
    assert format_trig(text, PATH) == canonical
    assert format_trig(canonical, PATH) == canonical


STATEMENT = "<http://e.org/a> <http://e.org/p> "


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (
            "<http://e.org/g> {\n  <http://e.org/a> # the subject\n  a <http://e.org/b> }",
            2,
            "a comment is where",
        ),
        ("<http://e.org/g> {\n  # inside\n" + STATEMENT + "1 }", 2, "a comment is where"),
        ("<http://e.org/g> { " + STATEMENT + "1 }\n\n# the end", 3, "a comment is where"),
        (
            "<http://e.org/g> { " + STATEMENT + "1 } # of it\n<http://e.org/h> { " + STATEMENT + "2 }",
            1,
            "a comment is where",
        ),
        (
            "@prefix e: <http://e.org/> .\n# between\n@prefix id: <http://i/> .\ne:g { e:a e:p 1 }",
            2,
            "a comment",
        ),
        ("# above\n<http://e.org/g> { }", None, "the block <http://e.org/g> is empty but for a comment"),
        ("<http://e.org/g> {\n" + STATEMENT + '"a\n" }', 2, "not valid TriG: Line jumps are not allowed"),
        ("<http://e.org/g> {\n" + STATEMENT + "\n", 3, "not valid TriG"),
        ("<http://e.org/g> {\n", 2, "not valid TriG"),
        ("\n\nx:g { x:a x:p 1 }", 3, "not valid TriG: The prefix x: has not been declared"),
        ("<http://e.org/g> { " + STATEMENT + '"\u2028" }\n\n"x" . \n\n', 3, "not valid TriG"),
        ("\n" + STATEMENT + "1 .", 2, "is in no graph; put it in a block such as memo:2-13 { ... }"),
        ("<http://e.org/g> {\n" + STATEMENT + "_:b }", 2, "there is a blank node under <http://e.org/p>"),
        ("<http://e.org/g> {\n" + STATEMENT + "[] }", 2, "there is a blank node under"),
        ("<http://e.org/g> {\n\n _:b <http://e.org/p> 1 }", 3, "there is a blank node under"),
        ("_:b { " + STATEMENT + "1 }", 1, "there is a blank node under"),
        ("<http://e.org/g> {\n" + STATEMENT + "(1 2) }", 2, "there is a blank node under"),
    ],
)
def test_faults_have_path_and_line(text: str, line: int | None, said: str) -> None:
    with pytest.raises(DataError, match=re.escape(said)) as caught:
        format_trig(text, PATH)
    assert (caught.value.path, caught.value.line) == (PATH, line)


def test_a_syntax_error_shows_the_line_and_its_column() -> None:
    with pytest.raises(DataError) as caught:
        read_trig('<http://e.org/g> {\n  <http://e.org/a> "p" 1 .\n}', PATH)
    assert str(caught.value).startswith(f"{PATH}:2:20: not valid TriG: ")
    assert caught.value.message.endswith('the line reads: <http://e.org/a> "p" 1 .')


FRAGMENTS = [
    "<http://e.org/a>", "<rel>", "<http://e.org/\\u00e9>", "id:a", "memo:2-1", "{", "}", ".", ";", ",", "a", "GRAPH",
    '"x"', '"x"@prefix', "@prefix", "prefix", "@base", "id:", "_:b", "1", "(", ")", "[", "]", "<<", ">>", "'''",
    '"1"^^', "id:a\\#b", "\0", "\u2028", "# c\n", "\n\n", "\n# d\n", "",
]  # fmt: skip
START = "@prefix id: <https://w3id.org/thbgraph/id/> .\n@prefix memo: <https://w3id.org/thbgraph/memo/> .\n"


@given(st.dictionaries(st.integers(0, len(GAPS) - 2), st.sampled_from(FRAGMENTS), max_size=4))
@settings(deadline=None, max_examples=400)
def test_any_text_is_formatted_or_refused(changed: dict[int, str]) -> None:
    pieces = [changed.get(number, token.text) for number, token in enumerate(tokens(WRITTEN))]
    text = " ".join(pieces)
    try:
        canonical = format_trig(text, PATH)
    except DataError:
        return
    assert format_trig(canonical, PATH) == canonical
    assert set(read_trig(canonical, PATH)) == set(read_trig(text, PATH))
    assert comments_of(canonical) == comments_of(text)


def test_a_language_may_be_called_prefix() -> None:
    text = '# c\n<http://e.org/g> {<http://e.org/a> <http://e.org/p> "x"@prefix}'
    assert format_trig(text, PATH).endswith('"x"@prefix .\n}\n')


def test_a_comment_in_a_file_that_is_read_does_not_hinder_placing() -> None:
    text = "<http://e.org/g> {\n  # inside\n  <http://e.org/a> a <http://e.org/b> .\n}\n"
    ((_, line),) = place(text, PATH)
    assert line == 3


def test_placing_finds_texts_however_they_are_quoted() -> None:
    text = "<http://e.org/g> {\n <http://e.org/a> <http://e.org/p>\n 'single' ,\n 7 ,\n \"two\"@en ;\n a <http://e.org/b> }"
    lines = {quad.object.value: line for quad, line in place(text, PATH)}
    assert lines == {"single": 3, "7": 4, "two": 5, "http://e.org/b": 6}


def test_what_stands_in_two_places_is_found_where_it_belongs() -> None:
    """A statement that is not in canonical form is not placed where its subject or object stands in another."""
    text = (
        START
        + 'memo:2-1 { id:a id:p id:b , id:c ; id:q id:b . }\n\nmemo:2-2 {\n  id:b id:p\n  id:c ;\n  id:q "x.{"@en ,'
    )
    text += ' "id:c"^^id:t ;\n id:r id:b }'
    lines = [(str(quad.predicate)[-2], line) for quad, line in place(text, PATH)]
    assert lines == [("p", 3), ("p", 3), ("q", 3), ("p", 7), ("q", 8), ("q", 8), ("r", 9)]


@pytest.mark.parametrize("written", ["id:p <<( id:a id:b id:c )>>", "id:p id:c ~ id:x"])
def test_a_statement_within_a_statement_is_refused(written: str) -> None:
    with pytest.raises(DataError, match="there is a statement within a statement under "):
        read_trig(START + f"memo:2-1 {{ id:a {written} }}", PATH)


def test_the_order_of_subjects_predicates_and_objects() -> None:
    text = START + "memo:2-1 { id:a-10 id:p 10 , 9 ; id:o 1 ; a id:z . id:a-9 id:p 1 . id:b a id:c . }"
    assert format_trig(text, PATH).partition("{\n")[2] == (
        "  id:a-9 id:p 1 .\n  id:a-10 a id:z ;\n    id:o 1 ;\n    id:p 9 ,\n      10 .\n  id:b a id:c .\n}\n"
    )


def test_graphs_stand_in_the_order_of_their_numbers() -> None:
    names = ["1-9", "1.1-2", "2-9", "2-10"]
    text = "".join(f"<{MEMO}{name}> {{ <{ID}a> <{THB}x> <{ID}b> }}\n" for name in reversed(names))
    assert re.findall(r"^memo:(\S+) \{", format_trig(text, PATH), re.MULTILINE) == names


def test_a_statement_written_twice_is_one() -> None:
    text = START + "memo:2-1 { id:a a id:b } memo:2-1 { id:a a id:b . id:a a id:b }"
    assert len(read_trig(text, PATH)) == 1
    assert format_trig(text, PATH).count("id:a a id:b") == 1
