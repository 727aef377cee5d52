"""Differences: told in words, by graph and as quads; blank nodes named alike; the reverse has the signs swapped."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thbgraph.base.namespaces import ID, PREFIXES, XSD
from thbgraph.difference.graphs import Words, by_entity, by_quad, compare, in_numbers

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
ONTOLOGY = "<https://w3id.org/thbgraph/ontology>"
BASE = """
source:editors {
  id:irl a thb:State ; skos:prefLabel "Ireland"@en .
  id:greta a org:OrganizationalUnit ; skos:prefLabel "Group of Experts"@en ; skos:altLabel "GRETA"@en .
  id:pace a org:OrganizationalUnit ; skos:prefLabel "Assembly"@en .
  id:cets-197 a thb:Treaty ; skos:prefLabel "Convention on Action"@en ; skos:altLabel "CETS 197"@en .
  id:cbss a org:Organization ; skos:prefLabel "Council of the Baltic Sea States"@en ; skos:altLabel "CBSS"@en .
  id:trafficking a skos:Concept ; skos:prefLabel "Trafficking"@en .
}
memo:2-1 {
  id:act-cets-197-irl-signature a thb:Signature ;
    thb:signatory id:irl ; thb:instrument id:cets-197 ; dcterms:date "2007-04-13"^^xsd:date .
  id:greta thb:monitors id:cets-197 .
}
source:cbss-members {
  id:membership-cbss-irl a org:Membership ;
    org:member id:irl ; org:organization id:cbss ; org:role thb:Observer ; schema:startDate "1999"^^xsd:gYear .
}
"""
STATEMENT = """a thb:Assessment ; dcterms:description "it is of use"@en ;
  schema:about id:trafficking , id:cets-197 ; thb:saidBy source:memo ."""


def quads(text: str) -> list[ox.Quad]:
    return list(ox.parse((HEAD + text).encode(), format=ox.RdfFormat.TRIG))


def told(before: str, after: str) -> list[str]:
    """What is told by entity, without empty lines."""
    return [line for line in by_entity(compare(quads(before), quads(after))) if line]


GOLDEN = {
    "a new fact": (
        BASE,
        BASE + "memo:2-12 { id:greta org:unitOf id:pace . }",
        ["Group of Experts  id:greta", "  + unit of Assembly, by memo 2-12"],
    ),
    "a removed fact": (
        BASE,
        BASE.replace("id:greta thb:monitors id:cets-197 .", ""),
        ["Group of Experts  id:greta", "  - monitors Convention on Action, by memo 2-1"],
    ),
    "a changed date": (
        BASE,
        BASE.replace("2007-04-13", "2007-04-14"),
        [
            "Ireland  id:irl",
            "  ~ signature of CETS 197 by Ireland: date was 13 April 2007, now 14 April 2007, by memo 2-1",
        ],
    ),
    "a date of another precision": (
        BASE,
        BASE.replace('"1999"^^xsd:gYear', '"1999-06"^^xsd:gYearMonth'),
        [
            "Ireland  id:irl",
            "  ~ membership of Ireland in CBSS (observer): start date was 1999, now June 1999, by cbss members",
        ],
    ),
    "a value that only its type tells apart": (
        BASE,
        BASE.replace('"1999"^^xsd:gYear', '"1999"'),
        [
            "Ireland  id:irl",
            '  ~ membership of Ireland in CBSS (observer): start date was 1999, now "1999", by cbss members',
        ],
    ),
    "a renamed entity": (
        BASE,
        BASE.replace('"Group of Experts"', '"Experts"'),
        ["Experts  id:greta", '  ~ name was "Group of Experts", now "Experts", by editors'],
    ),
    "a new entity": (
        BASE,
        BASE + 'source:editors { id:iom a org:OrganizationalUnit ; skos:prefLabel "IOM"@en . }',
        ["IOM  id:iom  (new)", "  + is a body, by editors", '  + name "IOM", by editors'],
    ),
    "an entity that is gone": (
        BASE,
        BASE.replace('id:pace a org:OrganizationalUnit ; skos:prefLabel "Assembly"@en .', ""),
        ["Assembly  id:pace  (gone)", "  - is a body, by editors", '  - name "Assembly", by editors'],
    ),
    "a new act with its date": (
        BASE,
        BASE
        + """memo:2-13 { id:act-cets-197-irl-consent a thb:Consent ; dcterms:date "2010-07-15"^^xsd:date ;
          thb:consentingParty id:irl ; thb:instrument id:cets-197 ; thb:printedVerb "ratified" . }""",
        [
            "Ireland  id:irl",
            '  + consent to CETS 197 by Ireland: date 15 July 2010, printed verb "ratified", by memo 2-13',
        ],
    ),
    "an act that a second source states": (
        BASE,
        BASE
        + """source:treaty-office { id:act-cets-197-irl-signature dcterms:date "2007-04-13"^^xsd:date . }""",
        ["Ireland  id:irl", "  + signature of CETS 197 by Ireland: date 13 April 2007, by treaty office"],
    ),
    "an act without an actor": (
        BASE,
        BASE
        + """memo:2-1 { id:act-cets-197-entry-into-force a thb:EntryIntoForce ; thb:instrument id:cets-197 ;
          dcterms:date "2008-02"^^xsd:gYearMonth . }""",
        [
            "Convention on Action  id:cets-197",
            "  + entry into force of CETS 197: date February 2008, by memo 2-1",
        ],
    ),
    "a status report": (
        BASE,
        BASE
        + """memo:2-14 { id:report-cets-197-irl-memo a thb:StatusReport ; thb:state id:irl ;
          thb:instrument id:cets-197 ; thb:reportedStatus thb:Signatory ; dcterms:isPartOf id:list-cets-197-memo .
          id:list-cets-197-memo a thb:StatusList ; thb:instrument id:cets-197 . }""",
        [
            "Convention on Action  id:cets-197",
            "  + status list of CETS 197, by memo 2-14",
            "Ireland  id:irl",
            "  + report on Ireland under CETS 197: is part of status list of CETS 197, reported status signatory, by memo 2-14",
        ],
    ),
    "the end of a membership": (
        BASE,
        BASE + 'source:cbss-members { id:membership-cbss-irl schema:endDate "2022-03-03"^^xsd:date . }',
        [
            "Ireland  id:irl",
            "  + membership of Ireland in CBSS (observer until 3 March 2022): end date 3 March 2022, by cbss members",
        ],
    ),
    "a removed membership": (
        BASE,
        BASE.partition("source:cbss-members")[0],
        ["Ireland  id:irl", "  - membership of Ireland in CBSS (observer): start date 1999, by cbss members"],
    ),
    "a call under its speaker": (
        BASE,
        BASE
        + """memo:2-16 { id:statement-2-16-1 a thb:Call ; dcterms:description "sign it"@en ; thb:saidBy id:pace ;
          thb:addressedTo id:irl ; schema:about id:cets-197 . }""",
        [
            "Assembly  id:pace",
            '  + call by Assembly (statement 2-16-1): about Convention on Action, addressed to Ireland, description "sign it", by memo 2-16',
        ],
    ),
    "a statement moved to another passage": (
        BASE + f"memo:2-2 {{ id:statement-2-2-1 {STATEMENT} }}",
        BASE + f"memo:2-3 {{ id:statement-2-3-1 {STATEMENT} }}",
        [
            "Convention on Action  id:cets-197",
            '  ~ assessment (statement 2-3-1): about Trafficking, description "it is of use": '
            "was by memo 2-2 as id:statement-2-2-1, now by memo 2-3 as id:statement-2-3-1",
        ],
    ),
    "a statement with another number": (
        BASE + f"memo:2-2 {{ id:statement-2-2-1 {STATEMENT} }}",
        BASE + f"memo:2-2 {{ id:statement-2-2-2 {STATEMENT} }}",
        [
            "Convention on Action  id:cets-197",
            '  ~ assessment (statement 2-2-2): about Trafficking, description "it is of use": '
            "was named id:statement-2-2-1, now id:statement-2-2-2, by memo 2-2",
        ],
    ),
    "a fact moved to another passage": (
        BASE,
        BASE.replace("id:greta thb:monitors id:cets-197 .", "")
        + "memo:2-12 { id:greta thb:monitors id:cets-197 . }",
        [
            "Group of Experts  id:greta",
            "  ~ monitors Convention on Action: was by memo 2-1, now by memo 2-12",
        ],
    ),
    "a figure": (
        BASE,
        BASE
        + 'memo:2-4 { id:figure-2-4-1 a thb:Figure ; rdf:value 3 ; dcterms:description "aims"@en ; schema:about id:cets-197 . }',
        ["Convention on Action  id:cets-197", "  + 3 aims, by memo 2-4"],
    ),
    "a term of the ontology": (
        BASE,
        BASE
        + f'{ONTOLOGY} {{ thb:mentors a owl:ObjectProperty ; rdfs:label "mentors"@en ; rdfs:domain org:OrganizationalUnit . }}',
        [
            "mentors  thb:mentors  (new)",
            "  + is an owl:ObjectProperty, by ontology",
            "  + domain body, by ontology",
            '  + label "mentors", by ontology',
        ],
    ),
    "a list of the ontology": (
        BASE + f"{ONTOLOGY} {{ thb:hasSigned owl:propertyChainAxiom ( thb:signatoryOf thb:instrument ) . }}",
        BASE + f"{ONTOLOGY} {{ thb:hasSigned owl:propertyChainAxiom ( thb:signatoryOf thb:hasAct ) . }}",
        [
            "thb:hasSigned",
            "  ~ property chain axiom was (signatory of, instrument), now (signatory of, has act), by ontology",
        ],
    ),
}
#: What the ontology calls the classes and values above.
TERMS = (
    ONTOLOGY
    + """ {
  org:OrganizationalUnit rdfs:label "body"@en . thb:Observer rdfs:label "observer"@en .
  thb:Signatory rdfs:label "signatory"@en . thb:StatusReport rdfs:label "Status report"@en .
  thb:StatusList rdfs:label "Status list"@en . thb:EntryIntoForce rdfs:label "Entry into force"@en .
  thb:Consent rdfs:label "Consent"@en . thb:Signature rdfs:label "Signature"@en .
  org:Membership rdfs:label "Membership"@en . thb:Call rdfs:label "Call"@en .
  thb:Assessment rdfs:label "Assessment"@en . thb:Figure rdfs:label "Figure"@en .
  thb:instrument rdfs:label "instrument"@en . thb:signatoryOf rdfs:label "signatory of"@en .
  thb:hasAct rdfs:label "has act"@en .
}
source:memo { memo:2-1 a thb:Passage . memo:2-2 a thb:Passage . memo:2-3 a thb:Passage . memo:2-4 a thb:Passage .
  memo:2-12 a thb:Passage . memo:2-13 a thb:Passage . memo:2-14 a thb:Passage . memo:2-16 a thb:Passage . }
source:editors { source:editors a thb:Source . source:cbss-members a thb:Source . source:treaty-office a thb:Source . }
"""
)


@pytest.mark.parametrize("case", GOLDEN)
def test_a_difference_in_words(case: str) -> None:
    before, after, lines = GOLDEN[case]
    assert told(TERMS + before, TERMS + after) == lines


@pytest.mark.parametrize("case", GOLDEN)
def test_the_reverse_has_the_signs_swapped(case: str) -> None:
    before, after, lines = GOLDEN[case]
    signs = {"+": "-", "-": "+", "~": "~"}
    back = told(TERMS + after, TERMS + before)
    assert sorted(line[2] for line in back if line.startswith("  ")) == sorted(
        signs[line[2]] for line in lines if line.startswith("  ")
    )


def test_the_same_graphs_tell_nothing() -> None:
    found = compare(quads(BASE), reversed(quads(BASE)))
    assert by_entity(found) == by_quad(found) == []
    assert in_numbers(found) == f"nothing differs: {len(quads(BASE))} statements in both"


def test_lists_that_are_alike_are_no_difference_however_their_nodes_are_called() -> None:
    one = f"{ONTOLOGY} {{ thb:a owl:propertyChainAxiom ( thb:b thb:c ) . thb:d owl:propertyChainAxiom ( thb:e ) . }}"
    two = f"{ONTOLOGY} {{ thb:d owl:propertyChainAxiom ( thb:e ) . thb:a owl:propertyChainAxiom ( thb:b thb:c ) . }}"
    assert compare(quads(one), quads(two)).removed == frozenset()


@pytest.mark.slow
def test_blank_nodes_in_a_circle_and_a_long_list_end() -> None:
    circle = quads(f"{ONTOLOGY} {{ _:a owl:sameAs _:b . _:b owl:sameAs _:a . thb:x rdfs:seeAlso _:a . }}")
    assert by_entity(compare([], circle))[0] == "thb:x  (new)"
    items = " ".join("thb:b" for _ in range(20_000))
    found = compare([], quads(f"{ONTOLOGY} {{ thb:a owl:propertyChainAxiom ( {items} ) . }}"))
    assert len(by_entity(found)) == 2


NODES = st.sampled_from(
    [ox.NamedNode(PREFIXES["id"] + name) for name in ("a", "b", "act-a-b-signature", "statement-1")]
)
PREDICATES = st.sampled_from(
    [
        ox.NamedNode(iri)
        for iri in (
            PREFIXES["rdf"] + "type",
            PREFIXES["skos"] + "prefLabel",
            PREFIXES["dcterms"] + "date",
            PREFIXES["dcterms"] + "description",
            *(PREFIXES["thb"] + name for name in ("signatory", "instrument", "about", "saidBy", "monitors")),
        )
    ]
)
GRAPHS = st.sampled_from([ox.NamedNode(PREFIXES["memo"] + name) for name in ("2-1", "2-2")])
QUADS = st.lists(
    st.builds(ox.Quad, NODES, PREDICATES, NODES | st.text().map(ox.Literal), GRAPHS), max_size=12
)


@pytest.mark.slow
@given(QUADS, QUADS)
def test_any_difference_reversed_is_the_same_with_signs_swapped(
    before: list[ox.Quad], after: list[ox.Quad]
) -> None:
    there, back = by_quad(compare(before, after)), by_quad(compare(after, before))
    swapped = {"+": "-", "-": "+"}
    assert back == [swapped[line[0]] + line[1:] for line in there]


@given(QUADS, QUADS)
def test_applying_a_difference_gives_the_other_graph(before: list[ox.Quad], after: list[ox.Quad]) -> None:
    found = compare(before, after)
    assert (set(before) - found.removed) | found.added == set(after)


@given(QUADS, QUADS)
def test_whatever_differs_is_told_on_lines_of_its_own(before: list[ox.Quad], after: list[ox.Quad]) -> None:
    found = compare(before, after)
    lines = by_entity(found)
    assert bool(lines) == (set(before) != set(after))
    assert all(line.isprintable() for line in lines)
    assert lines == by_entity(compare(before[::-1], after[::-1]))


def words(text: str, before: str = "") -> Words:
    return Words(
        *(list(ox.parse((HEAD + part).encode(), format=ox.RdfFormat.TRIG)) for part in (before, text))
    )


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (ox.Literal("2010-07-15", datatype=ox.NamedNode(XSD + "date")), "15 July 2010"),
        (ox.Literal("--10-18", datatype=ox.NamedNode(XSD + "gMonthDay")), "18 October every year"),
        (ox.Literal("15.7.2010", datatype=ox.NamedNode(XSD + "date")), "15.7.2010"),
        (ox.Literal("---31", datatype=ox.NamedNode(XSD + "gDay")), "---31"),
        (ox.Literal("47", datatype=ox.NamedNode(XSD + "integer")), "47"),
        (ox.Literal("traite", language="fr"), '"traite" (fr)'),
        (ox.Literal("a\n\x1b[31m\u202eb", language="en"), r'"a\n\u001B[31m\u202eb"'),
        (ox.NamedNode(ID + "nobody"), "id:nobody"),
        (ox.NamedNode("https://example.org/a?b"), "https://example.org/a?b"),
        (ox.NamedNode(PREFIXES["memo"] + "2-12"), "memo:2-12"),
    ],
)
def test_values(term: ox.Literal | ox.NamedNode, text: str) -> None:
    assert words("").value(term) == text


def test_labels_are_those_of_the_later_graph() -> None:
    label = 'source:editors { id:x skos:prefLabel "%s"@en . }'
    assert words(label % "New", label % "Old").label(ID + "x") == "New"
    assert words("", label % "Old").label(ID + "x") == "Old"


def test_things_that_belong_to_each_other_are_told_under_each_other() -> None:
    text = """memo:2-1 {
      id:act-a a thb:Signature ; thb:instrument id:act-b ; rdf:value id:act-b .
      id:act-b a thb:Signature ; thb:instrument id:act-a ; rdf:value id:act-a .
    }"""
    found = words(text)
    assert found.owner(ID + "act-a") == ID + "act-b" and found.owner(ID + "act-b") == ID + "act-a"
    assert found.label(ID + "act-b") == "signature id:act-b"


def test_a_thing_with_a_name_of_its_own_is_told_under_itself() -> None:
    named = 'memo:2-1 { id:x skos:prefLabel "X"@en ; schema:about id:y . id:figure-1 schema:about id:x . }'
    assert words(named).owner(ID + "x") == words("", named).owner(ID + "x") == ID + "x"
    assert words(named).owner(ID + "figure-1") == ID + "x"
