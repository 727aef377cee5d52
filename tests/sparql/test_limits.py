"""A query beyond the limits is refused at once; the project's own are far within them."""

from __future__ import annotations

from pathlib import Path

import pytest

from thbgraph.base.errors import QuerySyntaxError
from thbgraph.base.tokens import nesting, tokens
from thbgraph.sparql.limits import MOST_CHARACTERS, MOST_LEVELS, MOST_TOKENS, refuse_beyond_limits

ROOT = Path(__file__).resolve().parents[2]
#: At these lengths each ended the process, when the stack was the caller's.
ENDED_THE_PROCESS = {
    "subtraction": "ASK{?a a ?b FILTER(" + "?b-" * 24_000 + "1)}",
    "multiplication": "ASK{FILTER(" + "1*" * 49_000 + "1)}",
    "graphs": "ASK{" + "GRAPH?g{}" * 6_600 + "}",
    "values": "ASK{" + "VALUES ?x{1}" * 8_000 + "}",
    "sub-selects": "ASK{" + "{SELECT*{}}" * 9_000 + "}",
    "laterals": "ASK{" + "LATERAL{}" * 10_900 + "}",
    "triples": "ASK{" + "<a:b> a ?b." * 8_400 + "}",
    "predicates": "ASK{?a a ?b" + ";a ?b" * 19_000 + "}",
    "parentheses that look like an IRI": "ASK{FILTER(1<" + "(" * 40_000 + "1" + ")" * 40_000 + "&&2>1)}",
    "a list in a list": "ASK{?a a " + "(" * 198 + "1" + ")" * 198 + "}",
    "a list in what looks like an IRI": "ASK{FILTER(1<2).?a:p"
    + "(" * 198
    + "1"
    + ")" * 198
    + ".FILTER(2>1)}",
    "paths": "ASK{?a a" + "/a" * 40_000 + " ?b}",
    "length": "ASK{}" + " " * MOST_CHARACTERS,
}


@pytest.mark.parametrize("text", ENDED_THE_PROCESS.values(), ids=ENDED_THE_PROCESS)
def test_a_query_beyond_the_limits_is_refused(text: str) -> None:
    with pytest.raises(QuerySyntaxError, match=r"; (write|nest it) at most [0-9]+"):
        refuse_beyond_limits(text)


def test_rows_of_values_may_be_many() -> None:
    rows = "(<http://e.org/x> UNDEF 'it is')" * 3_000
    refuse_beyond_limits(f"SELECT * {{ VALUES (?a ?b ?c) {{ {rows} }} ?a ?b ?c }}")
    with pytest.raises(QuerySyntaxError, match="words and signs"):
        refuse_beyond_limits("SELECT * { VALUES ?a { 1 }" + " ?a ?b ?c ." * MOST_TOKENS + "}")


@pytest.mark.parametrize("file", sorted((ROOT / "queries").rglob("*.rq")), ids=lambda file: file.stem)
def test_the_queries_of_the_project_are_far_within_the_limits(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    refuse_beyond_limits(text)
    assert len(text) < MOST_CHARACTERS / 4
    words = list(tokens(text))
    assert len(words) < MOST_TOKENS / 4
    assert nesting(words) < MOST_LEVELS / 4
