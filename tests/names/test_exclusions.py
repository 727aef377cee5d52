"""Exclusions: what a sentence says to leave out, and what is kept of it."""

from __future__ import annotations

from typing import Any

import pytest

from thbgraph.names.exclusions import without_excluded


@pytest.mark.parametrize(
    ("sentence", "kept", "excluded"),
    [
        ("Apart from women in prostitution, who is exploited?", "who is exploited?", "women in prostitution"),
        ("Which bodies other than GRETA monitor it?", "Which bodies monitor it?", "GRETA"),
        ("Who signed, except for the EU?", "Who signed ?", "EU"),
        ("Which states besides Norway, and when?", "Which states and when?", "Norway"),
        ("except the EU", "except the EU", ""),
        ("who works with children", "who works with children", ""),
        ("party to one but not the other", "party to one but not the other", ""),
    ],
)
def test_what_a_sentence_excludes_is_told_from_what_it_asks(
    graph: Any, sentence: str, kept: str, excluded: str
) -> None:
    assert without_excluded(sentence, graph.names) == (kept, excluded)
