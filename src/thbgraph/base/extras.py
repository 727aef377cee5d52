"""Libraries that come with an extra of the package, or that its user brings: what each is for, and how it is installed."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple

from .errors import MissingLibrary


class Library(NamedTuple):
    """A library: the name under which it is installed, what it is needed to do, and the extra that brings it, where one does."""

    distribution: str
    work: str
    extra: str = ""

    @property
    def advice(self) -> str:
        """Says how it is installed."""
        return f"pip install 'thbgraph[{self.extra}]'" if self.extra else f"pip install {self.distribution}"


#: By the name of the module.
LIBRARIES = {
    "pyld": Library("pyld", "nest JSON-LD by a frame", "jsonld"),
    "pandas": Library("pandas", "use .to_pandas()"),
    "rdflib": Library("rdflib", "use .to_rdflib()"),
    "polars": Library("polars", "use .to_polars()"),
    "pyarrow": Library("pyarrow", "use .to_arrow()"),
    "requests": Library("requests", "ask an engine elsewhere", "remote"),
    "docx": Library("python-docx", "write Word files", "brief"),
    "typst": Library("typst", "write PDF", "brief"),
    "xlsxwriter": Library("xlsxwriter", "write Excel files", "brief"),
    "jinja2": Library("jinja2", "write pages", "serve"),
    "starlette": Library("starlette", "serve", "serve"),
    "uvicorn": Library("uvicorn", "serve", "serve"),
    "httptools": Library("httptools", "serve", "serve"),
    "mimeparse": Library("python-mimeparse", "serve", "serve"),
    "duckdb": Library("duckdb", "write Parquet", "parquet"),
    "mcp": Library("mcp", "answer assistants", "mcp"),
}


def library(module: str) -> Any:
    """Imports a library; raises MissingLibrary, with how it is installed, where it is not there.

    >>> library("polars_2")
    Traceback (most recent call last):
    thbgraph.base.errors.MissingLibrary: polars_2 is needed to use polars_2; install it with: pip install polars_2
    """
    try:
        return import_module(module)
    except ModuleNotFoundError:
        name = module.partition(".")[0]
        one = LIBRARIES.get(name, Library(name, f"use {name}"))
        raise MissingLibrary(
            f"{one.distribution} is needed to {one.work}", f"install it with: {one.advice}"
        ) from None


def require(extra: str) -> None:
    """Raises MissingLibrary, with the names of all that are missing, where a library of an extra is."""
    missing = [
        one.distribution
        for module, one in LIBRARIES.items()
        if one.extra == extra and find_spec(module) is None
    ]
    if missing:
        raise MissingLibrary(
            f"not installed: {', '.join(missing)}", f"install the extra with: pip install 'thbgraph[{extra}]'"
        )
