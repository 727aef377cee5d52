"""The names that a source prefers, in an export the preferred ones of their languages.

Questions find one `skos:prefLabel` of a thing, the editors' choice in English; what they are asked of has the other
names as `skos:altLabel`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pyoxigraph as ox

from ..base.home import HOME
from ..base.namespaces import PREFIXES, SOURCE
from .selection import Find

_PREF_LABEL, _ALT_LABEL = (ox.NamedNode(PREFIXES["skos"] + name) for name in ("prefLabel", "altLabel"))
#: Sources whose names are those that their makers prefer in each language, as their notes say.
_PREFERRING = [ox.NamedNode(SOURCE + name) for name in HOME.preferred]


def with_preferred(quads: Iterable[ox.Quad], find: Find) -> list[ox.Quad]:
    """Returns quads, with the names that sources prefer as such, out of all that `find` finds stated.

    At most one is preferred in a language (SKOS S14): the editors' where they chose one, none where a source names
    several. What is preferred is no other name besides (S13).
    """
    quads = [*quads]
    things = {quad.subject for quad in quads if quad.predicate == _ALT_LABEL}
    names = [*find((thing, name, None) for thing in things for name in (_PREF_LABEL, _ALT_LABEL))]
    chosen = {(quad.subject, quad.object) for quad in names if quad.predicate == _PREF_LABEL}
    offered = {
        (quad.subject, quad.object)
        for quad in names
        if quad.predicate == _ALT_LABEL and quad.graph_name in _PREFERRING
    }
    count = Counter((thing, name.language) for thing, name in chosen | offered)
    preferred = chosen | {(thing, name) for thing, name in offered if count[thing, name.language] == 1}
    return [
        ox.Quad(quad.subject, _PREF_LABEL, quad.object, quad.graph_name)
        if quad.predicate == _ALT_LABEL and (quad.subject, quad.object) in preferred
        else quad
        for quad in quads
    ]
