"""thbgraph: who does what against trafficking in human beings, every answer with the passage behind it.

>>> import thbgraph
>>> thbgraph.__version__.count(".")
2
"""

from __future__ import annotations

from .words.errors import DataError as DataError
from .words.errors import EndpointError as EndpointError
from .words.errors import OutOfMemoryError as OutOfMemoryError
from .words.errors import ParameterError as ParameterError
from .words.errors import QuerySyntaxError as QuerySyntaxError
from .words.errors import QueryTimeout as QueryTimeout
from .words.errors import RequestError as RequestError
from .words.errors import StoreError as StoreError
from .words.errors import ThbgraphError as ThbgraphError
from .words.errors import UnknownColumn as UnknownColumn
from .words.errors import UnknownEntity as UnknownEntity
from .words.errors import UnknownQuestion as UnknownQuestion
from .words.lazy import TYPE_CHECKING, lazily
from .words.version import __version__ as __version__

if TYPE_CHECKING:
    from .answers.answers import Answer as Answer
    from .answers.conflicts import Conflict as Conflict
    from .answers.conflicts import Conflicts as Conflicts
    from .answers.conflicts import Side as Side
    from .answers.days import Days as Days
    from .answers.diagnoses import Cause as Cause
    from .answers.diagnoses import Diagnosis as Diagnosis
    from .answers.formats import write as write
    from .answers.formats import write_bytes as write_bytes
    from .answers.listing import Listing as Listing
    from .answers.marks import Mark as Mark
    from .answers.marks import Told as Told
    from .answers.page_documents import PropertyValue as PropertyValue
    from .answers.pages import Page as Page
    from .answers.pages import Passage as Passage
    from .answers.proofs import Explanation as Explanation
    from .answers.proofs import Proof as Proof
    from .answers.rows import Absence as Absence
    from .answers.rows import Citation as Citation
    from .answers.rows import Entity as Entity
    from .answers.rows import Row as Row
    from .answers.source_records import SourceRecord as SourceRecord
    from .answers.statements import GraphText as GraphText
    from .answers.statements import Statements as Statements
    from .answers.status_on_day import Ground as Ground
    from .answers.status_on_day import StatusOnDay as StatusOnDay
    from .files.links import Link as Link
    from .files.links import LinkSet as LinkSet
    from .files.questions import Param as Param
    from .files.questions import Question as Question
    from .graph import KnowledgeGraph as KnowledgeGraph
    from .graph import connect as connect
    from .graph import open as open
    from .outside.drift import Drift as Drift
    from .overviews.bonds import Bond as Bond
    from .overviews.briefs import Brief as Brief
    from .overviews.facts import Fact as Fact
    from .overviews.levers import Lever as Lever
    from .overviews.levers import Levers as Levers
    from .overviews.levers import Outcome as Outcome
    from .overviews.levers import Pressure as Pressure
    from .overviews.matrices import Cell as Cell
    from .overviews.matrices import Line as Line
    from .overviews.matrices import Matrix as Matrix
    from .overviews.memberships import Belonging as Belonging
    from .overviews.participants import Participant as Participant
    from .overviews.participants import Participants as Participants
    from .overviews.paths import Path as Path
    from .overviews.paths import Paths as Paths
    from .overviews.paths import Step as Step
    from .overviews.sayings import Saying as Saying
    from .overviews.surroundings import Relation as Relation
    from .overviews.surroundings import Surroundings as Surroundings
    from .words.dates import PartialDate as PartialDate
    from .words.findings import Finding as Finding
else:
    __getattr__, __dir__ = lazily(__name__)
