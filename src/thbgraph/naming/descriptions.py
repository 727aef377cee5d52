"""Descriptions of passages and sources: one line each, as footnotes show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from ..answers.rows import name_of
from ..words import vocabulary as thb
from ..words.namespaces import MEMO, ONTOLOGY_GRAPH, PREFIXES, SOURCE

_ABSTRACT, _TITLE = PREFIXES["dcterms"] + "abstract", PREFIXES["dcterms"] + "title"
_READ = {thb.locator, thb.leadIn, _ABSTRACT, _TITLE}


def descriptions(quads: Iterable[ox.Quad], labels: Mapping[str, str]) -> dict[str, str]:
    """Describes, by IRI, each passage and source: its name, place and gist, or its title.

    A bullet is described with its lead-in.
    """
    facts: dict[str, dict[str, str]] = {ONTOLOGY_GRAPH: {}}
    for quad in quads:
        subject, predicate = quad.subject.value, quad.predicate.value
        if predicate in _READ and (subject.startswith((MEMO, SOURCE)) or subject == ONTOLOGY_GRAPH):
            facts.setdefault(subject, {})[predicate] = quad.object.value
    return {iri: _description(iri, of, labels) for iri, of in facts.items()}


def _description(iri: str, facts: Mapping[str, str], labels: Mapping[str, str]) -> str:
    name = "ontology" if iri == ONTOLOGY_GRAPH else name_of(iri, labels)
    place, lead_in = facts.get(thb.locator), facts.get(thb.leadIn)
    if place:
        name += f" ({place}, led in by {name_of(lead_in, labels)})" if lead_in else f" ({place})"
    gist = facts.get(_ABSTRACT) or facts.get(_TITLE)
    return f"{name}: {gist}" if gist else name
