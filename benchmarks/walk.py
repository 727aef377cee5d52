"""Walks the way of an answer through the program: which modules its calls enter, and how often they change the room.

    python benchmarks/walk.py [--modules]

Two ways are walked: the cited answer to the first question of README, as the command gives it, and its page, as a warm worker
draws it. What runs while a module is imported does not count. A change of room is a call from a function of one room of
`src/thbgraph/` to one of another, but for those of `base`, whose values all rooms share; a generator is called once. With
--modules each module is printed with its calls, and from where others are called how often.
"""

from __future__ import annotations

import argparse
import sys
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from types import FrameType

import thbgraph
from thbgraph.server.page_jobs import PageJobs

PACKAGE = str(Path(thbgraph.__file__).parent) + "/"
QUESTION, ARGUMENTS = "signed-not-ratified", {"group": "CBSS", "instrument": "CETS No. 197"}
#: What is aimed at for both: modules, changes of room.
MOST = 50, 1500


class Walk:
    """What some work calls of the program, in each module."""

    def __init__(self, work: Callable[[], object]) -> None:
        self.calls, self.changes = Counter[str](), Counter[tuple[str, str]]()
        self.functions = set[tuple[str, str]]()
        self._importing, self._generators = 0, set[FrameType]()
        threading.setprofile(self._follow)
        sys.setprofile(self._follow)
        try:
            work()
        finally:
            sys.setprofile(None)
            threading.setprofile(None)

    def _follow(self, frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if code.co_name == "<module>":
            self._importing += {"call": 1, "return": -1}.get(event, 0)
        if event != "call" or self._importing or not _is_ours(frame):
            return
        if code.co_flags & 0x20:  # a generator, which is entered for each value
            if frame in self._generators:
                return
            self._generators.add(frame)
        module, caller = _module(frame), _caller(frame)
        self.calls[module] += 1
        self.functions.add((module, code.co_qualname))
        if _room(caller) != _room(module) and not {"", "base"} & {_room(caller), _room(module)}:
            self.changes[caller, module] += 1


def _is_ours(frame: FrameType) -> bool:
    return frame.f_code.co_filename.startswith(PACKAGE) and frame.f_code.co_filename.endswith(".py")


def _module(frame: FrameType) -> str:
    return frame.f_code.co_filename.removeprefix(PACKAGE).removesuffix(".py")


def _room(module: str) -> str:
    return module.partition("/")[0]


def _caller(frame: FrameType) -> str:
    """Returns the module of the program that called, perhaps through others; "" for none."""
    above = frame.f_back
    while above is not None and not _is_ours(above):
        above = above.f_back
    return _module(above) if above is not None else ""


def command() -> None:
    """Asks the first question of README as the command does."""
    from thbgraph.cli import main

    arguments = [f"{name}={value}" for name, value in ARGUMENTS.items()]
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        main(["ask", QUESTION, *arguments, "--cite"])


def main() -> int:
    """Walks both ways, prints what they pass, and gives 1 where that is more than is promised."""
    command_line = argparse.ArgumentParser(description="Walk the way of an answer through the program.")
    command_line.add_argument("--modules", action="store_true", help="print each module with its calls")
    shows = command_line.parse_args().modules
    command()  # which makes a build where there is none
    graph = thbgraph.open(in_memory=True)
    pages, given = PageJobs(graph, graph._store), {name: [value] for name, value in ARGUMENTS.items()}
    pages.page(f"ask/{QUESTION}", {**given, "group": ["NATO"]})  # what a warm worker has drawn already
    is_kept = True
    for name, work in (("ask --cite", command), ("page", lambda: pages.page(f"ask/{QUESTION}", given))):
        walk = Walk(work)
        passed = len(walk.calls), walk.changes.total()
        is_kept &= all(count <= most for count, most in zip(passed, MOST, strict=True))
        print(
            f"{name:11} {passed[0]:4} modules (at most {MOST[0]}), {passed[1]:6,} changes of room (at most {MOST[1]:,}), "
            f"{len(walk.functions):4} functions"
        )
        if shows:
            print(*(f"  {calls:7,} {module}" for module, calls in sorted(walk.calls.items())), sep="\n")
            for (caller, module), calls in walk.changes.most_common(20):
                print(f"  {calls:7,} {caller} -> {module}")
    return 0 if is_kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
