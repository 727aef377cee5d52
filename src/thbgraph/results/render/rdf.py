"""Statements as Turtle, TriG, N-Triples, N-Quads, RDF/XML and JSON-LD, byte for byte the same each time; proofs in PROV-O.

Things without a name are named by their order. rdflib takes them, too, lexical forms kept.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import pyoxigraph as ox

from ...base.errors import RequestError
from ...base.extras import library
from ...base.namespaces import PREFIXES, RDF_TYPE, WRITTEN_PREFIXES
from ...base.terms import Term, Triple
from ...rdf.jsonld import Context, to_jsonld
from ..formats import FORMATS
from ..proof import Explanation, Proof, premises
from ..statements import GraphText, Statements

_PROV, _RDF, _RDFS = PREFIXES["prov"], PREFIXES["rdf"], PREFIXES["rdfs"]
#: Where the rules are defined, by what their names begin with.
_RULES = "https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules"
_OF_W3C = ("eq-", "prp-", "cls-", "cax-", "dt-", "scm-")


def to_graph(found: Statements | Explanation, form: str, context: Context | None = None) -> str:
    """Writes statements, or a proof as statements of PROV-O, in a format of graphs."""
    statements = provenance(found) if isinstance(found, Explanation) else found
    return written(statements, form, context)


def provenance(found: Explanation) -> Iterator[ox.Quad]:
    """Yields a proof as statements of PROV-O.

    Statements are prov:Entity (and rdf:Statement), each step is a prov:Activity that used its premises by the
    rule, a prov:Plan; an asserted statement names its graphs as primary sources.
    Source: W3C Recommendation PROV-O, 30 April 2013.
    """
    assert found.proof is not None
    proof = found.proof
    names, steps = NodeNames(), proof.steps()
    leaves = [premise for step in steps for premise in premises(step) if not premise.rule]
    known: dict[Triple, ox.BlankNode] = {}
    for part in [*leaves, *steps, proof]:
        if part.conclusion not in known:
            node = known[part.conclusion] = ox.BlankNode(f"statement{len(known) + 1}")
            yield from _typed(node, (_PROV + "Entity", _RDF + "Statement"))
            for name, term in zip(("subject", "predicate", "object"), part.conclusion, strict=True):
                yield _stated(node, _RDF + name, names.name(term))
        for quad in part.quads:
            yield _stated(known[part.conclusion], _PROV + "hadPrimarySource", quad.graph_name)
    rules: dict[str, ox.BlankNode] = {}
    for number, step in enumerate(steps, 1):
        activity, node = ox.BlankNode(f"step{number}"), known[step.conclusion]
        if step.rule not in rules:
            rules[step.rule] = ox.BlankNode(f"rule{len(rules) + 1}")
            yield from _rule(rules[step.rule], step)
        yield from _typed(activity, (_PROV + "Activity",))
        yield _stated(node, _PROV + "wasGeneratedBy", activity)
        yield from _association(activity, ox.BlankNode(f"association{number}"), rules[step.rule])
        for premise in premises(step):
            yield _stated(activity, _PROV + "used", known[premise.conclusion])
            yield _stated(node, _PROV + "wasDerivedFrom", known[premise.conclusion])
    for quad in proof.leaves():
        if isinstance(quad.subject, ox.BlankNode) and quad.predicate.value in (_RDF + "first", _RDF + "rest"):
            yield _stated(names.name(quad.subject), quad.predicate.value, names.name(quad.object))


def _rule(node: ox.BlankNode, step: Proof) -> Iterator[ox.Quad]:
    yield from _typed(node, (_PROV + "Plan", _PROV + "Entity"))
    yield _stated(node, _RDFS + "label", ox.Literal(step.rule))
    yield _stated(node, _RDFS + "comment", ox.Literal(step.words, language="en"))
    if step.rule.startswith(_OF_W3C):
        yield _stated(node, _RDFS + "seeAlso", ox.NamedNode(_RULES))


def _association(activity: ox.BlankNode, node: ox.BlankNode, rule: ox.BlankNode) -> Iterator[ox.Quad]:
    agent = ox.BlankNode("thbgraph")
    yield from _typed(agent, (_PROV + "SoftwareAgent",))
    yield _stated(agent, _RDFS + "label", ox.Literal("thbgraph"))
    yield _stated(activity, _PROV + "qualifiedAssociation", node)
    yield from _typed(node, (_PROV + "Association",))
    yield _stated(node, _PROV + "agent", agent)
    yield _stated(node, _PROV + "hadPlan", rule)


def _typed(node: ox.BlankNode, kinds: tuple[str, ...]) -> Iterator[ox.Quad]:
    for kind in kinds:
        yield _stated(node, RDF_TYPE, ox.NamedNode(kind))


def _stated(subject: Term, predicate: str, thing: Term) -> ox.Quad:
    assert not isinstance(subject, ox.Literal)
    return ox.Quad(subject, ox.NamedNode(predicate), thing)


class NodeNames:
    """Names things without a name by the order in which they come up, whatever the store calls them."""

    def __init__(self) -> None:
        self._names: dict[Term, ox.BlankNode] = {}

    def name(self, term: Term) -> Term:
        if not isinstance(term, ox.BlankNode):
            return term
        return self._names.setdefault(term, ox.BlankNode(f"unnamed{len(self._names) + 1}"))


_PREFIX = re.compile(r"(?:^|[\s^])([a-z0-9-]+):")
#: An element of RDF/XML, by its prefix.
_ELEMENT = re.compile(r"<([a-z0-9-]+):")
#: What XML names an element by: the end of a property's IRI; and the characters that XML 1.0 cannot hold.
_NAME, _NO_XML = re.compile(r"[^\W\d][\w.-]*$"), re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def engine_format(form: str) -> ox.RdfFormat:
    """Returns what the engine calls a format of graphs."""
    found = ox.RdfFormat.from_media_type(FORMATS[form].media_type)
    assert found is not None
    return found


def written(found: Iterable[ox.Quad | ox.Triple], form: str, context: Context | None = None) -> str:
    """Writes statements in a format of graphs; JSON-LD by the keys of a context, or with IRIs in full.

    Raises RequestError for a term that JSON-LD or RDF/XML does not have.
    """
    if form != "jsonld":
        return write_graph(found, form)
    quads = [_quad(one, with_graph=False) for one in found]
    _refuse_nested(quads, form)
    return to_jsonld(quads, context or Context('{"@context": {}}', ""))


def write_graph(quads: Iterable[ox.Quad | ox.Triple], form: str) -> str:
    """Writes statements as Turtle, TriG, N-Triples, N-Quads or RDF/XML, each once and byte for byte the same each time.

    Turtle, N-Triples and RDF/XML leave out the graphs. Raises RequestError for what RDF/XML cannot hold. The engine's serializer groups what comes in order, so statements
    are sorted before they are written; where each has a line of its own, the lines are sorted.

    >>> page = ox.NamedNode("http://xmlns.com/foaf/0.1/page")
    >>> print(write_graph([ox.Quad(page, page, page, page)], "turtle"), end="")
    @prefix foaf: <http://xmlns.com/foaf/0.1/> .
    foaf:page foaf:page foaf:page .
    """
    target = engine_format(form)
    wanted = (_quad(one, target.supports_datasets) for one in quads)
    if form in ("ntriples", "nquads"):
        return b"".join(sorted(set(_serialized(wanted, target).splitlines(keepends=True)))).decode()
    ordered = sorted(set(wanted), key=_place)
    if form == "rdfxml":
        return _as_xml(ordered, target)
    return _with_prefixes_in_order(_serialized(ordered, target).decode())


def _as_xml(quads: Sequence[ox.Quad], target: ox.RdfFormat) -> str:
    """Writes triples as RDF/XML, with the prefixes that are used in order; raises RequestError for what it cannot hold."""
    _refuse_nested(quads, "rdfxml")
    for quad in quads:
        if not _NAME.search(quad.predicate.value):
            raise RequestError(f"RDF/XML has no name for the property {quad.predicate}", "use turtle")
        if isinstance(quad.object, ox.Literal) and _NO_XML.search(quad.object.value):
            raise RequestError(f"RDF/XML cannot hold a control character of {quad.subject}", "use turtle")
    first, _, body = _serialized(quads, target).decode().split("\n", 2)
    used = set(_ELEMENT.findall(body)) | {"rdf"}
    declared = "".join(
        f' xmlns:{name}="{WRITTEN_PREFIXES[name]}"' for name in WRITTEN_PREFIXES if name in used
    )
    return f"{first}\n<rdf:RDF{declared}>\n{body}\n"


def _refuse_nested(quads: Iterable[ox.Quad], form: str) -> None:
    if any(isinstance(quad.object, ox.Triple) for quad in quads):
        raise RequestError(f"{FORMATS[form].title} cannot hold statements about statements", "use turtle")


def _serialized(quads: Iterable[ox.Quad], target: ox.RdfFormat) -> bytes:
    text: bytes | None = ox.serialize(quads, format=target, prefixes=WRITTEN_PREFIXES)
    assert text is not None
    return text


def _quad(one: ox.Quad | ox.Triple, with_graph: bool) -> ox.Quad:
    if isinstance(one, ox.Quad):
        return one if with_graph else ox.Quad(*one.triple)
    return ox.Quad(*one)


def _place(quad: ox.Quad) -> tuple[str, str, bool, str]:
    """Returns what a quad is sorted by: the default graph first, and types before all else of a subject."""
    graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name)
    return graph, str(quad.subject), quad.predicate.value != RDF_TYPE, str(quad)


def _with_prefixes_in_order(text: str) -> str:
    """Declares the prefixes that are used; the serializer declares all, each time in another order."""
    body = text.split("\n", len(WRITTEN_PREFIXES))[-1]
    return declared(prefixes_in(body)) + body


def prefixes_in(body: str) -> set[str]:
    """Returns the prefixes that lines of Turtle or TriG may use, and words that look like them."""
    return set(_PREFIX.findall(body))


def declared(used: Collection[str]) -> str:
    """Declares the prefixes that are used, in order."""
    return "".join(
        f"@prefix {name}: <{WRITTEN_PREFIXES[name]}> .\n" for name in WRITTEN_PREFIXES if name in used
    )


def dataset_of(found: Statements | GraphText) -> Any:
    """Returns an rdflib Dataset; triples, and quads of no graph, are in its default graph.

    Raises ImportError where rdflib is not installed.
    """
    made = library("rdflib").Dataset()
    statements: Iterable[ox.Quad | ox.Triple] = (
        ox.parse(str(found), format=engine_format(found.form)) if isinstance(found, GraphText) else found
    )
    for statement in statements:
        graph = getattr(statement, "graph_name", ox.DefaultGraph())
        where = made.default_graph if isinstance(graph, ox.DefaultGraph) else made.graph(to_rdflib(graph))
        terms = (statement.subject, statement.predicate, statement.object)
        where.add(tuple(map(to_rdflib, terms)))
    return made


def to_rdflib(term: Term) -> Any:
    """Gives the rdflib term, without normalizing the literal."""
    rdflib = library("rdflib")
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    # Once owlrl is imported, rdflib logs a traceback for every xsd:gMonthDay; lint judges lexical forms.
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    datatype = None if term.language else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
