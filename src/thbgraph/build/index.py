"""The index of a build: what answering needs besides the store, in one JSON file.

Labels of things, the names by which people call them, and their classes. The saved questions, which others may be
asked of the same build, lie in a file of their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ..names.names import NameTables
from ..questions.questions import Question
from ..results.sources import Description
from ..results.values import name_of


class Index(NamedTuple):
    """What a build knows besides its triples.

    `digest` names what the graphs hold; `probe` is a triple in written form that stands in two passages; `labels`
    goes from IRI to label, `aliases` to other English names as they are written, `classes` to the CURIEs of its
    classes, `names` says what things are called,
    `codes` goes from a state's IRI to its ISO 3166-1 alpha-3 code, `sources` from the IRI of a passage or source
    to its description. `folder` is where the files of the build lie, None where there are none.
    """

    digest: str
    version: str
    triples: int
    probe: tuple[str, str, str] | None
    labels: Mapping[str, str]
    aliases: Mapping[str, Sequence[str]]
    classes: Mapping[str, list[str]]
    names: NameTables
    codes: Mapping[str, str]
    sources: Mapping[str, Description]
    questions: Mapping[str, Question] = {}
    folder: Path | None = None

    def label(self, iri: str) -> str:
        """Returns what a thing is called."""
        return name_of(iri, self.labels)

    def called(self, iris: Iterable[str]) -> dict[str, str]:
        """Returns what things are called, by IRI."""
        return {iri: self.label(iri) for iri in dict.fromkeys(iris)}

    def described(self, graphs: Iterable[str]) -> dict[str, str]:
        """Returns a line on each passage and source, by IRI."""
        return {iri: str(self.sources.get(iri) or self.label(iri)) for iri in dict.fromkeys(graphs)}

    def text(self) -> str:
        """Writes the index, without its questions and its place, as JSON."""
        fields = self._asdict()
        del fields["questions"], fields["folder"]
        return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def from_json(fields: Any) -> Index:
    """Reads an index, which has no questions yet, from the JSON that `Index.text` wrote.

    Raises TypeError, ValueError or KeyError for anything else.
    """
    if not isinstance(fields, dict):
        raise TypeError("the index is not a map")
    probe = fields["probe"] and tuple(fields["probe"])
    sources = {iri: Description(*parts) for iri, parts in dict(fields["sources"]).items()}
    return Index(**fields | {"probe": probe, "names": NameTables(*fields["names"]), "sources": sources})
