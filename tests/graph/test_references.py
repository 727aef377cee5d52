"""How to cite an answer or a row, by a name under which the same data give it again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from thbgraph.base.errors import RequestError

MEMO = Path(__file__).parents[3] / "shared" / "memo" / "paragraphs.tsv"


def name_in(reference: str) -> str:
    return reference.rpartition(" ")[2]


@pytest.mark.parametrize(
    ("question", "arguments", "name"),
    [
        ("signed-not-ratified", {}, "signed-not-ratified@{}"),
        ("signed-not-ratified", {"group": "CBSS"}, "signed-not-ratified@{}"),
        ("works-on", {"topic": ["women", "children"]}, "works-on@{},topic=id:women,topic=id:children"),
        ("not-bound", {"group": "EU", "asOf": "2010-01-26"}, "not-bound@{},group=id:eu,asOf=2010-01-26"),
    ],
)
def test_an_answer_is_had_again_by_its_permanent_name(
    graph: Any, question: str, arguments: dict[str, Any], name: str
) -> None:
    found = graph.ask(question, arguments)
    assert name_in(graph.questions.reference(found)) == name.format(graph.index.digest[:12])
    for reference in (graph.questions.reference(found), graph.questions.reference(found, 1)):
        again = graph.ask(name_in(reference))
        assert (again.rows, again.summary, again.arguments) == (found.rows, found.summary, found.arguments)


def test_a_row_is_cited_with_what_it_says(graph: Any) -> None:
    said = graph.questions.reference(graph.ask("signed-not-ratified"), 5)
    assert " Row 5: country: Lithuania; answer: yes; " in said and name_in(said).endswith("#5")
    with pytest.raises(RequestError, match="there is no row 9; the answer has 6"):
        graph.questions.reference(graph.ask("signed-not-ratified"), 9)


def test_a_name_of_other_data_is_refused(graph: Any) -> None:
    with pytest.raises(
        RequestError, match=r"that answer is of data 0123, and this is data \w+; ask works-on for"
    ):
        graph.ask("works-on@0123,topic=id:women")


@pytest.mark.skipif(not MEMO.exists(), reason="the memo's text is not beside this checkout")
def test_the_text_of_each_cited_passage_comes_from_a_copy_of_the_memo(graph: Any) -> None:
    text = MEMO.read_text(encoding="utf-8")
    found = graph.ask("handbooks", audience="parliamentarians", memo=text)
    texts = {
        iri.rpartition("/")[2]: source.text
        for iri, source in found.evidence.sources.items()
        if source.text is not None
    }
    assert set(texts) == {"1-8", "7-3", "1.2-2", "2-18"}
    assert all(part in text for said in texts.values() for part in re.split(r"(?<=[.;]) (?=[A-Z])", said))
    with pytest.raises(RequestError, match="is it the same memo"):
        graph.ask("handbooks", memo="another text")


@pytest.mark.skipif(not MEMO.exists(), reason="the memo's text is not beside this checkout")
def test_of_a_passage_the_sentence_is_given_in_which_stands_what_is_cited(graph: Any) -> None:
    text = MEMO.read_text(encoding="utf-8")
    found = graph.ask("handbooks", publisher="UNICEF", memo=text)
    said = {
        iri.rpartition("/")[2]: source.text
        for iri, source in found.evidence.sources.items()
        if source.text is not None
    }
    assert "published in 2004" in said["1.2-2"] and "2005" not in said["1.2-2"]
    assert "15 September 2009" in said["1.2-3"] and "UN.GIFT" in said["1.2-3"]


@pytest.mark.parametrize("question", ["signed-not-ratified", "works-on", "counts-by-status", "how-consented"])
def test_the_rows_of_a_cited_answer_are_those_of_one_that_is_not(
    graph: Any, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, store, asked = graph.ask(question), graph._store, list[str]()
    query = type(store).query
    monkeypatch.setattr(type(store), "query", lambda *given: asked.append(given[1]) or query(*given))
    text = graph.questions[question].whole
    cited = graph.sparql(text, cite=True, timeout=None, memory=None)
    assert [row.values for row in cited] == [row.values for row in plain]
    if "GROUP BY" not in text:  # whose rows are its solutions, by which what they rest on is found
        assert len(asked) == 1
