"""Remarks: what is said first of a sentence that nothing answers."""

from __future__ import annotations

from typing import Any

import pytest

_COUNTED = "How many victims, prosecutions or convictions there were is not recorded here, but for totals that the memo prints."
_MONEY = "Sums of money are not recorded here."
_SAID = "What single persons think is not recorded here, but for what the memo tells of calls by holders of posts."
_NEWS = "News is not recorded here: the memo speaks of early 2010."


@pytest.mark.parametrize(
    ("sentence", "remarks"),
    [
        ("How many victims of trafficking were identified in Latvia in 2009?", (_COUNTED,)),
        ("How many trafficked women stayed in Finnish shelters last year?", (_COUNTED,)),
        ("what was the number of convictions in Poland in 2008", (_COUNTED,)),
        ("How much money does the CBSS task force get each year?", (_MONEY,)),
        ("What was GRETA's annual budget in euros for 2010?", (_MONEY,)),
        ("How much did Norway pay for the IOM campaign?", (_MONEY,)),
        ("what did the Latvian interior minister say about GRETA", (_SAID,)),
        ("What did the OSCE Special Representative personally think of the Swedish ban on buying sex?", (_SAID,)),
        ("What did our prime minister say in the news today about buying sex?", (_SAID, _NEWS)),
    ],
)  # fmt: skip
def test_a_kind_of_thing_that_the_home_does_not_hold_is_said_and_nothing_stands_for_it(
    graph: Any, sentence: str, remarks: tuple[str, ...]
) -> None:
    found = graph.sentences.answer(sentence)
    assert found.lead is None and found.first_remarks == remarks
    assert found.first == " ".join(remarks) and not any(one.text for one in found.others)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("How many victims has the IOM helped?", "15,000 trafficked people"),
        ("How many projects has the IOM carried out?", "500 projects"),
        ("What did PACE say about GRETA's budget?", "GRETA should have the money"),
    ],
)
def test_what_is_held_of_such_a_kind_is_told(graph: Any, sentence: str, words: str) -> None:
    found = graph.sentences.answer(sentence)
    assert found.lead is not None and words in found.text
