"""Questions: what a header may say, and binding, which changes the rows of a parameter and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from thbgraph.base.errors import DataError, ParameterError
from thbgraph.base.headers import Header
from thbgraph.base.namespaces import ID, PREFIXES, XSD
from thbgraph.base.terms import Term
from thbgraph.questions.question_headers import Beside, read_common_columns, read_question
from thbgraph.questions.questions import (
    Question,
    bind,
    spread,
    value_blocks,
)

PATH = "queries/q.rq"
TEXT = """\
#+ summary: What?
#+ description: >
#+   More than that.
#+ tags: [status]
#+ heading: "On {day}."
#+ params:
#+   group: {class: org:Organization, description: whose}
#+   day: {datatype: xsd:date}
#+   note: {datatype: xsd:string}
#+ columns:
#+   group: The group
PREFIX id: <https://w3id.org/thbgraph/id/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
# VALUES ?group { id:none }
SELECT DISTINCT ?group ?day WHERE {
  VALUES ?group { id:cbss # the default, not }
  }
  values $day {"2010-01-26"^^xsd:date}
  VALUES (?one ?two) { (1 2) }
  { ?group id:p "VALUES ?group { id:no }", ?day } UNION { VALUES ?group { id:cbss } ?group id:q ?day }
  OPTIONAL {
    SELECT ?group ?n WHERE { VALUES ?group{id:cbss} ?group id:n ?n VALUES ?note { "a" "b"@en } FILTER(?n != ?note) }
  }
  MINUS { VALUES ?day { "2010-01-26"^^xsd:date } ?group id:until ?day FILTER(?day < "2010-01-26"^^xsd:date) }
}
ORDER BY ?group
VALUES ?group { id:cbss id:nordic-council }
"""


def read(text: str = TEXT, name: str = "q") -> Question:
    return read_question(text, PATH, name)


def shape(node: Any, params: frozenset[str]) -> Any:
    """An algebra as plain tuples, without the rows of parameters."""
    if isinstance(node, CompValue):
        rows = node.get("res")
        names = {str(variable) for row in rows for variable in row} if isinstance(rows, list) else set()
        if names and names <= params:
            return node.name, tuple(sorted(names))
        return node.name, tuple((key, shape(node[key], params)) for key in sorted(node))
    if isinstance(node, Mapping):
        return tuple((str(key), shape(node[key], params)) for key in sorted(node, key=str))
    if isinstance(node, list | tuple):
        return tuple(shape(part, params) for part in node)
    return frozenset(map(str, node)) if isinstance(node, set | frozenset) else node


def rows_of(node: Any, param: str, found: list[list[str]]) -> list[list[str]]:
    """The rows of every block of a parameter in an algebra."""
    if isinstance(node, CompValue):
        rows = node.get("res")
        if isinstance(rows, list) and rows and {str(variable) for variable in rows[0]} == {param}:
            found.append([str(next(iter(row.values()))) for row in rows])
        for part in node.values():
            rows_of(part, param, found)
    return found


def algebra(text: str) -> Any:
    return translateQuery(parseQuery(text)).algebra


ALGEBRA = algebra(TEXT)
HOSTILE = [
    ">",
    '"',
    "'",
    '"""',
    "\n",
    "\r\n",
    "}",
    "{",
    "\0",
    "\\",
    '" } UNION { ?s ?p ?o } #',
    '"} . } #\n',
    "\\u0022 } \\u007D SERVICE <http://e.org/> { ?s ?p ?o }",
    "\\U00000022 }",
    "\x7fffff",
    "\0abcd",
    "> } DROP ALL #",
    "# comment",
    "x" * 10_000,
    "{" * 10_000,
    "'''\n}",
    "\u2028\x85",
    "^^xsd:date",
    "@en",
]
LEXICAL = st.sampled_from(HOSTILE) | st.text(
    st.sampled_from("\"'\\<>{}#uU0123456789abcdef\n\r\0\x7f ^@") | st.characters(exclude_categories=["Cs"]),
    max_size=24,
)
STRINGS = (
    LEXICAL.map(ox.Literal)
    | LEXICAL.map(lambda text: ox.Literal(text, language="en"))
    | LEXICAL.map(lambda text: ox.Literal(text, datatype=ox.NamedNode("http://e.org/own")))
)
IRIS = st.sampled_from([ID + "fin", "http://e.org/a?b='c'&d=(e)#f", "urn:x:%7D", "http://e.org/é"]).map(
    ox.NamedNode
)
TERMS = st.lists(STRINGS | IRIS, min_size=1, max_size=3)


@pytest.mark.slow
@given(st.dictionaries(st.sampled_from(["group", "day", "note"]), TERMS))
@settings(deadline=None, max_examples=60)
def test_binding_changes_the_rows_of_its_parameters_alone(arguments: dict[str, list[Term]]) -> None:
    before, after = ALGEBRA, algebra(bind(TEXT, arguments))
    params = frozenset(arguments)
    assert shape(before, params) == shape(after, params)
    for name in ("group", "day", "note"):
        old, new = rows_of(before, name, []), rows_of(after, name, [])
        if name in arguments:
            assert new == [[term.value for term in arguments[name]]] * len(old)
        else:
            assert new == old


def test_every_block_of_a_parameter_is_bound() -> None:
    bound = bind(TEXT, {"group": [ox.NamedNode(ID + "nato"), ox.NamedNode(ID + "osce")]})
    assert [
        bound[block.start : block.end].split() for block in value_blocks(bound) if block.name == "group"
    ] == [[f"<{ID}nato>", f"<{ID}osce>"]] * 4
    assert "VALUES (?one ?two) { (1 2) }" in bound
    assert '"VALUES ?group { id:no }"' in bound
    assert "# VALUES ?group { id:none }" in bound
    assert bind(TEXT, {}) == TEXT


@given(TERMS)
@settings(deadline=None)
def test_the_engine_reads_back_what_was_bound(terms: list[ox.Literal | ox.NamedNode]) -> None:
    text = "#+ summary: x\n#+ params:\n#+   x: {datatype: xsd:string}\nSELECT ?x { VALUES ?x { UNDEF } }"
    rows = ox.Store().query(bind(text, {"x": terms}))
    assert isinstance(rows, ox.QuerySolutions)
    assert [row["x"] for row in rows] == terms


@pytest.mark.parametrize("text", ["a>b", "a\nb", 'a"b', "a}b", "a{b", "a b", "a<b", "a\\b", "a\0b"])
def test_no_iri_holds_what_could_end_it(text: str) -> None:
    with pytest.raises(ValueError):
        ox.NamedNode(f"http://e.org/{text}")


def test_a_parameter_is_found_by_its_name_in_either_spelling() -> None:
    question = read(TEXT.replace("day", "asOf"))
    assert question.param("asOf") is question.param("as_of") is question.params[1]
    with pytest.raises(ParameterError, match=r"q has no parameter 'x'; it has: group, asOf, note"):
        question.param("x")
    with pytest.raises(ParameterError) as caught:
        read().param("y" * 10_000)
    assert len(caught.value.message) < 200


def test_a_question_is_read() -> None:
    question = read()
    group, day, note = question.params
    assert (question.name, question.summary, question.description) == ("q", "What?", "More than that.\n")
    assert (question.tags, question.heading, question.columns) == (
        ("status",),
        "On {day}.",
        {"group": "The group"},
    )
    assert (group.wants_class, group.datatype, group.description, group.default) == (
        PREFIXES["org"] + "Organization",
        None,
        "whose",
        "id:cbss",
    )
    assert (day.wants_class, day.datatype, day.default) == (None, XSD + "date", '"2010-01-26"^^xsd:date')
    assert question.param("note") == note
    assert question.text == TEXT


def test_a_question_without_parameters_says_so() -> None:
    question = read("#+ summary: x\nSELECT ?x { ?x ?y ?z }")
    assert (question.params, question.tags, question.columns, question.heading) == ((), (), {}, None)
    with pytest.raises(ParameterError, match="it has: none"):
        question.param("x")


def test_the_header_is_taken_out_with_its_lines() -> None:
    header = Header("# no\n#+ a: 1\n\n#+\n#+   b\nSELECT #+ no\n#+ c: 2", PATH)
    assert header.fields == {"a": "1\nb", "c": 2}
    assert [header.line(key) for key, _ in header.pairs] == [2, 7]
    assert [header.fail("", *keys).line for keys in (["a"], ["c"], ["c", "d"], ["e"], [])] == [2, 7, 7, 1, 1]


def changed(old: str, new: str) -> str:
    assert TEXT.count(old) >= 1
    return TEXT.replace(old, new, 1)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (changed("#+ summary: What?", "#+ tags2: 1"), 1, "the header has no summary; add a line '#+ summary: ...'"),
        (changed("summary: What?", "summary: 12"), 1, "the header's summary must be a text, got 12"),
        (changed("summary: What?", "summary: ''"), 1, "the header has no summary"),
        (changed("tags: [status]", "colour: red"), 4, "unknown key 'colour' in the header; known: summary, "),
        (changed("tags: [status]", "tags: status"), 4, "the header's tags must be a list, got 'status'"),
        (changed('heading: "On {day}."', "heading: [1]"), 5, "the header's heading must be a text"),
        (changed("#+ columns:\n#+   group: The group", "#+ columns: group"), 10, "columns must be a map"),
        (changed("{class: org:Organization, description: whose}", "thb:Country"), 7, "parameter group: a parameter is a map"),
        (changed("datatype: xsd:date", "datatype: xsd:date, default: 1"), 8, "parameter day: unknown key 'default'; known: class, datatype"),
        (changed("datatype: xsd:date", "datatype: xsd:date, body or state"), 8, "because, after, unlike; put a text with a comma in quotes"),
        (changed("datatype: xsd:date", ""), 8, "parameter day: a parameter has either a class or a datatype"),
        (changed("datatype: xsd:date", "datatype: xsd:date, class: org:Post"), 8, "either a class or a datatype"),
        (changed("class: org:Organization", "class: foo:Bar"), 7, "foo:Bar is not a name with a known prefix"),
        (changed("class: org:Organization", "class: Organization"), 7, "Organization is not a name with a known prefix"),
        (changed("VALUES ?note", "VALUES (?note)").replace('{ "a"', '{ ("a")'), 1, "the parameter note has no block"),
        (changed("VALUES (?one ?two) { (1 2) }", "VALUES ?one { 1 }"), 19, "VALUES ?one is no parameter of the header"),
        ("SELECT ?x { ?x ?y ?z }", 1, "the header has no summary; add a line '#+ summary: ...'"),
        ("#+ - a\nSELECT ?x { ?x ?y ?z }", 1, "the header is not a YAML map"),
        ("#+ summary: x\n#+ params:\n#+   x: {datatype: xsd:date}\nSELECT ?x { VALUES ?x { 1 ", 1, "x has no block"),
    ],
)  # fmt: skip
def test_a_fault_of_the_header_has_path_and_line(text: str, line: int, said: str) -> None:
    with pytest.raises(DataError, match=re.escape(said)) as caught:
        read(text)
    assert (caught.value.path, caught.value.line) == (PATH, line)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("#+ summary: {\nASK {}", 1, "node content"),
        ("# no\n#+ a: 1\n\n#+ b: [\n#+ c: 2\nASK {}", 5, "the header is not valid YAML"),
        ("#+ day: 2010-02-30\nASK {}", 1, "the header is not valid YAML: day is out of range for month"),
        ("#+ a: !!python/object:os.system x\nASK {}", 1, "could not determine a constructor"),
        ("#+ a: " + "[" * 100_000 + "\nASK {}", 1, "the header is nested too deeply"),
        ("#+ a: " + "{a: " * 100_000 + "\nASK {}", 1, "the header is nested too deeply"),
        ("#+ a: \x00\nASK {}", 1, "the header is not valid YAML"),
    ],
)
def test_a_header_that_is_no_yaml_has_path_and_line(text: str, line: int, said: str) -> None:
    with pytest.raises(DataError, match=re.escape(said)) as caught:
        Header(text, PATH)
    assert (caught.value.path, caught.value.line) == (PATH, line)


@pytest.mark.parametrize("name", ["Q", "a_b", "a--b", "-a", "a-", "1a", "", "é", "a b", "a\n"])
def test_a_file_name_that_is_no_name(name: str) -> None:
    with pytest.raises(DataError, match="lower-case words joined by hyphens"):
        read(name=name)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("VALUES ?a { 1 } VALUES ?b{2}", ["a", "b"]),
        ("Values\n$a # x }\n{ 1 # }\n }", ["a"]),
        ('VALUES ?a { "}" \'}\' """}""" <http://e.org/x> }', ["a"]),
        ("VALUES ?a { id:x\\#y } ?s ?p ?o", ["a"]),
        ("VALUES (?a) { (1) }", []),
        ("# VALUES ?a { 1 }", []),
        ('"VALUES ?a { 1 }"', []),
        ("VALUES ?a { 1", []),
        ("VALUES ?a", []),
        ("id:values ?a { 1 }", []),
    ],
)
def test_blocks_are_found_by_their_tokens(text: str, names: list[str]) -> None:
    found = value_blocks(text)
    assert [block.name for block in found] == names
    for block in found:
        assert text[block.start - 1] == "{"
        assert text[block.end] == "}"


@pytest.mark.parametrize(
    ("text", "repeated"),
    [
        ("{ V { ?a } UNION { ?b } }", "{ V { V ?a } UNION { V ?b } }"),
        ("{ { ?b } UNION { ?a } UNION { ?b } V }", "{ { V ?b } UNION { V ?a } UNION { V ?b } V }"),
        ("{ V { ?b } UNION { ?b } }", "{ V { ?b } UNION { ?b } }"),
        ("{ V { V ?a } UNION { ?a } }", "{ V { V ?a } UNION { V ?a } }"),
        ("{ { V ?a } UNION { ?a } }", "{ { V ?a } UNION { ?a } }"),
        ("{ V FILTER EXISTS { ?a } }", "{ V FILTER EXISTS { V ?a } }"),
        ("{ V FILTER(?b || not exists { ?a }) }", "{ V FILTER(?b || not exists { V ?a }) }"),
        ("{ V OPTIONAL { ?a } MINUS { ?a } { ?a } }", "{ V OPTIONAL { ?a } MINUS { ?a } { ?a } }"),
        ("{ V { SELECT ?a { ?a } } UNION { ?a } }", "{ V { SELECT ?a { ?a } } UNION { V ?a } }"),
        ("{ V GRAPH ?g { { ?a } UNION { ?b } } }", "{ V GRAPH ?g { { V ?a } UNION { V ?b } } }"),
        ("{ ?A { ?a } UNION { ?b } } V", "{ ?A { ?a } UNION { ?b } } V"),
        ("{ V { ?A } UNION { ?b } }", "{ V { ?A } UNION { ?b } }"),
    ],
)
def test_a_block_is_repeated_in_the_groups_that_it_stands_around(text: str, repeated: str) -> None:
    block = 'VALUES ?a { "1"^^xsd:date UNDEF }'
    made = spread(text.replace("V", block), {"a": '"1"^^xsd:date UNDEF', "b": "UNDEF"})
    assert made.split() == repeated.replace("V", block).split()


@given(
    st.lists(st.sampled_from(["VALUES", "?a", "{", "}", "UNION", "EXISTS", "(", ")", "SELECT"]), max_size=20)
)
def test_blocks_of_any_text_are_repeated_within_it(words: list[str]) -> None:
    text = " ".join(words)
    assert spread(text, {"a": "1"}).replace(" VALUES ?a { 1 }", "") == text


@given(st.text(st.sampled_from("VALUES values ?a$b{}()#\"'<>\\\n"), max_size=60))
def test_blocks_of_any_text_lie_in_it(text: str) -> None:
    for block in value_blocks(text):
        assert text[block.start - 1] == "{"
        assert text[block.end] == "}"
        assert block.start <= block.end


@pytest.mark.parametrize(
    ("inside", "default"),
    [
        (" id:cbss # }\n", "id:cbss"),
        ('"2010-01-26"^^xsd:date', '"2010-01-26"^^xsd:date'),
        ('"a" "b" ', '"a" "b"'),
        ('"a"@en\n"b"^^xsd:string', '"a"@en "b"^^xsd:string'),
        ("id:a id:b", "id:a id:b"),
        ("<http://e.org/a>", "<http://e.org/a>"),
        ("UNDEF", "UNDEF"),
        ("", ""),
        ("true 1", "true 1"),
    ],
)
def test_a_default_as_it_is_written(inside: str, default: str) -> None:
    text = (
        f"#+ summary: x\n#+ params:\n#+   x: {{datatype: xsd:date}}\nSELECT ?x {{ VALUES ?x {{{inside}}} }}"
    )
    assert read(text).param("x").default == default


@pytest.mark.parametrize(
    ("blank", "message"),
    [
        ("{a: unknown}", "'unknown' is no word for an unknown; choose from: undetermined, not recorded,"),
        ("{c: none}", "blank names a column 'c' that the header does not describe"),
        ("{a: {c: {x: none}}}", "blank names a column 'c' that the header does not describe"),
        ("{a: {b: none}}", "'b' is neither a column with its cells nor \"column from column\""),
        ("{a: [none]}", "what a blank of 'a' stands for is a word, or a map of a column and its cells"),
    ],
)
def test_what_a_blank_stands_for_is_a_word_of_the_legend_and_names_columns(blank: str, message: str) -> None:
    text = (
        f"#+ summary: What?\n#+ columns: {{a: one, b: other}}\n#+ blank: {blank}\nSELECT ?a ?b {{ ?a a ?b }}"
    )
    with pytest.raises(DataError, match=f"^q.rq:3: {re.escape(message)}"):
        read_question(text, "q.rq", "q")


COMMON = """\
columns:
  since to sinceBy as so since: The first day on which it can have been
  sinceBy: The last day
  until: When it ended
  asOf: The day
hidden: [asOf]
blank: {until: none, asOf: undetermined}
"""


def test_columns_are_seen_in_the_order_of_the_header_and_others_behind_what_they_follow() -> None:
    text = """\
#+ summary: What?
#+ columns:
#+   who (how) as agent: Who
#+   sinceBy: The last
#+   what: Which
#+ each: [who]
#+ hidden: [since]
SELECT ?what (COUNT(?x) AS ?until) ?how ?who ?since ?sinceBy ?asOf { ?what ?who ?x }
"""
    common = read_common_columns(COMMON, "queries/columns.yaml")
    question = read_question(
        text.replace("#+ hidden: [since]\n", "").replace("who (how)", "how: How\n#+   who (how)"),
        "q.rq", "q", Beside({"q": ("what is",)}, common),
    )  # fmt: skip
    assert [*question.columns] == ["what", "until", "how", "who", "since", "sinceBy", "asOf"]
    assert [(one.words, *one.columns) for one in question.view.columns] == [
        ("agent", "who", "how"), ("so since", "since", "sinceBy"), ("what", "what"), ("until", "until"),
    ]  # fmt: skip
    assert (question.view.each, question.wordings) == (("who",), ("what is",))
    assert [(one.column, one.word) for one in question.view.blanks] == [
        ("until", "none"),
        ("asOf", "undetermined"),
    ]
    with pytest.raises(
        DataError, match=r"q\.rq:2: columns names a column 'how' that the header does not desc"
    ):
        read_question(text, "q.rq", "q", Beside({}, common))


def test_clauses_within_one_are_of_its_rows_and_its_list() -> None:
    text = """\
#+ summary: What?
#+ columns: {who: Who, kind: Which, done: Whether}
#+ sentence:
#+   - where: {kind: call, done: "yes"}
#+     list: who
#+     many: "{n} did."
#+     then: &others
#+       - where: {done: "no"}
#+         many: "{n} did not."
#+         then: [{list: kind, always: Still.}]
#+   - where: {kind: plan}
#+     then: *others
SELECT ?who ?kind ?done { ?who ?kind ?done }
"""
    assert [(one.where, one.list, *filter(None, one.texts)) for one in read(text).sentence] == [
        ({"kind": "call", "done": "yes"}, "who", "{n} did."),
        ({"kind": "call", "done": "no"}, "who", "{n} did not."),
        ({"kind": "call", "done": "no"}, "kind", "Still."),
        ({"kind": "plan", "done": "no"}, "", "{n} did not."),
        ({"kind": "plan", "done": "no"}, "kind", "Still."),
    ]
    with pytest.raises(DataError, match="what a clause has under then is a list of clauses, got 1"):
        read(text.replace("[{list: kind, always: Still.}]", "1"))


@pytest.mark.parametrize("heading", ["{nobody}", "{", "}", "{}", "{group.real}"])
def test_a_heading_names_parameters_only(heading: str) -> None:
    text = "#+ summary: What?\n#+ heading: '" + heading + "'\n#+ params: {group: {class: org:Group}}\n"
    text += "SELECT * { VALUES ?group { <a> } }"
    with pytest.raises(DataError, match=r"q.rq:2: the heading may have in braces .*: \{group\}"):
        read_question(text, "q.rq", "q")
