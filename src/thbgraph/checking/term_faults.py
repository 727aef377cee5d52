"""Terms of the ontology that lack something or that nothing states or needs, and examples that do not hold, as findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from ..base import vocabulary
from ..base.findings import Finding
from ..base.namespaces import MEMO, PREFIXES, RDF_TYPE, SOURCE, THB, XSD
from ..base.suggestions import did_you_mean, near
from ..base.terms import Term, expand, short
from ..build import homes
from ..build.source_files import Statement, read_shape_file
from ..stores.evaluation import Solutions
from ..stores.protocol import MatchMany, Store

#: What a home has that keeps the ontology; others may take over terms for which they have no data yet.
_PAGE = "docs/core.md"
_CODE = "term"
_ANNOTATION = PREFIXES["owl"] + "AnnotationProperty"
_KINDS = {_ANNOTATION, *(PREFIXES["owl"] + kind for kind in ("Class", "ObjectProperty", "DatatypeProperty"))}
_DEFINITION, _EXAMPLE, _NOT_YET = (
    PREFIXES["skos"] + name for name in ("definition", "example", "editorialNote")
)
_INVERSE = PREFIXES["owl"] + "inverseOf"
_CLASS, _TARGET = PREFIXES["owl"] + "Class", "http://www.w3.org/ns/shacl#targetClass"
_PROPERTIES = {PREFIXES["owl"] + f"{kind}Property" for kind in ("Object", "Datatype", "Annotation")}
_HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())


def keeps_ontology(root: Path) -> bool:
    """Says whether a home keeps the ontology, and does not only use it."""
    return (root / _PAGE).is_file()


def term_findings(root: Path, ontology: Iterable[Statement], store: Store) -> Iterator[Finding]:
    """Yields terms without use or need, and examples that do not hold, where a home keeps the ontology.

    A term that no source has used yet says so in a skos:editorialNote.
    """
    if not keeps_ontology(root):
        return
    stated = list(ontology)
    terms = {one.quad.subject for one in stated if _declares(one.quad)}
    excused = {one.quad.subject for one in stated if one.quad.predicate.value == _NOT_YET}
    yield from _without_shape(root, stated, store)
    used, needed = excused | _uses(terms, store).keys(), _needed(root, stated)
    for path, line, quad in ((one.path, one.line, one.quad) for one in stated):
        if quad.predicate.value == _EXAMPLE:
            for fault in _example_faults(quad.object.value, store.match_many):
                yield Finding(path, line, _CODE, f"the example of {short(quad.subject.value)} {fault}")
        elif _declares(quad):
            name = short(quad.subject.value)
            if quad.subject not in used:
                yield Finding(path, line, _CODE, f"{name} is used in no statement; add one, or leave it out")
            if quad.subject.value not in needed:
                words = (
                    "is in no question, check or shape, and no code needs it; add a shape, or leave it out"
                )
                yield Finding(path, line, _CODE, f"{name} {words}")


def incomplete_findings(ontology: Iterable[Statement]) -> Iterator[Finding]:
    """Yields classes and properties, reused ones among them, that lack a definition or an example."""
    ontology = list(ontology)
    described = {(one.quad.subject, one.quad.predicate.value) for one in ontology}
    for path, line, quad in ((one.path, one.line, one.quad) for one in ontology):
        if quad.predicate.value == RDF_TYPE and quad.object.value in _KINDS - {_ANNOTATION}:
            for prop in (_DEFINITION, _EXAMPLE):
                if isinstance(quad.subject, ox.NamedNode) and (quad.subject, prop) not in described:
                    message = f"{short(quad.subject.value)} has no {short(prop)}; add one"
                    yield Finding(path, line, _CODE, message)


def _without_shape(root: Path, ontology: Iterable[Statement], store: Store) -> Iterator[Finding]:
    """Yields the classes and properties, reused ones among them, that sources use and no shape speaks of."""
    files = [name for name in homes.files(root, ["ontology/shapes"]) if name.endswith(".ttl")]
    triples = [triple for name in files for triple in read_shape_file(root, name)]
    named = {triple.object for triple in triples}
    targets = {triple.object for triple in triples if triple.predicate.value == _TARGET}
    left = [
        one
        for one in ontology
        if (one.quad.object.value == _CLASS and one.quad.subject not in targets)
        or (one.quad.object.value in _PROPERTIES - {_ANNOTATION} and one.quad.subject not in named)
    ]
    values = " ".join(str(one.quad.subject) for one in left if isinstance(one.quad.subject, ox.NamedNode))
    found = store.query(
        f"SELECT ?term {{ VALUES ?term {{ {values} }} FILTER EXISTS {{ "
        "GRAPH ?g { { ?s ?term ?o } UNION { ?s a ?term } } "
        f'FILTER(STRSTARTS(STR(?g), "{MEMO}") || STRSTARTS(STR(?g), "{SOURCE}")) }} }}'
    )
    assert isinstance(found, Solutions)
    stated = {row["term"] for row in found}
    for quad, path, line in (one for one in left if one.quad.subject in stated):
        free = (
            "a thing of it may lack everything"
            if quad.object.value == _CLASS
            else "any thing may have it with any value"
        )
        message = f"{short(quad.subject.value)} is in no shape, so {free}; add one to ontology/shapes/"
        yield Finding(path, line, _CODE, message)


def _uses(terms: Iterable[Term], store: Store) -> dict[Term, int]:
    """Counts the statements of which each term is the property or class."""
    values = " ".join(map(str, terms))
    found = store.query(
        f"SELECT ?term (COUNT(*) AS ?uses) {{ VALUES ?term {{ {values} }} "
        "{ ?s ?term ?o } UNION { ?s a ?term } } GROUP BY ?term"
    )
    assert isinstance(found, Solutions)
    return {row["term"]: int(row["uses"].value) for row in found}


def _declares(quad: ox.Quad) -> bool:
    """Says whether a statement declares a term of the project."""
    is_own = isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(THB)
    return is_own and quad.predicate.value == RDF_TYPE and quad.object.value in _KINDS


def _example_faults(example: str, match_many: MatchMany) -> Iterator[str]:
    try:
        quads = list(ox.parse(_HEAD + example, format=ox.RdfFormat.TRIG))
    except SyntaxError as error:
        yield f"is not valid TriG ({error.msg}); write statements that stand in the data"
        return
    for quad in quads:
        found = match_many([(quad.subject, quad.predicate, quad.object)])
        if not any(
            isinstance(quad.graph_name, ox.DefaultGraph) or quad.graph_name == one.graph_name for one in found
        ):
            yield f"does not hold ({quad}); write one that stands in the data"


def _needed(root: Path, ontology: Iterable[Statement]) -> set[str]:
    """Returns the terms that questions, checks, shapes, code or an inverse of the ontology name."""
    texts = (
        homes.read_text(root, name)
        for name in homes.files(root)
        if name.startswith("ontology/shapes/") or name.endswith(".rq")
    )
    named = {iri for text in texts for iri in map(expand, re.findall(r"\bthb:\w+", text)) if iri}
    named |= {term for term in vars(vocabulary).values() if isinstance(term, str)}
    named |= {one.quad.object.value for one in ontology if one.quad.predicate.value == _INVERSE}
    return named | {kind.value for kind in vocabulary.ActKind}


#: A line for each vocabulary: its prefix and the terms that it publishes. The tests hold them against rdflib's.
_LISTED = Path(__file__).with_name("published_terms.txt")


def published_terms() -> dict[str, frozenset[str]]:
    """Returns the names of the terms of each vocabulary that the ontology may take from, by its prefix."""
    lines = (line.partition(":") for line in _LISTED.read_text(encoding="utf-8").splitlines())
    return {prefix: frozenset(names.split()) for prefix, _, names in lines}


def reused_findings(ontology: Iterable[Statement]) -> Iterator[Finding]:
    """Yields what the ontology takes from another namespace, in which no such term is published."""
    terms = published_terms()
    found: dict[str, Statement] = {}
    for one in ontology:
        for term in one.quad.triple:
            if isinstance(term, ox.NamedNode) and _is_taken(term, one.quad, terms):
                found.setdefault(term.value, one)
    for iri, one in sorted(found.items()):
        message = _fault(iri, terms)
        if message:
            yield Finding(one.path, one.line, "term", message)


def _is_taken(term: ox.NamedNode, quad: ox.Quad, terms: Iterable[str]) -> bool:
    """Says whether a statement names a term of a published vocabulary, or declares one that is not the project's."""
    is_declared = quad.predicate.value == RDF_TYPE and quad.subject == term
    return bool(_prefix(term.value, terms)) or (is_declared and not f"{term.value}#".startswith((THB, XSD)))


def _prefix(iri: str, terms: Iterable[str]) -> str:
    """Returns the prefix of the vocabulary that an IRI is in; nothing for another IRI."""
    return next((one for one in terms if iri.startswith(PREFIXES[one]) and iri != PREFIXES[one]), "")


def _fault(iri: str, terms: Mapping[str, frozenset[str]]) -> str:
    """Says that the vocabulary of a term does not have it, and what to do; nothing where it has."""
    prefix = _prefix(iri, terms)
    if not prefix:
        named = ", ".join(terms)
        return f"{short(iri)} is of no vocabulary that is taken from; use one of {named}, or a term of thb:"
    name = iri.removeprefix(PREFIXES[prefix])
    if name in terms[prefix]:
        return ""
    hint = did_you_mean([f"{prefix}:{other}" for other in near(name, sorted(terms[prefix]), 1)])
    return f"{short(iri)} is not published{hint and f'; {hint}'}"
