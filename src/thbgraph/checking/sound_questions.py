"""The questions whose texts were found to keep the rules, noted beside the build: to read a query takes long.

A note depends on the text, with its header, and on the rules alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from ..building.files import read_regular, write_whole
from ..files.questions import Question
from ..sparql import query_tree, question_rules

_NOTE, _LONGEST = "sound", 1_000_000
_RULES = (question_rules.__file__, query_tree.__file__)


class SoundQuestions:
    """What is noted in the folder of a build's plans; nothing where there is none."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._known, self._found = folder, set[str](), set[str]()
        self._rules = b"".join(Path(path).read_bytes() for path in _RULES)
        with suppress(OSError, ValueError):
            self._known = {*read_regular(folder / _NOTE, _LONGEST).decode().split()}

    def faults(self, question: Question, unique: Collection[str]) -> Iterator[tuple[int, str]]:
        """Yields what `question_faults` does, but for a text in which nothing was found before."""
        key = hashlib.sha256(question.text.encode() + self._rules).hexdigest()
        if key not in self._known:
            found = list(question_rules.question_faults(question, unique))
            yield from found
            if found:
                return
        self._found.add(key)

    def keep(self) -> None:
        """Notes the questions that were asked about and keep the rules."""
        if self._found <= self._known or not self._folder.parent.is_dir():
            return
        with suppress(OSError):  # noting them only saves time
            self._folder.mkdir(exist_ok=True)
            if not self._folder.is_symlink():
                write_whole(self._folder / _NOTE, "\n".join(sorted(self._found)).encode())
