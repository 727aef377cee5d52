"""Proofs in words: numbered steps, footnotes, lists and what has no name."""

from __future__ import annotations

import pyoxigraph as ox

from thbgraph.base.namespaces import PREFIXES
from thbgraph.results.formats import write
from thbgraph.results.proof import Explanation, Proof
from thbgraph.results.statement_words import Wording

EX = "http://e.org/"
RDF, OWL = PREFIXES["rdf"], PREFIXES["owl"]


LABELS = {
    EX + name: name
    for name in [
        "fin",
        "has",
        "had",
        "x",
        "y",
        "z",
        "cets",
        "act",
        "actor",
        "actorIn",
        "treaty",
        "says",
        "Act",
        "on",
    ]
}


def n(name: str) -> ox.NamedNode:
    return ox.NamedNode(name if ":" in name else EX + name)


def leaf(subject: ox.NamedNode | ox.BlankNode, predicate: str, thing: object, *graphs: str) -> Proof:
    assert isinstance(thing, ox.NamedNode | ox.BlankNode | ox.Literal)
    triple = subject, n(predicate), thing
    return Proof(triple, quads=tuple(ox.Quad(*triple, n(graph)) for graph in graphs))


def explained(proof: Proof | None, *nearest: tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]) -> Explanation:
    statement = proof.conclusion if proof else (n("fin"), n("has"), n("x"))
    return Explanation(statement, proof, nearest, LABELS, {EX + name: f"source {name}" for name in "abo"})


CELLS = [ox.BlankNode(), ox.BlankNode()]
CHAIN = (
    leaf(n("has"), OWL + "propertyChainAxiom", CELLS[0], "o"),
    leaf(CELLS[0], RDF + "first", n("actorIn"), "o"),
    leaf(CELLS[0], RDF + "rest", CELLS[1], "o"),
    leaf(CELLS[1], RDF + "first", n("treaty"), "o"),
    leaf(CELLS[1], RDF + "rest", n(RDF + "nil"), "o"),
)
INVERSE = Proof(
    (n("fin"), n("actorIn"), n("act")),
    "prp-inv1",
    "read the other way",
    (leaf(n("actor"), OWL + "inverseOf", n("actorIn"), "o"), leaf(n("act"), "actor", n("fin"), "a", "b")),
)
PROOF = Proof(
    (n("fin"), n("has"), n("cets")),
    "prp-spo2",
    "together they make the other",
    (*CHAIN, INVERSE, leaf(n("act"), "treaty", n("cets"), "b")),
)


def test_a_proof_is_told_in_numbered_steps_with_footnotes() -> None:
    assert (
        str(explained(PROOF))
        == """\
fin: has cets

follows in 2 steps

1. fin: actorIn act
  Read the other way (prp-inv1):
  actor: is the inverse of actorIn [1]
  act: actor fin [2]

2. fin: has cets
  Together they make the other (prp-spo2):
  has: follows from actorIn, then treaty [1]
  fin: actorIn act (step 1)
  act: treaty cets [3]

Sources
[1] source o
[2] (a) source a
    (b) source b
[3] as [2b]
"""
    )


def test_steps_leaves_and_rules() -> None:
    assert PROOF.steps() == [INVERSE, PROOF]
    assert PROOF.rules() == ("prp-spo2", "prp-inv1")
    assert len(PROOF.leaves()) == 5 + 1 + 1 + 2
    assert [quad.graph_name.value[-1] for quad in PROOF.leaves()] == list("ooooob" + "oab")
    asserted = INVERSE.premises[1]
    assert (asserted.steps(), asserted.rules(), asserted.leaves()) == ([], (), asserted.quads)


def test_an_asserted_statement_is_told_with_what_asserts_it() -> None:
    assert (
        str(explained(INVERSE.premises[1]))
        == "act: actor fin\n\nis asserted [1]\n\nSources\n[1] (a) source a\n    (b) source b\n"
    )


def test_a_rule_without_premises_stands_alone() -> None:
    proof = Proof((n("has"), n(RDF + "type"), n(OWL + "AnnotationProperty")), "prp-ap", "so it is")
    assert str(explained(proof)).endswith("annotation property\n  So it is (prp-ap)\n")


def test_what_is_not_held_is_told_with_what_comes_near() -> None:
    near = explained(None, (n("fin"), n("had"), n("x")))
    assert not near and explained(PROOF)
    assert str(near).splitlines()[:4] == [
        "The graph does not say this: fin: has x",
        "",
        "What it says that comes near",
        "  fin: had x",
    ]
    assert "Nor does it say anything that comes near." in str(explained(None))


def test_things_without_a_name_get_letters_and_a_vowel_its_article() -> None:
    wording = Wording(LABELS)
    one, other = ox.BlankNode(), ox.BlankNode()
    written = [wording.statement((thing, n(RDF + "type"), n("Act"))) for thing in (one, other, one)]
    assert written == [f"something unnamed ({letter}): is an Act" for letter in "aba"]
    assert wording.statement((n("x"), n("y"), ox.Literal(""))) == 'x: y ""'
    day = ox.Literal("2005-05-16", datatype=n(PREFIXES["xsd"] + "date"))
    assert wording.statement((n("x"), n("on"), day)) == "x: on 16 May 2005"


def test_html_has_a_section_for_each_step_and_escapes() -> None:
    html = write(explained(PROOF), "html")
    assert html.count("<h2") == 2 + 1 and html.count("<li") == 5 + 3 + 4
    odd = write(explained(leaf(n("x"), "says", ox.Literal("<script>"), "a")), "html")
    assert "<script>" not in odd and "&lt;script&gt;" in odd
    assert "The graph does not say this" in explained(None, (n("x"), n("y"), n("z")))._repr_html_()
