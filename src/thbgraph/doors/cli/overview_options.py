"""The options of the commands that put together what readers come for."""

from __future__ import annotations

import argparse

from ...answers.formats import formats_of
from .format_options import add_format_options


def _participants(participants: argparse.ArgumentParser) -> None:
    participants.add_argument("instrument", help="a treaty, such as CETS 197")
    add_day(participants)
    add_format_options(participants, formats_of("Participants"), "text")


def _brief(brief: argparse.ArgumentParser) -> None:
    brief.add_argument("name", help="a state, an instrument, an organization or another thing")
    add_day(brief)
    add_format_options(brief, formats_of("Brief"), "text")


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
OVERVIEWS = (
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
    ("path", "overviews:path", "say how two things are connected, each step with its passage", _path),
    ("around", "overviews:around", "list what a thing is related to, and who says so", _around),
)
