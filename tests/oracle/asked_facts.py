"""Generated sentences about facts, each with what the sources say of it: read from the TriG files by rdflib, without the program.

A sentence is made of a verb of the ontology and the name of a thing, in the forms in which people ask.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rdflib import RDF, RDFS, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

ROOT = Path(__file__).resolve().parents[2]
THB = Namespace("https://w3id.org/thbgraph/ontology#")
ORG = Namespace("http://www.w3.org/ns/org#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
SCHEMA = Namespace("https://schema.org/")
PARTS = {ORG.unitOf, ORG.postIn, DCTERMS.isPartOf}
#: Behind a verb of this kind stands what it is done with, so that it has no passive.
BEHIND = {"with", "in", "on", "at", "to", "for", "of", "from", "under", "against", "within", "together"}


@dataclass(frozen=True)
class Asked:
    """A sentence about a verb and a thing, what it is answered by, and what kind of answer it wants."""

    text: str
    wants: str
    found: frozenset[str]
    days: frozenset[str] = frozenset()


@cache
def stated() -> Dataset:
    """All that the TriG files state, by graph."""
    found = Dataset(default_union=True)
    for path in sorted((ROOT / "data").glob("*/*.trig")):
        found.parse(path, format="trig")
    return found


@cache
def ontology() -> Graph:
    """The modules of the ontology."""
    found = Graph()
    for path in sorted((ROOT / "ontology").glob("*.ttl")):
        found.parse(path, format="turtle")
    return found


@cache
def names() -> dict[URIRef, str]:
    """The name of each entity that only it has."""
    of = {one: str(name) for one, name in stated().subject_objects(SKOS.prefLabel) if isinstance(one, URIRef)}
    having = defaultdict(set)  # "Palermo" is a city, and short for a protocol
    for label in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
        for one, name in stated().subject_objects(label):
            having[str(name)].add(one)
    return {one: name for one, name in of.items() if having[name] == {one} and THB not in one}


@cache
def kinds() -> dict[Node, set[Node]]:
    """The classes of each entity, with those above them."""
    above = defaultdict(set)
    for one, other in ontology().subject_objects(RDFS.subClassOf):
        above[one].add(other)
    found: dict[Node, set[Node]] = defaultdict(set)
    for one, kind in stated().subject_objects(RDF.type):
        todo = [kind]
        while todo:
            if (of := todo.pop()) not in found[one]:
                found[one].add(of)
                todo += above[of]
    return found


@cache
def linked(prop: Node) -> dict[Node, set[Node]]:
    """What each thing is linked to by a property, or by one below it; whole to whole where it leads from part to whole."""
    below, todo = set(), [prop]
    while todo:
        if (one := todo.pop()) not in below:
            below.add(one)
            todo += ontology().subjects(RDFS.subPropertyOf, one)
    found: dict[Node, set[Node]] = defaultdict(set)
    for one in below:
        is_symmetric = (one, RDF.type, OWL.SymmetricProperty) in ontology()
        for subject, other in stated().subject_objects(one):
            found[subject].add(other)
            if is_symmetric:
                found[other].add(subject)
    if str(prop).endswith("passed_by"):
        for act, body in stated().subject_objects(THB.adoptingBody):
            for text in stated().objects(act, THB.instrument):
                found[text].add(body)
    if prop in PARTS:
        for one in [*found]:
            todo = [*found[one]]
            while todo:
                more = found.get(todo.pop(), set()) - found[one]
                found[one] |= more
                todo += more
    return found


@cache
def back(prop: Node) -> dict[Node, set[Node]]:
    """What leads to each thing by a property."""
    found: dict[Node, set[Node]] = defaultdict(set)
    for subject, others in linked(prop).items():
        for other in others:
            found[other].add(subject)
    return found


@cache
def verbs() -> dict[str, list[tuple[Node, bool]]]:
    """The properties that each verb says, and whether it leads from subject to object."""
    found = defaultdict(list)
    for annotation, is_forward in ((THB.verb, True), (THB.inverseVerb, False)):
        for prop, verb in sorted(ontology().subject_objects(annotation)):
            found[str(verb)].append((prop, is_forward))
    return found


def past(verb: str) -> tuple[str, str]:
    """The past and the participle of a verb."""
    first, _, rest = verb.partition(" ")
    parts = first.split("/")
    if len(parts) == 3:
        forms = parts[1:]
    elif first == "have":
        forms = ["had", "had"]
    else:
        regular = (
            first + "d"
            if first.endswith("e")
            else first[:-1] + "ied"
            if first.endswith(("ry", "fy", "py"))
            else first + "ed"
        )
        forms = [regular, regular]
    return f"{forms[0]} {rest}".strip(), f"{forms[1]} {rest}".strip()


def base(verb: str) -> str:
    """The first form of a verb."""
    first, _, rest = verb.partition(" ")
    return f"{first.split('/')[0]} {rest}".strip()


def answers(verb: str, thing: Node, is_subject: bool) -> frozenset[str]:
    """What is at the other end of a verb, said of a thing as its subject or its object."""
    found: set[Node] = set()
    for prop, is_forward in verbs()[verb]:
        found |= (linked(prop) if is_forward == is_subject else back(prop)).get(thing, set())
    return frozenset(str(one) for one in found if isinstance(one, URIRef) and THB.Entity in kinds()[one])


def agents(iris: frozenset[str]) -> frozenset[str]:
    """Those who can act."""
    return frozenset(one for one in iris if kinds()[URIRef(one)] & {FOAF.Agent, ORG.Post})


def days(verb: str, thing: Node) -> frozenset[str]:
    """The days that a verb says of a thing: its own, those of its acts, or of the event at which it was done."""
    times = (SCHEMA.startDate, DCTERMS.date)
    found: set[Node] = set()
    for prop, is_forward in verbs()[verb]:
        if prop in kinds()[thing]:
            found |= {day for way in times for day in stated().objects(thing, way)}
        elif is_forward:
            found |= linked(prop).get(thing, set())
        for act in stated().subjects(THB.instrument, thing):
            if prop in kinds()[act]:
                found |= {day for way in times for day in stated().objects(act, way)}
    told = frozenset(str(day) for day in found if isinstance(day, Literal) and day.datatype)
    for way in ("at", "in", "on") if not told else ():
        for prop, is_forward in verbs().get(f"{verb} {way}", ()):
            events = (linked(prop) if is_forward else back(prop)).get(thing, set())
            of = {
                event: [*stated().objects(event, SCHEMA.startDate), *stated().objects(event, DCTERMS.date)]
                for event in events
            }
            told |= {
                str(day) for event, several in of.items() if SCHEMA.Event in kinds()[event] for day in several
            }
    return told


def about(verb: str, thing: URIRef) -> Iterator[Asked]:
    """All that is asked of a thing by a verb."""
    name = names()[thing]
    known = answers(verb, thing, True)
    if verb.startswith(("may ", "can ")):
        yield Asked(f"who {verb} {name}?", "who", agents(answers(verb, thing, False)))
        return
    if verb.startswith("be "):
        said = verb.removeprefix("be ")
        yield Asked(f"who is {said} {name}?", "who", agents(answers(verb, thing, False)))
        yield Asked(f"what is {said} {name}?", "what", answers(verb, thing, False))
        yield Asked(f"what is {name} {said}?", "what", known)
        yield Asked(f"when was {name} {said}?", "when", frozenset(), days(verb, thing))
        return
    done, participle = past(verb)
    yield Asked(f"who {done} {name}?", "who", agents(answers(verb, thing, False)))
    yield Asked(f"what did {name} {base(verb)}?", "what", known)
    yield Asked(
        f"which organizations {base(verb)} {name}?", "organizations", agents(answers(verb, thing, False))
    )
    yield Asked(f"when did {name} {base(verb)}?", "when", frozenset(), days(verb, thing))
    if verb.split()[-1] not in BEHIND and verb != "have":
        yield Asked(f"what was {name} {participle} by?", "what", answers(verb, thing, False))
        yield Asked(f"by whom was {name} {participle}?", "who", agents(answers(verb, thing, False)))
        yield Asked(f"what was {participle} by {name}?", "what", known)


def links() -> Iterator[Asked]:
    """For each link and verb of it whether one thing is so linked to the other."""
    for verb, said in verbs().items():
        for prop, is_forward in said:
            for subject, others in linked(prop).items():
                for other in others:
                    one, two = (subject, other) if is_forward else (other, subject)
                    if one in names() and two in names() and not verb.startswith(("may ", "can ")):
                        is_be = verb.startswith("be ")
                        text = (
                            f"is {names()[one]} {verb[3:]} {names()[two]}?"
                            if is_be
                            else f"did {names()[one]} {base(verb)} {names()[two]}?"
                        )
                        yield Asked(text, "yes", frozenset((str(one),)))


def hostile(asked: Asked) -> Iterator[str]:
    """What asks for something else than a sentence does, in nearly the same words."""
    head, _, rest = asked.text.removesuffix("?").partition(" ")
    yield f"{head} did not {rest}?" if head == "who" else f"{head} not {rest}?"
    yield f"{head} only {rest}?"
    yield f"{head} {rest} before 1900?"
    yield f"{head} {rest} except UNODC?"
    yield f"{head} first {rest}?"
    yield f"{head} {rest} without delay?"


def sentences(number: int, seed: int) -> list[Asked]:
    """Some sentences: a half of what is linked, a half of any verb and thing, most of which nothing is recorded of."""
    chosen = random.Random(seed)
    things = sorted(one for one in names() if THB.Entity in kinds()[one])
    some = [(verb, thing) for verb in sorted(verbs()) for thing in things]
    told = [
        (verb, thing)
        for verb, thing in some
        if answers(verb, thing, True) or answers(verb, thing, False) or days(verb, thing)
    ]
    found = [one for verb, thing in chosen.sample(told, min(len(told), number)) for one in about(verb, thing)]
    found += [
        one for verb, thing in chosen.sample(some, min(len(some), number)) for one in about(verb, thing)
    ]
    yes = sorted(links(), key=lambda one: one.text)
    return [*chosen.sample(found, min(len(found), number)), *chosen.sample(yes, min(len(yes), number // 2))]
