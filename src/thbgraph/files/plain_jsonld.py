"""Plain JSON-LD, for who knows JSON alone: one object for a thing, texts by language, links with their labels.

It is JSON-LD all the same: its context, which the document names by address, makes triples of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import pyoxigraph as ox

from ..words.facts import Facts
from ..words.grouping import grouped
from ..words.namespaces import BASE
from ..words.terms import expand
from .jsonld import Context, dump, nodes

#: The address of the context of plain JSON-LD.
PLAIN_IRI = BASE + "plain.jsonld"
_Json: TypeAlias = Any


def to_plain(quads: Iterable[ox.Quad], context: Context, labels: Mapping[str, str]) -> str:
    """Writes the triples of quads as plain JSON-LD, by its context; `labels` goes from IRI to label."""
    things = [_object(node, context, labels) for node in nodes(Facts(quads), context)]
    return dump({"@context": PLAIN_IRI, "@graph": things})


def _object(node: Mapping[str, _Json], context: Context, labels: Mapping[str, str]) -> dict[str, _Json]:
    made: dict[str, _Json] = {"id": _whole(node["@id"])}
    for key, value in node.items():
        if key == "@type":
            made["type"] = value
        elif key != "@id":
            values = value if isinstance(value, list) else [value]
            linked = [_linked(one, labels) if isinstance(one, dict) else one for one in values]
            made[key] = _texts(values) if _is_by_language(key, context) else _one_or_many(linked)
    return made


def _is_by_language(key: str, context: Context) -> bool:
    meaning = context.terms.get(key)
    return isinstance(meaning, dict) and meaning.get("@container") == "@language"


def _texts(values: Iterable[_Json]) -> dict[str, _Json]:
    """Gives texts by language, sorted; a text without one stands under `@none`."""
    found = grouped((value.get("@language", "@none"), value["@value"]) for value in values)
    return {language: _one_or_many(texts) for language, texts in sorted(found.items())}


def _linked(value: Mapping[str, _Json], labels: Mapping[str, str]) -> dict[str, _Json]:
    """Gives a link with the label of the thing that it leads to; any other value with its type by the plain key."""
    if "@id" not in value:
        return {"type" if key == "@type" else key: part for key, part in value.items()}
    iri = _whole(value["@id"])
    return {"id": iri, "label": labels[iri]} if iri in labels else {"id": iri}


def _one_or_many(values: list[_Json]) -> _Json:
    return values[0] if len(values) == 1 else values


def _whole(name: str) -> str:
    return expand(name) or name
