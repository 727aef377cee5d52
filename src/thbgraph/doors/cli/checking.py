"""The command `check`: every finding with its place and mending, as text, JSON or GitHub annotations."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from ...engines import sources
from ...engines.check import Checker, golden_findings
from ...graph import open_graph
from ...texts.answer_formats import to_csv
from ...words.findings import Finding, in_order
from .progress import Bar


def run(options: argparse.Namespace) -> int:
    """Checks the home and prints the findings; gives 1 when there are any, else 0."""
    root = sources.home()
    with Bar("checking") as bar:
        checker = Checker(root, bar.step)
        findings = checker.findings()
        if checker.has_built:
            findings = in_order([*findings, *_golden(root)])
    sys.stdout.write({"text": _text, "json": _json, "github": _github}[options.format](findings))
    return 1 if findings else 0


def _golden(root: Path) -> list[Finding]:
    graph = open_graph(root)
    return list(golden_findings(root, graph.questions, lambda name: to_csv(graph.ask(name))))


def _text(findings: Sequence[Finding]) -> str:
    if not findings:
        return "no findings\n"
    counted = f"{len(findings)} {'finding' if len(findings) == 1 else 'findings'}"
    return "".join(f"{finding}\n" for finding in findings) + f"\n{counted}\n"


def _json(findings: Sequence[Finding]) -> str:
    import json

    return json.dumps([finding._asdict() for finding in findings], ensure_ascii=False, indent=2) + "\n"


def _github(findings: Sequence[Finding]) -> str:
    lines = []
    for finding in findings:
        message = finding.message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        place = f"file={finding.path}" + (f",line={finding.line}" if finding.line else "")
        lines.append(f"::error {place},title={finding.code}::{message}\n")
    return "".join(lines)
