"""Notes of what was found without fault: they spare the same work, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from thbgraph.building import cache
from thbgraph.checking import noted
from thbgraph.checking.noted import Noted


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THBGRAPH_CACHE", str(tmp_path / "cache"))


class Judge:
    """Finds a fault in every text that holds the word; counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def faults(self, notes: Noted, *texts: str) -> list[str]:
        def find() -> list[str]:
            self.asked += 1
            return [text for text in texts if "fault" in text]

        return list(notes.faults(texts, find))


def test_what_was_sound_is_not_judged_again_and_what_was_not_is() -> None:
    judge, notes = Judge(), Noted()
    assert judge.faults(notes, "sound", "beside") == [] and judge.faults(notes, "a fault") == ["a fault"]
    notes.keep()
    later = Noted()
    assert judge.faults(later, "sound", "beside") == [] and judge.asked == 2
    assert judge.faults(later, "a fault") == ["a fault"] and judge.asked == 3
    assert judge.faults(later, "sound", "changed") == [] and judge.asked == 4
    assert judge.faults(later, "beside", "sound") == [] and judge.asked == 5


def test_notes_of_other_texts_stay() -> None:
    judge, notes = Judge(), Noted()
    judge.faults(notes, "one")
    notes.keep()
    later = Noted()
    judge.faults(later, "another")
    later.keep()
    last = Noted()
    assert not judge.faults(last, "one") and not judge.faults(last, "another") and judge.asked == 2


def test_the_newest_notes_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(noted, "_MOST", 2)
    judge, notes = Judge(), Noted()
    for text in ("one", "two", "three"):
        judge.faults(notes, text)
    notes.keep()
    later = Noted()
    judge.faults(later, "two")
    judge.faults(later, "three")
    assert judge.asked == 3
    judge.faults(later, "one")
    assert judge.asked == 4


def test_other_modules_judge_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    judge, notes = Judge(), Noted()
    judge.faults(notes, "one")
    notes.keep()
    monkeypatch.setattr(noted, "version", lambda name: "another")
    judge.faults(Noted(), "one")
    assert judge.asked == 2


def test_notes_that_are_damaged_or_cannot_be_kept_only_cost_time(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("no folder")
    judge, notes = Judge(), Noted()
    assert judge.faults(notes, "one") == []
    notes.keep()
    (tmp_path / "cache").unlink()
    cache.make(cache.sound().parent)
    cache.sound().write_bytes(b"\xff")
    assert judge.faults(Noted(), "one") == [] and judge.asked == 2
