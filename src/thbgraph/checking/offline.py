"""Keeps rdflib on this machine: by itself it calls every SERVICE, and gets each graph of a FROM that it lacks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rdflib.plugins import sparql

from ..words.errors import RequestError


@contextmanager
def offline() -> Iterator[None]:
    """Lets rdflib, and pyshacl by it, evaluate no SERVICE and load no graph while the block runs.

    A SERVICE raises RequestError before anything is sent; a graph that is not there is empty.
    """
    loads, sparql.SPARQL_LOAD_GRAPHS = sparql.SPARQL_LOAD_GRAPHS, False
    sparql.CUSTOM_EVALS[__name__] = _refuse_service
    try:
        yield
    finally:
        del sparql.CUSTOM_EVALS[__name__]
        sparql.SPARQL_LOAD_GRAPHS = loads


def _refuse_service(_: Any, part: Any) -> Any:
    if part.name == "ServiceGraphPattern":
        raise RequestError("SERVICE is not allowed in a question, check or shape")
    raise NotImplementedError  # which rdflib takes for: not mine
