"""Writing chosen statements in a format of graphs, JSON-LD by the project's context."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from ..base.errors import RequestError
from ..build import homes
from ..rdf.jsonld import Context, to_framed
from ..results.render.rdf import written
from ..results.statements import GraphText

_CONTEXT = "ontology/context.jsonld"


def context(root: Path) -> Context:
    """Reads the JSON-LD context of a home; raises DataError."""
    return Context(homes.read_text(root, _CONTEXT), _CONTEXT)


def write_quads(
    root: Path, form: str, quads: Iterable[ox.Quad], frame: Mapping[str, Any] | None = None
) -> GraphText:
    """Writes quads in a format, JSON-LD nested by a frame where one is given; raises RequestError."""
    if frame is None:
        return GraphText(written(quads, form, context(root) if form == "jsonld" else None), form)
    if form != "jsonld":
        raise RequestError(f"a frame nests JSON-LD, not {form}", "use the format jsonld")
    return GraphText(to_framed(quads, context(root), frame), form)
