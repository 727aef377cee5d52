"""The ontology and the shapes as files of their own: what a validator or an editor of ontologies reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from ..base.namespaces import PREFIXES
from ..base.terms import with_stable_blanks
from ..build import homes
from ..build import source_files as sources
from ..results.formats import format_named, formats_of
from ..results.render.rdf import write_graph
from ..results.statements import GraphText
from .serializing import write_quads

_SUB_CLASS = PREFIXES["rdfs"] + "subClassOf"
#: Shapes that are read over a graph parted by source, which no other validator makes.
_PER_SOURCE = "/per-source.ttl"


def write_ontology(root: Path, form: str, frame: Mapping[str, Any] | None) -> GraphText:
    """Publishes the ontology: as Turtle the files themselves, or in any other format of a graph."""
    form = format_named(form, formats_of("Statements"))
    if form == "turtle" and frame is None:
        return GraphText(_texts(root, lambda name: "/shapes/" not in name), form)
    return write_quads(root, form, (statement.quad for statement in sources.read_ontology(root)), frame)


def write_shapes(root: Path, form: str) -> GraphText:
    """Publishes the shapes with the subclass axioms that they need: as Turtle the files, or in any other format.

    Left out are those that hold within each source by itself.
    """
    form = format_named(form, formats_of("Statements"))
    shapes = _texts(root, lambda name: "/shapes/" in name and not name.endswith(_PER_SOURCE))
    text = f"{shapes}\n# Classes within classes\n\n{write_graph(_axioms(root), 'turtle')}"
    if form in ("turtle", "trig"):  # TriG is Turtle where there are no graphs
        return GraphText(text, form)
    quads = with_stable_blanks(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE))
    return write_quads(root, form, quads)


def _axioms(root: Path) -> Iterator[ox.Quad]:
    for quad, _, _ in sources.read_ontology(root):
        if quad.predicate.value == _SUB_CLASS and isinstance(quad.object, ox.NamedNode):
            yield quad


def _texts(root: Path, wanted: Callable[[str], bool]) -> str:
    """Joins the texts of some files of the ontology; each declares its prefixes, which Turtle allows."""
    names = [name for name in homes.files(root) if name.startswith("ontology/") and name.endswith(".ttl")]
    return "\n".join(homes.read_text(root, name) for name in names if wanted(name))
