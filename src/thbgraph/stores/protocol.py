"""What the code that asks for statements needs of a store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

import pyoxigraph as ox

from ..words.terms import Term

#: Yields the quads of all named graphs with a subject, predicate and object; None matches any term.
Match: TypeAlias = Callable[[Term | None, ox.NamedNode | None, Term | None], Iterator[ox.Quad]]
