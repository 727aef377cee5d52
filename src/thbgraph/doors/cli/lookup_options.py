"""The options of the commands that look something up, or put together what readers come for."""

from __future__ import annotations

import argparse

from ...answers.formats import formats_of
from .format_options import add_format_options

CONFLICT_KINDS = (
    "value", "count", "identifier", "founding", "replaced", "ended", "list", "signature", "entry-into-force", "role",
    "refused",
)  # fmt: skip


def _show(show: argparse.ArgumentParser) -> None:
    show.add_argument(
        "name", help="a label, abbreviation, code, passage such as 2-14, linked identifier, CURIE or IRI"
    )
    show.add_argument("--all", action="store_true", help="all values of long lists, too")
    show.add_argument(
        "--memo", metavar="FILE", help="your copy of the memo, as text or as a table of paragraphs"
    )
    add_format_options(show, formats_of("Page"), "text")


def _why(why: argparse.ArgumentParser) -> None:
    why.add_argument("subject", help="a label, abbreviation, code, passage such as 2-14, CURIE or IRI")
    why.add_argument("predicate", help="a property by its label, local name, CURIE or IRI; a for its class")
    why.add_argument("object", help="a thing like the subject, or a value as text, day or Turtle literal")
    add_format_options(why, formats_of("Explanation"), "text")


def _conflicts(conflicts: argparse.ArgumentParser) -> None:
    conflicts.add_argument(
        "entity",
        nargs="?",
        metavar="ENTITY",
        help="only those about a thing, or with a side in a passage or source",
    )
    conflicts.add_argument("--kind", choices=CONFLICT_KINDS, help="only those of a kind")
    add_format_options(conflicts, formats_of("Conflicts"), "text")


def _status(status: argparse.ArgumentParser) -> None:
    status.add_argument("state", help="a state, territory or organization, as people call it")
    status.add_argument("instrument", help="a treaty, such as CETS 197")
    add_day(status)
    add_format_options(status, formats_of("Standing"), "text")


def _participants(participants: argparse.ArgumentParser) -> None:
    participants.add_argument("instrument", help="a treaty, such as CETS 197")
    add_day(participants)
    add_format_options(participants, formats_of("Participants"), "text")


def _brief(brief: argparse.ArgumentParser) -> None:
    brief.add_argument("name", help="a state, an instrument, an organization or another thing")
    add_day(brief)
    add_format_options(brief, formats_of("Brief"), "text")


def _matrix(matrix: argparse.ArgumentParser) -> None:
    matrix.add_argument("group", help="the group whose members are asked about, such as CBSS or EU")
    add_day(matrix)
    matrix.add_argument(
        "--instrument",
        metavar="NAME",
        action="append",
        default=[],
        help="only this treaty; repeat it for several",
    )
    add_format_options(matrix, formats_of("Matrix"), "text")


def _levers(levers: argparse.ArgumentParser) -> None:
    levers.add_argument("group", help="the group whose members are asked about, such as CBSS or EU")
    add_day(levers)
    add_format_options(levers, formats_of("Levers"), "text")


def _path(path: argparse.ArgumentParser) -> None:
    path.add_argument("start", metavar="NAME", help="a thing, by any of its names")
    path.add_argument("end", metavar="NAME", help="another")
    path.add_argument("--most", metavar="N", type=int, default=3, help="show so many paths; default: 3")
    _add_topics(path)
    add_format_options(path, formats_of("Paths"), "text")


def _around(around: argparse.ArgumentParser) -> None:
    around.add_argument("name", help="a thing, by any of its names")
    _add_topics(around)
    add_format_options(around, formats_of("Surroundings"), "text")


def _add_topics(command: argparse.ArgumentParser) -> None:
    command.add_argument("--topics", action="store_true", help="also over topics and places")


def add_day(command: argparse.ArgumentParser) -> None:
    """Adds the argument for the day as of which a command speaks."""
    command.add_argument(
        "day", nargs="?", metavar="asOf=DATE", help="the day, such as asOf=2008-01-01; default: the memo's"
    )


#: Name, module and function, help, and what adds the options, as in `commands`.
LOOKUPS = (
    ("show", "show:page", "say what is known of an entity or passage, and who says so", _show),
    ("why", "show:why", "say why a statement holds: its shortest proof, down to the passages", _why),
    ("conflicts", "show:conflicts", "say where the sources disagree: both sides, and a reading", _conflicts),
    (
        "status",
        "show:status",
        "say where a state stands under a treaty on a day, and what decides it",
        _status,
    ),
    (
        "participants",
        "overviews:participants",
        "list who had signed or joined a treaty by a day",
        _participants,
    ),
    (
        "brief",
        "overviews:brief",
        "write one or two pages about a thing: where it stands, what is asked of it",
        _brief,
    ),
    (
        "matrix",
        "overviews:matrix",
        "show where the members of a group stand under each treaty on a day",
        _matrix,
    ),
    (
        "levers",
        "overviews:levers",
        "show what parliamentarians can press for, who says so, and where",
        _levers,
    ),
    ("path", "overviews:path", "say how two things are connected, each step with its passage", _path),
    ("around", "overviews:around", "list what a thing is related to, and who says so", _around),
)
