"""The readers that are heard after that of treaties, and what goes with them: each is loaded when it is first needed."""

# ruff: noqa: F401
from __future__ import annotations

from ..base.lazy import TYPE_CHECKING, lazily

if TYPE_CHECKING:
    from .facts.fact_links import AGENTS
    from .facts.facts import FactReader
    from .phrases import Phrases
    from .things.calls_and_tasks import StatementReader
    from .things.doings import DoingReader
    from .things.figures import FigureReader
    from .things.passages import PassageReader
    from .things.profiles import ProfileReader
    from .things.stated_texts import StatedTexts
    from .treaties.nearest_acts import acts_near
else:
    __getattr__, __dir__ = lazily(__name__)
