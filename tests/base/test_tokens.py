"""Tokens: strings, IRIs and comments stay whole, and nothing of a text is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thbgraph.base.tokens import CodeToken, line_of, nesting, tokens

#: What trips a tokenizer: quotes, escapes, comments, brackets and IRIs, begun and not ended.
HOSTILE = st.text(
    st.sampled_from("\"'\\#<>{}()[]^@:;,.?$|&!=+-*/_%aZ9éß\u0301\u2028\x85\0\n\r\t 😀") | st.characters(),
    max_size=60,
)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokens(text)]


@given(HOSTILE)
def test_no_text_is_lost(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert text[end : token.start].strip() == ""
        assert text[token.start : token.end] == token.text != ""
        end = token.end
    assert text[end:].strip() == ""


PIECES = {
    "iri": ["<http://example.org/a#b>", "<>", "<http://example.org/\\u00e9>", "<rel?x=1&y='2'>"],
    "string": [
        '""',
        '"a # no comment"',
        '"say \\"no\\" }"',
        "'it\\'s { <x> '",
        '"""two\n"lines"" # no comment"""',
        "'''two\r\n'lines'' }'''",
        '"ends in a backslash \\\\"',
        '"^^xsd:date"',
    ],
    "variable": ["?name", "$name", "?_1", "?é"],
    "name": [
        "a",
        "id:cets-197",
        "@prefix",
        "@en-GB",
        "id:",
        ":x",
        "_:b1",
        "ex:a.b",
        "1.10",
        "-5",
        "ex:a%20b",
    ],
    "punctuation": ["{", "}", ".", ";", ",", "(", ")", "[", "]", "^", "=", "*", "<", ">", '"', "'", "\\"],
    "comment": ["# to the end", "#", "#+ summary: {x}", '# "quoted" <iri>'],
}


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in PIECES.items() for text in texts], ids=str
)
def test_a_piece_is_one_token(kind: str, text: str) -> None:
    assert kinds(text) == [(kind, text)]


#: Half a string or IRI, which could join with what follows.
OPEN = {"<", '"', "'", "\\"}


@given(
    st.lists(
        st.sampled_from(
            [(kind, text) for kind, texts in PIECES.items() for text in texts if text not in OPEN]
        )
    ),
    st.sampled_from(["\n", "\r\n", "\n\t ", "\n\n"]),
)
def test_pieces_on_lines_of_their_own_stay_apart(pieces: list[tuple[str, str]], between: str) -> None:
    assert kinds(between.join(text for _, text in pieces)) == pieces


def test_typed_and_tagged_strings() -> None:
    assert kinds('"1"^^xsd:date "x"@en') == [
        ("string", '"1"'),
        ("punctuation", "^"),
        ("punctuation", "^"),
        ("name", "xsd:date"),
        ("string", '"x"'),
        ("name", "@en"),
    ]


def test_a_statement_ends_outside_the_name() -> None:
    assert kinds("id:a id:b id:c.") == [
        ("name", "id:a"),
        ("name", "id:b"),
        ("name", "id:c"),
        ("punctuation", "."),
    ]


@pytest.mark.parametrize("escaped", ["\\#", "\\'", "\\}", "\\(", "\\;", "\\."])
def test_escapes_in_a_name_belong_to_it(escaped: str) -> None:
    # SPARQL 1.1, PN_LOCAL_ESC; `}` is none, and so ends the name.
    found = kinds(f"ex:a{escaped}b }}")
    if escaped == "\\}":
        assert ("punctuation", "}") in found[1:-1]
    else:
        assert found == [("name", f"ex:a{escaped}b"), ("punctuation", "}")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("?a < ?b && ?c > ?d", "punctuation"), ("<a b>", "punctuation"), ("<a\nb>", "punctuation")],
)
def test_what_holds_a_space_is_no_iri(text: str, kind: str) -> None:
    assert ("iri") not in {found for found, _ in kinds(text)}
    assert (kind, "<") in kinds(text)


def test_a_comment_ends_with_its_line() -> None:
    assert kinds("# one\r\n{ # two\r}") == [
        ("comment", "# one"),
        ("punctuation", "{"),
        ("comment", "# two"),
        ("punctuation", "}"),
    ]


def test_a_token_knows_its_end() -> None:
    assert CodeToken("name", "id:a", 5).end == 9


@pytest.mark.parametrize(
    ("text", "offset", "line"), [("", 0, 1), ("a\nb", 0, 1), ("a\nb", 1, 1), ("a\nb", 2, 2), ("a\r\nb", 3, 2)]
)
def test_lines_of_offsets(text: str, offset: int, line: int) -> None:
    assert line_of(text, offset) == line


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("", 0),
        ("{}", 1),
        ("{ { ( [ ] ) } } { }", 4),
        ("{} {} {}", 1),
        ('"{{{" # {{{\n{ <{> }', 2),
        ("}}} {", 0),
        ("( " * 300, 300),
    ],
)
def test_nesting(text: str, depth: int) -> None:
    assert nesting(tokens(text)) == depth
