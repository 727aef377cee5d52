"""Answers as data frames. The libraries are no part of the extra `dev`, for they are large; to run all of this:

.venv/bin/python -m pip install pandas polars pyarrow
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from thbgraph.base.dates import PartialDate
from thbgraph.base.namespaces import ID
from thbgraph.base.values import Entity, Value
from thbgraph.graph import KnowledgeGraph
from thbgraph.results.answer import Answer, Row
from thbgraph.results.render.frames import to_columns

FIN, EU = Entity(ID + "fin", "Finland"), Entity(ID + "eu", "European Union")


def answer(*rows: tuple[Value, ...], columns: tuple[str, ...] = ("country", "n")) -> Answer:
    return Answer(columns, [Row(columns, row) for row in rows], codes={FIN.iri: "FIN"})


def test_things_have_iris_and_states_codes_beside_their_labels() -> None:
    assert to_columns(answer((FIN, 1), (EU, 2), (None, 3))) == {
        "country": ["Finland", "European Union", None],
        "countryIri": [FIN.iri, EU.iri, None],
        "countryCode": ["FIN", None, None],
        "n": [1, 2, 3],
    }
    assert "countryCode" not in to_columns(answer((EU, 1)))
    assert to_columns(answer(("x", FIN), columns=("countryIri", "country"))) == {
        "countryIri": ["x"],
        "country": ["Finland"],
        "countryCode": ["FIN"],
    }


@pytest.mark.parametrize(
    ("values", "column"),
    [
        ([1, 2.5, None], [1, 2.5, None]),
        ([True, False], [True, False]),
        ([True, 1], ["true", "1"]),
        ([date(2010, 1, 26), None], [date(2010, 1, 26), None]),
        ([date(2010, 1, 26), PartialDate(2009)], ["2010-01-26", "2009"]),
        ([FIN, "other"], ["Finland", "other"]),
        ([2**70, 1], [str(2**70), "1"]),
        ([None, None], [None, None]),
        ([], []),
    ],
)
def test_a_column_has_values_of_one_type(values: list[Value], column: list[Any]) -> None:
    assert to_columns(answer(*((value,) for value in values), columns=("x",)))["x"] == column


def test_the_codes_of_an_answer_are_those_of_its_states(graph: KnowledgeGraph) -> None:
    found = graph.ask("signed-not-ratified", asOf="2010-01-26")
    assert found.codes[ID + "fin"] == "FIN" and len(found.codes) == len(found)
    assert graph.ask("handbooks").codes == {}


def test_pandas(graph: KnowledgeGraph) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    frame = graph.ask("signed-not-ratified", asOf="2010-01-26").to_pandas()
    assert list(frame.columns)[:4] == ["country", "countryIri", "countryCode", "answer"]
    assert frame["countryCode"].tolist() == ["FIN", "DEU", "ISL", "LTU", "SWE"]
    assert str(frame["asOf"].dtype) == "datetime64[s]" and frame["asOf"][0].date() == date(2010, 1, 26)
    assert len(answer().to_pandas()) == 0
    assert answer((FIN, date(1648, 10, 24)), (FIN, None)).to_pandas()["n"].isna().tolist() == [False, True]


def test_polars(graph: KnowledgeGraph) -> None:
    polars = pytest.importorskip("polars", reason="polars is not installed")
    found = graph.ask("signed-not-ratified", asOf="2010-01-26")
    frame = found.to_polars()
    assert frame["countryCode"].to_list() == ["FIN", "DEU", "ISL", "LTU", "SWE"]
    assert frame["asOf"].dtype == polars.Date
    for made in (answer(), answer((FIN, 1), (None, 2.5)), answer(("x", None))):
        assert made.to_polars().height == len(made)


def test_arrow(graph: KnowledgeGraph) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    found = graph.ask("signed-not-ratified", asOf="2010-01-26")
    assert found.to_arrow().column("country").to_pylist()[0] == "Finland"
    assert pyarrow.table(found).equals(found.to_arrow())
    assert found.to_arrow().schema.field("asOf").type == pyarrow.date32()


def test_every_question_becomes_a_frame(graph: KnowledgeGraph, answered: Callable[[str], Any]) -> None:
    for library in ("pandas", "polars", "pyarrow"):
        pytest.importorskip(library, reason=f"{library} is not installed")
    for name in graph.questions:
        found = answered(name)
        assert len(found.to_pandas()) == found.to_polars().height == found.to_arrow().num_rows == len(found)


@pytest.mark.parametrize(
    ("method", "library"), [("to_pandas", "pandas"), ("to_polars", "polars"), ("to_arrow", "pyarrow")]
)
def test_a_library_that_is_missing_is_named(
    method: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(
        ImportError,
        match=rf"{library} is needed to use \.{method}\(\); install it with: pip install {library}",
    ):
        getattr(answer(), method)()
