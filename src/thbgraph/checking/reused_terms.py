"""Terms that the ontology takes from published vocabularies and that these do not have, as findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from ..building.sources import Statement
from ..words.findings import Finding
from ..words.namespaces import PREFIXES, RDF_TYPE, THB, XSD
from ..words.suggestions import did_you_mean, near
from ..words.terms import short

#: The vocabularies whose terms rdflib knows, by their prefix here.
_OF_RDFLIB = {
    "dc": "DC",
    "dcat": "DCAT",
    "dcterms": "DCTERMS",
    "foaf": "FOAF",
    "org": "ORG",
    "owl": "OWL",
    "prov": "PROV",
    "rdf": "RDF",
    "rdfs": "RDFS",
    "schema": "SDO",
    "skos": "SKOS",
}
#: The terms of others, and what newer editions add.
_OTHERS = {
    "dcat": ("version",),
    "eli": tuple(Path(__file__).with_name("eli_terms.txt").read_text(encoding="utf-8").split()),
    "skosxl": ("Label", "altLabel", "hiddenLabel", "labelRelation", "literalForm", "prefLabel"),
}
_PUBLISHED = {PREFIXES[prefix]: prefix for prefix in (*_OF_RDFLIB, *_OTHERS)}


def reused_findings(ontology: Iterable[Statement]) -> Iterator[Finding]:
    """Yields what the ontology takes from another namespace, in which no such term is published."""
    found: dict[str, Statement] = {}
    for one in ontology:
        for term in one.quad.triple:
            if isinstance(term, ox.NamedNode) and _is_taken(term, one.quad):
                found.setdefault(term.value, one)
    for iri, message in _unpublished(sorted(found)):
        yield Finding(found[iri].path, found[iri].line, "term", message)


def _is_taken(term: ox.NamedNode, quad: ox.Quad) -> bool:
    """Says whether a statement names a term of a published vocabulary, or declares one that is not the project's."""
    is_declared = quad.predicate.value == RDF_TYPE and quad.subject == term
    return _namespace(term.value) is not None or (is_declared and not f"{term.value}#".startswith((THB, XSD)))


def _namespace(iri: str) -> str | None:
    return next((one for one in _PUBLISHED if iri.startswith(one) and iri != one), None)


def _unpublished(terms: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yields the terms that their vocabularies do not have, with what to do."""
    import rdflib.namespace  # which takes a quarter of a second

    for iri in terms:
        namespace = _namespace(iri)
        if namespace is None:
            prefixes = ", ".join(sorted(_PUBLISHED.values()))
            yield (
                iri,
                f"{short(iri)} is of no vocabulary that is taken from; use one of {prefixes}, or a term of thb:",
            )
            continue
        prefix = _PUBLISHED[namespace]
        vocabulary = getattr(rdflib.namespace, _OF_RDFLIB.get(prefix, ""), None)
        known = {*_OTHERS.get(prefix, ()), *getattr(vocabulary, "__annotations__", ())}
        if iri.removeprefix(namespace) not in known:
            hint = did_you_mean([f"{prefix}:{name}" for name in near(iri.removeprefix(namespace), known, 1)])
            yield iri, f"{short(iri)} is not published{hint and f'; {hint}'}"
