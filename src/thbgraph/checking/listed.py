"""What `make docs` lists and does not list yet: terms, entities, tables and questions that are new."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from ..building.homes import files, read_text
from ..building.sources import Statement
from ..words.errors import DataError
from ..words.findings import Finding
from ..words.namespaces import EDITORS, ID, PREFIXES, RDF_TYPE, THB
from ..words.terms import short

_CONTEXT = "ontology/context.jsonld"
_MEND = "run: make docs"
#: The kinds of terms that have a key in the context.
_KINDS = {PREFIXES["owl"] + kind for kind in ("Class", "ObjectProperty", "DatatypeProperty")}


def unlisted_findings(
    root: Path, ontology: Iterable[Statement], data: Iterable[Statement]
) -> Iterator[Finding]:
    """Yields what the generated files that a home has beside its sources lack, at what they lack."""
    yield from _without_key(root, {statement.quad: statement for statement in ontology})
    slugs = _words(root, "docs/slugs.md")
    for path, line, quad in ((one.path, one.line, one.quad) for one in data):
        slug = quad.subject.value.removeprefix(ID)
        if _names(quad) and slugs is not None and slug not in slugs:
            yield Finding(
                path, line, "unlisted", f"{short(quad.subject.value)} is not in docs/slugs.md; {_MEND}"
            )
    for folder, ending, page in (
        ("data/tables", ".csv", "LICENSE-DATA"),
        ("queries", ".rq", "docs/questions.md"),
    ):
        listed = _words(root, page)
        for name in files(root):
            stem = name.removesuffix(ending).rpartition("/")[2]
            if name == f"{folder}/{stem}{ending}" and listed is not None and stem not in listed:
                yield Finding(name, None, "unlisted", f"is not in {page}; {_MEND}")


def _names(quad: ox.Quad) -> bool:
    """Says whether a statement of the editors names an entity."""
    is_name = quad.predicate.value == PREFIXES["skos"] + "prefLabel"
    return bool(is_name and quad.graph_name.value == EDITORS and quad.subject.value.startswith(ID))


def _words(root: Path, page: str) -> set[str] | None:
    """Returns the words of a generated page, None where there is none."""
    return (
        set(re.findall(r"[\w-]+", (root / page).read_text(encoding="utf-8")))
        if (root / page).is_file()
        else None
    )


def _without_key(root: Path, ontology: dict[ox.Quad, Statement]) -> Iterator[Finding]:
    if not (root / _CONTEXT).is_file():
        return
    try:
        keys = json.loads(read_text(root, _CONTEXT))["@context"]
    except (ValueError, KeyError, TypeError, DataError) as error:
        yield Finding(
            _CONTEXT, None, "unlisted", f"is not a JSON-LD context ({error}); restore it, then {_MEND}"
        )
        return
    for quad in missing_terms(keys, ontology):
        if quad.subject.value.startswith(THB):
            message = f"{short(quad.subject.value)} has no key in {_CONTEXT}; {_MEND}"
            yield Finding(ontology[quad].path, ontology[quad].line, "unlisted", message)


def missing_terms(keys: dict[str, str | dict[str, str]], ontology: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yields the statements that declare classes and properties for which a context has no key."""
    meanings = {meaning if isinstance(meaning, str) else meaning.get("@id") for meaning in keys.values()}
    for quad in ontology:
        declares = quad.predicate.value == RDF_TYPE and quad.object.value in _KINDS
        if declares and isinstance(quad.subject, ox.NamedNode) and short(quad.subject.value) not in meanings:
            yield quad
