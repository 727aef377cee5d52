"""What each saved question is asked with where engines are held against each other."""

from __future__ import annotations

from thbgraph.graph import KnowledgeGraph
from thbgraph.questions.questions import Question

DAYS = ("2008-06-01", "2012-01-01", "2004-03-01")


def argument_sets(graph: KnowledgeGraph, question: Question) -> list[dict[str, str]]:
    """The defaults, and three sets of other things and days of which the question has rows."""
    examples = graph.questions.examples(question.name)
    sets: list[dict[str, str]] = [{}]
    for number, day in enumerate(DAYS):
        given = {}
        for param in question.params:
            values = [thing.iri for thing in examples.get(param.name, ())] or [""]
            place = number + bool(param.unlike)  # another one than the parameter that it must be unlike
            value = day if param.datatype else values[place % len(values)]
            given.update({param.name: value} if value else {})
        sets.append(given)
    return sets
