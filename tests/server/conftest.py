"""One server for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from serving import Server, served

pytest.importorskip("uvicorn", reason="the extra serve is not installed")


@pytest.fixture(scope="session")
def server(graph: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over the real graph, which is built already."""
    with served(tmp_path_factory.mktemp("server") / "log") as running:
        yield running
