"""Names have their article in a sentence, where people say it."""

from __future__ import annotations

import pytest

from thbgraph.graph import KnowledgeGraph
from thbgraph.names.articles import in_sentence

TOLD = (
    "the Council of Europe", "the United Nations Office on Drugs and Crime", "Save the Children", "the Red Cross", "Finland",
    "the Netherlands", "the United Kingdom", "the Philippines", "the Faroe Islands", "Warsaw", "The Hague",
    "Nordic Council Recommendation 15/2007", "Council Directive 2004/81/EC", "PACE Resolution 1702 (2010)",
    "the Blue Heart Campaign against Human Trafficking", "the United Nations Global Initiative to Fight Human Trafficking",
    "Prostitution in the Nordic countries", "Combating Trafficking in Persons: A Handbook for Parliamentarians",
    "the Efforts of NATO against trafficking", "the Monitoring mechanism of CETS No. 197", "trafficking in human beings",
    "the Member states of the Council of Europe", "States that are not members of the Council of Europe",
)  # fmt: skip


@pytest.mark.parametrize("told", TOLD)
def test_a_name_stands_in_a_sentence_as_people_say_it(graph: KnowledgeGraph, told: str) -> None:
    assert in_sentence(graph.find(told).iri, graph.names) == told
