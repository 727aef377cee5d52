"""The reports of a home as values, kept in a file of its build: reading YAML takes long."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import cache, partial
from typing import Any

from ..base.errors import DataError
from ..build import homes
from ..build.builds import REPORTS
from ..build.index import Index
from ..build.kept_files import kept
from ..build.question_files import clauses_in, params_in, question_in, view_in
from ..reports.declarations import Across, DeclaredRemark, DeclaredReport, DeclaredSection
from ..reports.declared_reports import DeclaredReports


def declared_reports(index: Index) -> DeclaredReports:
    """Returns the reports of the home of a graph: as they are kept, if neither their files nor the questions that they ask are others, else each read when it is first wanted."""
    files, read = homes.report_files(index.root), cache(partial(homes.read_text, index.root))
    as_read = DeclaredReports(files, read, index.questions)
    asked = (f"{one.name} {[*one.columns]} {one.params}" for one in index.questions.values())
    with suppress(DataError):  # of a report that is wrong, which is told whoever wants it
        reports, questions = kept(index, REPORTS, (*files, *map(read, files), *asked), as_read.written)
        return DeclaredReports(
            files, read, index.questions, map(_report, reports), map(question_in, questions)
        )
    return as_read


def _report(fields: Sequence[Any]) -> DeclaredReport:
    report = DeclaredReport(*fields)
    return report._replace(
        params=params_in(report.params),
        sections=tuple(map(_section, report.sections)),
        lead=tuple(report.lead),
        notes=tuple(DeclaredRemark(*one) for one in report.notes),
        wordings=tuple(report.wordings),
    )


def _section(fields: Sequence[Any]) -> DeclaredSection:
    section = DeclaredSection(*fields)
    return section._replace(
        among={column: (name, other) for column, (name, other) in section.among.items()},
        view=view_in(section.view),
        short=tuple(section.short),
        sentence=clauses_in(section.sentence),
        marks=tuple(section.marks),
        across=section.across and Across(*section.across),
    )
