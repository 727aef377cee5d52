"""The command `check`: every finding with its place and mending, and accepting answers as golden."""

from __future__ import annotations

import argparse
import gc
import sys
from pathlib import Path

from ..base.errors import RequestError
from ..build import homes, layout
from ..checking import accepted, golden
from ..difference.answers import told
from ..graph import check
from ..results.render.csv import to_csv
from ..results.render.findings import to_github, to_sarif, to_text
from ..results.render.json import to_json
from .colours import painted
from .opening import open_here, read, write
from .progress import Bar


def run(options: argparse.Namespace) -> int:
    """Checks the home and prints the findings, or accepts answers; gives 1 when something is wrong, else 0."""
    if options.accept is not None:
        _accept(options)
        return 0
    gc.disable()  # reading questions leaves much garbage, and the process ends soon
    memo = None if options.memo is None else read(options.memo)
    files = homes.named(homes.home(), options.files)
    with Bar("checking") as bar:
        findings = check(progress=bar.step, files=files, memo=memo)
    text = _WRITERS[options.format](findings)
    is_painted = options.format == "text" and options.output is None
    write(painted(text) if is_painted else text, options.output, is_painted=is_painted)
    return 1 if findings else 0


def _accept(options: argparse.Namespace) -> None:
    """Shows how answers differ from the golden ones, and accepts them."""
    if options.format != "text" or options.output is not None or options.files:
        raise RequestError(
            "--accept shows people what they accept; leave out --format, --output and files before it"
        )
    if {*options.accept} == {accepted.TABLES}:  # which need no graph
        _accept_held(homes.home(), accepted.TABLES, tuple)
        return
    graph = open_here(options)
    held = accepted.names(graph.root)
    wanted = list(dict.fromkeys(options.accept)) or [*graph.questions, *held]
    changed = [
        _accept_held(graph.root, name, graph.conflicts)
        for name in wanted
        if name in (accepted.TABLES, accepted.CONFLICTS)
    ]
    names = [name for name in wanted if name not in (accepted.TABLES, accepted.CONFLICTS)]
    present = {name: to_csv(graph.ask(name)) for name in names}
    found = {name: golden.difference(graph.root, graph.questions[name], present[name]) for name in names}
    for name, difference in found.items():
        path = golden.path_of(name)
        if difference is not None:
            _say(
                f"{path}: {golden.heading(difference)}",
                *(f"  {line}" for line in told(difference, whole=True)),
            )
            layout.accept(graph.root, path, present[name])
            _say(f"{path}: accepted")
        elif options.accept:
            _say(f"{path}: is the present answer")
    if not any(found.values()) and not any(changed):
        _say("nothing to accept")


def _accept_held(root: Path, name: str, conflicts: accepted.FindConflicts) -> bool:
    """Shows how the rows of tables or the conflicts differ from those accepted, and accepts them."""
    path = accepted.path_of(name)
    findings = list(accepted.accepted_findings(root, name, conflicts))
    if not findings and name in accepted.names(root):
        _say(f"{path}: is the present state")
        return False
    _say(*(f"{one.path}: {one.message.partition('; hold')[0]}" for one in findings))
    layout.accept(root, path, accepted.present(root, name, conflicts))
    _say(f"{path}: accepted")
    return True


def _say(*lines: str) -> None:
    sys.stdout.write(painted("".join(f"{line}\n" for line in lines)))
    sys.stdout.flush()  # before anything is written to a file


#: The writer of each format.
_WRITERS = {"text": to_text, "json": to_json, "github": to_github, "sarif": to_sarif}
