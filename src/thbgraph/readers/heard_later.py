"""The readers that are heard after that of treaties: each is loaded when it is first heard."""

# ruff: noqa: F401
from __future__ import annotations

from ..base.lazy import TYPE_CHECKING, lazily

if TYPE_CHECKING:
    from .calls_and_tasks import StatementReader
    from .facts import FactReader
    from .figures import FigureReader
    from .nearest_acts import acts_near
    from .passages import PassageReader
    from .phrases import Phrases
    from .profiles import ProfileReader
else:
    __getattr__, __dir__ = lazily(__name__)
