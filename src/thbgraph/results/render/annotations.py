"""Findings as people read them, as annotations of GitHub, and as SARIF, which editors and code hosts read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from ...base.findings import Finding
from ...base.printing import counted
from ...base.version import __version__


def to_text(findings: Sequence[Finding]) -> str:
    """Writes a line for each finding, with what it consists of below it, and how many there are."""
    if not findings:
        return "no findings\n"
    return "".join(f"{finding}\n" for finding in findings) + f"\n{counted(len(findings), 'finding')}\n"


def to_github(findings: Sequence[Finding]) -> str:
    """Writes findings as workflow commands, which GitHub shows at their lines."""
    lines = []
    for finding in findings:
        message = finding.message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        place = f"file={finding.path}" + (f",line={finding.line}" if finding.line else "")
        lines.append(f"::error {place},title={finding.code}::{message}\n")
    return "".join(lines)


def to_sarif(findings: Sequence[Finding]) -> str:
    """Writes findings as a log of one run; paths are relative to the home. Source: SARIF 2.1.0, sections 3.13 to 3.30."""
    codes = sorted({finding.code for finding in findings})
    driver = {"name": "thbgraph", "version": __version__, "rules": [{"id": code} for code in codes]}
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": [_result(finding) for finding in findings]}],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _result(finding: Finding) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(finding.path)}}
    if finding.line is not None:
        place["region"] = {"startLine": finding.line}
    return {
        "ruleId": finding.code,
        "level": "error",
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
    }
