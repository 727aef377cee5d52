"""Sentences about who says what to whom, generated from all pairs, held against what rdflib reads in the TriG files."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from rdflib import URIRef
from rdflib.term import Node

from oracle.asked_facts import DCTERMS, ORG, SCHEMA, THB, names, stated
from whole import sample

#: How a sentence asks what somebody says to somebody, and what is said to somebody.
_BY = ("What did {by} ask of {to}?", "What does {by} recommend to {to}?", "Did {by} call on {to}?")
_TO = ("What has {to} been asked to do?", "What is {to} supposed to do?")


def speakers(statement: Node) -> set[Node]:
    """Who says a statement: the speaker, what that is part of, and the document in which it stands."""
    found = [*stated().objects(statement, THB.saidBy)]
    for one in found:
        found += (whole for part in (ORG.unitOf, ORG.postIn) for whole in stated().objects(one, part))
    return {*found, *stated().objects(statement, DCTERMS.source)}


def addressed(statement: Node) -> set[Node]:
    """Whom a statement addresses, or what it concerns."""
    props = (THB.addressedTo, DCTERMS.audience, SCHEMA.about, THB.asksFor, DCTERMS.source)
    return {one for prop in props for one in stated().objects(statement, prop)}


def tells(statement: Node, text: str, thing: URIRef) -> bool:
    """Whether a statement is linked to a thing, or it, or the name of what it is linked to, has all words of its name."""
    words = {*names()[thing].lower().split()}
    called = [names().get(one, "").lower().split() for one in addressed(statement) if isinstance(one, URIRef)]
    is_in_name = len(words) > 1 and any(words <= {*of} for of in called)
    return thing in addressed(statement) or words <= {*text.lower().split()} or is_in_name


def asked() -> Iterator[tuple[str, URIRef | None, URIRef]]:
    """The sentences, with who is to speak, if anybody, and to whom."""
    statements = [*{one for one, _ in stated().subject_objects(THB.saidBy)}]
    called = names()
    by = sorted({one for each in statements for one in speakers(each)} & called.keys())
    to = sorted({one for each in statements for one in addressed(each)} & called.keys())
    for one, other in product(by, to):
        for way in _BY:
            yield way.format(by=called[one], to=called[other]), one, other
    for one, way in product(to, _TO):
        yield way.format(to=called[one]), None, one


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_nobody_is_told_to_say_what_he_does_not_or_to_somebody_else(graph: Any) -> None:
    wrong: list[tuple[str, str]] = []
    answered = 0
    texts = {str(text): one for one, text in stated().subject_objects(DCTERMS.description)}
    found = [*asked()]
    to_somebody = [one for one in found if one[1] is None]
    for sentence, by, to in (*sample(to_somebody, 30), *sample(found, 30)):
        claim = graph.answer(sentence).lead
        if claim is None or claim.reader != "statements":
            continue
        answered += 1
        for row in claim.answer:
            statement = texts[row.what]
            said = by is None or by in speakers(statement)
            if not (said and tells(statement, row.what, to)):
                wrong.append((sentence, row.what))
    assert not wrong, "; ".join(map(str, wrong[:5]))
    assert answered
