"""What a saved question may not do: each fault is named, and words that only look like one are not."""

from __future__ import annotations

import json

import pytest

from thbgraph.base.namespaces import PREFIXES
from thbgraph.checking.question_rules import broken_rules
from thbgraph.questions.question_headers import read_question
from thbgraph.sparql.query import Query

PROLOGUE = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in ("thb", "id", "org", "dcterms"))
SOUND = "SELECT DISTINCT ?a { VALUES ?group { id:cbss } ?group org:hasMember ?a } ORDER BY ?a"


def faults(query: str, *columns: str) -> list[str]:
    header = {
        "summary": "What?",
        "params": {"group": {"class": "org:Organization"}},
        "columns": dict.fromkeys(columns or ("a",), "what it holds"),
    }
    text = f"{PROLOGUE}{query}\n#+ {json.dumps(header)}"  # which is YAML, too
    question = read_question(text, "queries/q.rq", "q")
    return [message for _, message in broken_rules(question, Query(text), Query(question.whole))]


def test_a_sound_question_has_none() -> None:
    assert faults(SOUND) == []


@pytest.mark.parametrize(
    "form",
    ["RAND()", "NOW()", "UUID()", "STRUUID()", "BNODE()", "STR(uuid())"],
)
def test_a_function_that_gives_another_value_each_time(form: str) -> None:
    found = faults(SOUND.replace("?a }", f"?a BIND({form} AS ?x) }}"))
    assert len(found) == 1 and found[0].endswith(" is not allowed in a question")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("ORDER BY ?a", "ORDER BY ?a LIMIT 1 OFFSET 1", "OFFSET is not allowed in a question"),
        ("DISTINCT ?a", "REDUCED ?a", "REDUCED is not allowed in a question"),
        (" ORDER BY ?a", "", "the rows have no order; end the question with ORDER BY"),
        ("DISTINCT ?a", "DISTINCT *", "SELECT * leaves the columns to the engine; name them"),
        ("DISTINCT ", "", "several values of a parameter would repeat rows; write SELECT DISTINCT"),
        (
            "?a }",
            "?a OPTIONAL { ?a ?b ?c . { ?a ?p ?c FILTER(?c != ?group) } } }",
            "a nested group uses ?group where no block binds it; repeat VALUES ?group there",
        ),
        (
            "?a }",
            "?a . ?a dcterms:date ?day FILTER(?day > 1) }",
            "?day is a date of a source and is compared; compare thb:earliest or thb:latest instead",
        ),
    ],
)
def test_a_fault_is_named(old: str, new: str, said: str) -> None:
    assert said in faults(SOUND.replace(old, new))


@pytest.mark.parametrize(
    ("group", "sees"),
    [
        ("FILTER EXISTS { ?a ?p ?c FILTER(?c != ?group) }", True),
        ("FILTER EXISTS { ?a ?p ?c FILTER NOT EXISTS { ?c ?p ?d FILTER(?d != ?group) } }", True),
        ("FILTER EXISTS { { ?a ?p ?c FILTER(?c != ?group) } }", False),
        ("{ ?a ?p ?c FILTER(?c != ?group) } UNION { ?a ?q ?c }", False),
    ],
)
def test_exists_sees_what_stands_around_it_and_a_branch_does_not(group: str, sees: bool) -> None:
    said = "a nested group uses ?group where no block binds it; repeat VALUES ?group there"
    assert faults(SOUND.replace("?a }", f"?a . {group} }}")) == ([] if sees else [said])


@pytest.mark.parametrize(
    ("expression", "signs"),
    [
        ("?b - ?c - ?d", "-"),
        ("50 -8 -1", "-"),
        ("?b - ?c * 2 + ?d", "-"),
        ("?b / ?c / ?d", "/"),
        ("24.0 / ?c * 2", "/"),
        ("YEAR(?b) - IF(?c - 1 - ?d > 0, 1, 0)", "-"),
        ("?b + ?c - ?d", ""),
        ("2 * ?b / ?c", ""),
        ("(?b - ?c) - (?d - 1)", ""),
        ("?b - ?c / ?d", ""),
    ],
)
def test_an_order_of_evaluation_that_engines_disagree_on(expression: str, signs: str) -> None:
    found = faults(SOUND.replace("?a }", f"?a . ?a ?b ?c, ?d BIND({expression} AS ?x) }}"))
    assert [one.partition(" ")[0] for one in found] == list(signs)


def test_columns_are_those_that_the_header_describes() -> None:
    assert "make them equal" in faults(SOUND, "a", "b")[0]


def test_words_of_forms_in_texts_names_and_comments_are_none() -> None:
    assert faults(SOUND.replace("?a }", '?a # OFFSET\n FILTER(?a != "NOW()" && ?a != id:rand) }')) == []
