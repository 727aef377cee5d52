"""thbgraph: who does what against trafficking in human beings, every answer with the passage behind it.

>>> import thbgraph
>>> thbgraph.__version__.count(".")
2
"""

from __future__ import annotations

from .base.errors import DataError as DataError
from .base.errors import EndpointError as EndpointError
from .base.errors import OutOfMemoryError as OutOfMemoryError
from .base.errors import ParameterError as ParameterError
from .base.errors import QuerySyntaxError as QuerySyntaxError
from .base.errors import QueryTimeout as QueryTimeout
from .base.errors import RequestError as RequestError
from .base.errors import StoreError as StoreError
from .base.errors import ThbgraphError as ThbgraphError
from .base.errors import UnknownColumn as UnknownColumn
from .base.errors import UnknownEntity as UnknownEntity
from .base.errors import UnknownQuestion as UnknownQuestion
from .base.lazy import TYPE_CHECKING, lazily
from .base.version import __version__ as __version__

if TYPE_CHECKING:
    from .base.dates import PartialDate as PartialDate
    from .base.findings import Finding as Finding
    from .base.values import Days as Days
    from .base.values import Entity as Entity
    from .external.drift import Drift as Drift
    from .graph import KnowledgeGraph as KnowledgeGraph
    from .graph import check as check
    from .graph import connect as connect
    from .graph import drift as drift
    from .graph import open as open
    from .questions.questions import Param as Param
    from .questions.questions import Question as Question
    from .rdf.links import Link as Link
    from .rdf.links import LinkSet as LinkSet
    from .reports.report import Report as Report
    from .reports.report import ReportPart as ReportPart
    from .results.answer import Absence as Absence
    from .results.answer import Answer as Answer
    from .results.answer import Asked as Asked
    from .results.answer import Citation as Citation
    from .results.answer import CitedSource as CitedSource
    from .results.answer import Evidence as Evidence
    from .results.answer import Remarks as Remarks
    from .results.answer import Row as Row
    from .results.conflict import Conflict as Conflict
    from .results.conflict import Conflicts as Conflicts
    from .results.conflict import Side as Side
    from .results.diagnosis import Cause as Cause
    from .results.diagnosis import Diagnosis as Diagnosis
    from .results.document import Cell as Cell
    from .results.formats import write as write
    from .results.formats import write_bytes as write_bytes
    from .results.listing import Listing as Listing
    from .results.proof import Explanation as Explanation
    from .results.proof import Proof as Proof
    from .results.source_records import SourceRecord as SourceRecord
    from .results.sources import Source as Source
    from .results.statements import GraphText as GraphText
    from .results.statements import Statements as Statements
    from .results.status import Ground as Ground
    from .results.status import StatusOnDay as StatusOnDay
    from .results.thing import Page as Page
    from .results.thing import Passage as Passage
    from .results.thing import PropertyValue as PropertyValue
else:
    __getattr__, __dir__ = lazily(__name__)
