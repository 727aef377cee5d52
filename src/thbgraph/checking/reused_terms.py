"""Terms that the ontology takes from published vocabularies and that these do not have, as findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from ..base.findings import Finding
from ..base.namespaces import PREFIXES, RDF_TYPE, THB, XSD
from ..base.suggestions import did_you_mean, near
from ..base.terms import short
from ..build.sources import Statement

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
