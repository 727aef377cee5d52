"""The command `report`, by which every report that a home declares is also a command of its own name."""

from __future__ import annotations

import argparse

from ..base.dates import DAY
from ..graph import KnowledgeGraph
from ..questions.questions import Param
from ..reports.declarations import OPEN, DeclaredReport
from ..results.catalogue import default_of, to_help
from ..results.formats import formats_of
from .command_io import arguments_of, open_here, show, tell


def report(options: argparse.Namespace) -> int:
    """Makes a report, shows its help, or lists the reports; exit 1 where a report has no rows."""
    if options.help and options.report is None:
        options.parser.print_help()
        return 0
    graph = open_here(options)
    if options.report is None:
        lines = (f"{name}: {declared.summary}\n" for name, declared in graph.reports.items())
        tell("".join(lines) or "this home declares no reports\n", options.output)
        return 0
    declared = graph.reports[options.report]
    if options.help:
        tell(_help_of(declared, graph), options.output)
        return 0
    found = graph.report(declared.name, arguments_of(options.arguments, declared.name, graph))
    is_whole = options.all and options.format in formats_of("Document")
    show(found.document(is_whole=True) if is_whole else found, options)
    return 0 if found.parts else 1


def _help_of(declared: DeclaredReport, graph: KnowledgeGraph) -> str:
    """Writes the help of a report: summary, each parameter with its default, and the sections."""

    def told(param: Param) -> str:
        if param.default == OPEN:
            return "may be left out"
        default = default_of(param, graph.short_name) if param.default else "the day of the memo"
        return f"default: {default}" if param.default or param.name == DAY else ""

    titles = {one.name: one.title for one in declared.sections if one.title}
    return to_help(declared.question, "in this order, or as name=value", told, "sections", titles)
