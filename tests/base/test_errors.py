"""Errors: what each says of itself, and that every one is a ThbgraphError with a code of its own."""

from __future__ import annotations

import pickle

import pytest

from thbgraph.base import errors
from thbgraph.base.errors import (
    DataError,
    EndpointError,
    ParameterError,
    QuerySyntaxError,
    QueryTimeout,
    RequestError,
    StoreError,
    ThbgraphError,
    UnknownEntity,
    UnknownQuestion,
)

CLASSES = [
    value
    for value in vars(errors).values()
    if isinstance(value, type) and issubclass(value, Exception) and value.__module__ == errors.__name__
]


def test_every_error_is_a_thbgraph_error_with_a_code_of_its_own() -> None:
    assert all(issubclass(kind, ThbgraphError) for kind in CLASSES)
    codes = [kind.code for kind in CLASSES]
    assert len(codes) == len(set(codes)) > 10


@pytest.mark.parametrize("kind", [ParameterError, QuerySyntaxError, UnknownQuestion, UnknownEntity])
def test_what_the_caller_asked_wrongly_is_a_request_error(kind: type[RequestError]) -> None:
    assert issubclass(kind, RequestError)
    assert not issubclass(kind, DataError | StoreError)


@pytest.mark.parametrize(
    ("line", "column", "shown"),
    [
        (None, None, "data/a.trig: wrong"),
        (12, None, "data/a.trig:12: wrong"),
        (12, 3, "data/a.trig:12:3: wrong"),
    ],
)
def test_a_data_error_says_its_place(line: int | None, column: int | None, shown: str) -> None:
    error = DataError("wrong", path="data/a.trig", line=line, column=column)
    assert str(error) == shown
    assert (error.message, error.path, error.line, error.column) == ("wrong", "data/a.trig", line, column)


def test_errors_keep_what_they_were_given() -> None:
    assert UnknownEntity("x", candidates=["a", "b"]).candidates == ("a", "b")
    assert UnknownQuestion("x", near=["a"]).near == ("a",)
    assert UnknownEntity("x").candidates == UnknownQuestion("x").near == ()
    error = QuerySyntaxError("x", line=2, column=4)
    assert (error.line, error.column, str(error)) == (2, 4, "x")
    failed = EndpointError("x", url="http://example.org/", status=503)
    assert isinstance(failed, StoreError) and (failed.url, failed.status) == ("http://example.org/", 503)


def test_an_error_says_its_message() -> None:
    assert (
        str(StoreError("the engine failed")) == StoreError("the engine failed").message == "the engine failed"
    )


@pytest.mark.parametrize("kind", [kind for kind in CLASSES if kind not in (DataError, QueryTimeout)])
def test_errors_cross_a_process(kind: type[ThbgraphError]) -> None:
    again = pickle.loads(pickle.dumps(kind("said")))
    assert type(again) is kind
    assert again.message == "said"
