"""What the graph needs of other modules for more than a plain answer: each is loaded when it is first used."""

from __future__ import annotations

from ..words.lazy import TYPE_CHECKING, lazily

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor as ThreadPoolExecutor

    from ..answers.catalogue import catalogue_of as catalogue_of
    from ..answers.conflicts import Conflicts as Conflicts
    from ..answers.conflicts import check_kind as check_kind
    from ..answers.evidence_notes import graphs_of as graphs_of
    from ..answers.evidence_notes import things_of as things_of
    from ..answers.hits import Hit as Hit
    from ..answers.matches import answer_of as answer_of
    from ..answers.matches import as_list as as_list
    from ..building.plans import keep_plan as keep_plan
    from ..building.plans import plan_of as plan_of
    from ..building.sources import read_links as read_links
    from ..checking.accepted import CONFLICTS as CONFLICTS
    from ..checking.accepted import accepted_findings as accepted_findings
    from ..checking.check import Checker as Checker
    from ..checking.golden import answer_findings as answer_findings
    from ..conflicts import conflicts as conflicts
    from ..diagnosis.arguments import Asked as Asked
    from ..diagnosis.diagnose import diagnose as diagnose
    from ..endpoints.asking import Endpoint as Endpoint
    from ..endpoints.connecting import connected as connected
    from ..endpoints.probe import identified as identified
    from ..endpoints.probe import probed as probed
    from ..endpoints.publishing import Publisher as Publisher
    from ..evidence.cite import Finder as Finder
    from ..evidence.minimal import minimal as minimal
    from ..exports.exports import Built as Built
    from ..exports.exports import Wanted as Wanted
    from ..exports.exports import for_engine as for_engine
    from ..exports.exports import gather as gather
    from ..exports.exports import write as write
    from ..exports.questions import write_questions as write_questions
    from ..exports.schema import write_ontology as write_ontology
    from ..exports.schema import write_shapes as write_shapes
    from ..naming.matching import match_all as match_all
    from ..naming.mentions import mentions as mentions
    from ..outside.drift import drift as drift
    from ..overviews.bonds import entities as entities
    from ..overviews.briefs import Desk as Desk
    from ..overviews.levers import levers as levers
    from ..overviews.matrices import matrix as matrix
    from ..overviews.participants import adopted as adopted
    from ..overviews.participants import participants as participants
    from ..overviews.participants import short_names as short_names
    from ..overviews.paths import Network as Network
    from ..overviews.paths import all_ties as all_ties
    from ..overviews.paths import paths as paths
    from ..overviews.sayings import all_sayings as all_sayings
    from ..overviews.surroundings import Surroundings as Surroundings
    from ..search.commands import COMMANDS as COMMANDS
    from ..search.commands import NEEDS as NEEDS
    from ..search.fulltext import best_lines as best_lines
    from ..search.fulltext import opened as opened
    from ..search.sentences import parameters_of as parameters_of
    from ..search.sentences import questions_asked as questions_asked
    from ..sparql.bindings import bind_variables as bind_variables
    from ..treaties.coverage import last_covered_day as last_covered_day
    from ..treaties.day_notes import DayNotes as DayNotes
    from ..treaties.register import Register as Register
    from ..treaties.standing import asked as asked
    from ..treaties.standing import reporting_day as reporting_day
    from .citing import read_permanent_name as read_permanent_name
    from .citing import reference as reference
    from .examples import examples as examples
    from .explaining import explain as explain
    from .origins import origins as origins
    from .origins import texts as texts
    from .pages import Pages as Pages
else:
    __getattr__ = lazily(
        __name__,
        __package__,
        {
            "concurrent.futures": "ThreadPoolExecutor",
            "..answers.catalogue": "catalogue_of",
            "..answers.conflicts": "Conflicts check_kind",
            "..answers.evidence_notes": "graphs_of things_of",
            "..answers.hits": "Hit",
            "..answers.matches": "answer_of as_list",
            "..building.plans": "keep_plan plan_of",
            "..building.sources": "read_links",
            "..checking.accepted": "CONFLICTS accepted_findings",
            "..checking.check": "Checker",
            "..checking.golden": "answer_findings",
            "..conflicts": "conflicts",
            "..diagnosis.arguments": "Asked",
            "..diagnosis.diagnose": "diagnose",
            "..endpoints.asking": "Endpoint",
            "..endpoints.connecting": "connected",
            "..endpoints.probe": "identified probed",
            "..endpoints.publishing": "Publisher",
            "..evidence.cite": "Finder",
            "..evidence.minimal": "minimal",
            "..exports.exports": "Built Wanted for_engine gather write",
            "..exports.questions": "write_questions",
            "..exports.schema": "write_ontology write_shapes",
            "..naming.matching": "match_all",
            "..outside.drift": "drift",
            "..naming.mentions": "mentions",
            "..search.commands": "COMMANDS NEEDS",
            "..search.fulltext": "best_lines opened",
            "..search.sentences": "parameters_of questions_asked",
            "..sparql.bindings": "bind_variables",
            "..treaties.coverage": "last_covered_day",
            "..treaties.day_notes": "DayNotes",
            "..treaties.register": "Register",
            "..treaties.standing": "asked reporting_day",
            "..overviews.bonds": "entities",
            "..overviews.briefs": "Desk",
            "..overviews.levers": "levers",
            "..overviews.matrices": "matrix",
            "..overviews.participants": "adopted participants short_names",
            "..overviews.paths": "Network all_ties paths",
            "..overviews.sayings": "all_sayings",
            "..overviews.surroundings": "Surroundings",
            ".citing": "read_permanent_name reference",
            ".examples": "examples",
            ".explaining": "explain",
            ".pages": "Pages",
            ".origins": "origins texts",
        },
    )
