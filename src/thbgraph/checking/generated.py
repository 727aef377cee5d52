"""Generated pages that are not current, in the checkout that the program runs from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pyoxigraph as ox

from ..base.errors import DataError
from ..base.findings import Finding, of_error
from ..base.namespaces import PREFIXES, RDF_TYPE, THB
from ..base.terms import short
from ..build.homes import files, read_text
from ..build.source_files import Statement

#: What a checkout makes its pages with; that of another home is not run.
_GENERATOR = Path(__file__).resolve().parents[3] / "docs/data_pages.py"


def stale_findings(root: Path, ontology: Sequence[Statement], data: Sequence[ox.Quad]) -> Iterator[Finding]:
    """Yields the pages and files that `make docs` would write anew from sources without other faults."""
    spec = spec_from_file_location("data_pages", _GENERATOR)
    if (
        root.resolve() != _GENERATOR.parents[1]
        or not _GENERATOR.is_file()
        or spec is None
        or spec.loader is None
    ):
        return
    generator = module_from_spec(spec)
    spec.loader.exec_module(generator)
    try:
        for name, text in generator.pages_of(root, ontology, data).items():
            if not (root / name).is_file() or read_text(root, name) != text:
                yield Finding(name, None, "unlisted", "is not current; run: make docs")
    except DataError as error:
        yield of_error(error)


_CONTEXT = "ontology/context.jsonld"
_LICENCE = "LICENSE-DATA"
_MEND = "run: make docs"
#: The kinds of terms that have a key in the context.
_KINDS = {PREFIXES["owl"] + kind for kind in ("Class", "ObjectProperty", "DatatypeProperty")}


def unlisted_findings(root: Path, ontology: Iterable[Statement]) -> Iterator[Finding]:
    """Yields what the generated files that a home has beside its sources lack: keys of terms, tables."""
    yield from _without_key(root, {statement.quad: statement for statement in ontology})
    if not (root / _LICENCE).is_file():
        return
    listed = set(re.findall(r"[\w-]+", (root / _LICENCE).read_text(encoding="utf-8")))
    for name in files(root, ["data/tables"]):
        if name.endswith(".csv") and name.removesuffix(".csv").rpartition("/")[2] not in listed:
            yield Finding(name, None, "unlisted", f"is not in {_LICENCE}; {_MEND}")


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
