"""What the graph needs of other modules for more than a plain answer: each is loaded when it is first used."""

# ruff: noqa: F401
from __future__ import annotations

from ..base.lazy import TYPE_CHECKING, lazily

if TYPE_CHECKING:
    from ..base.memo_copy import paragraphs, sentences_with
    from ..build.kept_files import kept, kept_conflicts
    from ..build.source_files import read_links
    from ..checking.accepted import CONFLICTS, accepted_findings
    from ..checking.check import Checker
    from ..checking.golden_answers import golden_findings
    from ..conflicts import conflicts, kinds_with, read_kinds
    from ..diagnosis.queries import diagnose
    from ..diagnosis.retrial import Retrial
    from ..endpoints.connecting import connected
    from ..endpoints.endpoint import Endpoint
    from ..endpoints.probe import PUBLISH, identified, probed
    from ..endpoints.publishing import Publisher
    from ..evidence.plan import Plans, Uncitable
    from ..evidence.witnesses import Witnesses
    from ..exports.exports import Built
    from ..external.drift import drift
    from ..names.matching import match_all
    from ..reports.report_views import ReportViews
    from ..results.answer_document import LineSources
    from ..results.conflict import Conflicts
    from ..status.on_a_day import status_asked
    from ..status.records import Records
    from ..status.state_names import DayNotes
    from ..stores.bounded import Workers
    from .descriptions import Pages
    from .examples import examples
    from .explaining import explain
    from .exporting import Exporting
    from .history import History
    from .kept_reports import declared_reports
    from .name_lists import answer_of, as_list
    from .references import read_permanent_name
    from .sentence_reader import Sentences
    from .surest_readers import SurestReaders
else:
    __getattr__, __dir__ = lazily(__name__)
