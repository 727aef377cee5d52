"""Plain JSON-LD of statements: their graphs merged, with types of schema.org and labels, nested by a frame or not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.errors import RequestError
from ..base.namespaces import PREFIXES, RDF_TYPE
from ..build import homes
from ..rdf.jsonld import Context, read_frame, to_framed, to_jsonld
from ..results.statements import GraphText
from .selection import of_class
from .serializing import context

_CONTEXT = "ontology/plain.jsonld"
_LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")
#: The frames that lie ready, in `ontology/frames/`.
FRAMES = ("instrument", "organization", "publication", "state")
#: Class or kind, and what schema.org calls its members.
_TYPES = {
    PREFIXES["org"] + "Organization": "Organization",
    thb.IntergovernmentalOrganization: "GovernmentOrganization",
    thb.NationalAuthority: "GovernmentOrganization",
    PREFIXES["eli"] + "LegalResource": "Legislation",
    PREFIXES["foaf"] + "Document": "CreativeWork",
    PREFIXES["schema"] + "Event": "Event",
    PREFIXES["schema"] + "Country": "Country",
    PREFIXES["schema"] + "Place": "Place",
}


def write_plain(
    root: Path,
    quads: Sequence[ox.Quad],
    ontology: Collection[ox.Quad],
    labels: Mapping[str, str],
    frame: Mapping[str, Any] | None,
) -> GraphText:
    """Writes quads as plain JSON-LD; `labels` goes from IRI to label, also of things that are only named.

    Raises RequestError for a frame that does not fit.
    """
    plain = Context(homes.read_text(root, _CONTEXT), _CONTEXT)
    things = {quad.subject for quad in quads}
    found = [*quads, *_types(ontology, quads), *_labelled(things, labels)]
    if frame is None:
        return GraphText(to_jsonld(found, plain, labels), "jsonld")
    named = {quad.object for quad in quads if isinstance(quad.object, ox.NamedNode)} - things
    found += _labelled(named, labels)
    return GraphText(to_framed(found, context(root), frame, plain), "jsonld")


def ready_frame(root: Path, name: str) -> dict[str, Any]:
    """Reads a frame that lies ready; raises RequestError for none of that name."""
    if name not in FRAMES:
        raise RequestError(f"there is no frame {name[:40]!r} here", f"choose from: {', '.join(FRAMES)}")
    path = f"ontology/frames/{name}.jsonld"
    return read_frame(homes.read_text(root, path), path)


def _types(ontology: Collection[ox.Quad], quads: Sequence[ox.Quad]) -> Iterator[ox.Quad]:
    for kind, name in _TYPES.items():
        for thing in of_class(kind, ontology, quads):
            wider = ox.NamedNode(PREFIXES["schema"] + name)
            yield ox.Quad(ox.NamedNode(thing), ox.NamedNode(RDF_TYPE), wider)


def _labelled(things: Iterable[Any], labels: Mapping[str, str]) -> Iterator[ox.Quad]:
    for thing in things:
        if thing.value in labels:
            yield ox.Quad(thing, _LABEL, ox.Literal(labels[thing.value], language="en"))
