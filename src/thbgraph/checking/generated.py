"""Generated pages that are not current, in the checkout that the program runs from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pyoxigraph as ox

from ..base.errors import DataError
from ..base.findings import Finding, of_error
from ..build.homes import read_text
from ..build.sources import Statement

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
