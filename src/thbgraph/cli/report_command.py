"""The command `report`, by which every report that a home declares is also a command of its own name."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from ..base.dates import DAY
from ..base.errors import ParameterError
from ..base.printing import quoted
from ..graph import KnowledgeGraph
from ..reports.declarations import OPEN, DeclaredReport
from ..results.catalogue import default_of
from ..results.formats import formats_of
from .command_io import open_here, show, tell


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
    found = graph.report(declared.name, _given(options.arguments, declared, graph))
    is_whole = options.all and options.format in formats_of("Document")
    show(found.document(is_whole=True) if is_whole else found, options)
    return 0 if found.parts else 1


def _given(words: Sequence[str], declared: DeclaredReport, graph: KnowledgeGraph) -> dict[str, list[str]]:
    """Returns the values of each parameter; a word without a name is of the first left that it fits, else of the first left."""
    several = [param.name for param in declared.params if param.default == OPEN]
    given: dict[str, list[str]] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not (equals and name.isidentifier()):
            left = [
                param.name for param in declared.params if param.name not in given or param.name in several
            ]
            fitting = [
                one for one in graph.sentences.asking.parameters_of(word, declared.question) if one in left
            ]
            if not left:
                raise ParameterError(
                    f"{declared.name} has a value for each of its parameters, and {quoted(word)} beside"
                )
            name, value = (fitting or left)[0], word
        given.setdefault(name, []).append(value)
    return given


def _help_of(declared: DeclaredReport, graph: KnowledgeGraph) -> str:
    """Writes the help of a report: summary, each parameter with its default, and the sections."""
    lines = [f"{declared.name}: {declared.summary}", "", "parameters (in this order, or as name=value)"]
    for param in declared.params:
        lines.append(f"  {param.name}  {param.description}")
        if param.default == OPEN:
            lines.append("      may be left out")
        elif param.default or param.name == DAY:
            default = default_of(param, graph.short_name) if param.default else "the day of the memo"
            lines.append(f"      default: {default}")
    lines += ["", "sections"]
    lines += [f"  {one.name}  {one.title}" for one in declared.sections if one.title]
    return "\n".join(lines) + "\n"
