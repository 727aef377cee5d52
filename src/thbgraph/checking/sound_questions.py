"""The questions whose texts were found to keep the rules, noted in the cache: to read a query takes long.

A note depends on the text, with its header, and on the rules alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from ..building import cache
from ..building.files import read_regular, write_whole
from ..files.questions import Question

_LONGEST = 1_000_000
_SPARQL = Path(__file__).parents[1] / "sparql"
_RULES = ("portable_profile.py", "query_tree.py", "question_rules.py")


class SoundQuestions:
    """What is noted in the cache; nothing where there is none."""

    def __init__(self) -> None:
        self._known, self._found = set[str](), set[str]()
        self._rules = b"".join((_SPARQL / name).read_bytes() for name in _RULES)
        with suppress(OSError, ValueError):
            self._known = {*read_regular(cache.sound(), _LONGEST).decode().split()}

    def faults(self, question: Question, unique: Collection[str]) -> Iterator[tuple[int, str]]:
        """Yields what `text_faults` does, but for a text in which nothing was found before."""
        key = hashlib.sha256(question.text.encode() + self._rules).hexdigest()
        if key not in self._known:
            from .question_faults import text_faults  # which loads rdflib

            found = list(text_faults(question, unique))
            yield from found
            if found:
                return
        self._found.add(key)

    def keep(self) -> None:
        """Notes the questions that were asked about and keep the rules."""
        if self._found <= self._known:
            return
        with suppress(OSError):  # noting them only saves time
            cache.make(cache.sound().parent)
            write_whole(cache.sound(), "".join(f"{key}\n" for key in sorted(self._found)).encode())
