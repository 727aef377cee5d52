"""Whether all is held against all, as `make oracle` does, and not a sample of it, as `make test` does."""

from __future__ import annotations

import os

import pytest

WHOLE = os.environ.get("THBGRAPH_ORACLE") == "whole"
takes_minutes = pytest.mark.skipif(not WHOLE, reason="takes minutes; make oracle runs it")
