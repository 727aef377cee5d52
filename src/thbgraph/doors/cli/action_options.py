"""The actions of `source` and `link`, and their options."""

from __future__ import annotations

import argparse

from . import option_types
from .format_options import LISTED, add_answer_options, add_format_options

# As typing.TYPE_CHECKING, without importing typing: --help and --version need not wait for it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Action = tuple[str, str, str, Callable[[argparse.ArgumentParser], None] | None]


def add_source_actions(source: argparse.ArgumentParser) -> None:
    """Adds the actions of `source`."""
    _add_actions(source, _SOURCE_ACTIONS)


def add_link_actions(link: argparse.ArgumentParser) -> None:
    """Adds the actions of `link`."""
    _add_actions(link, _LINK_ACTIONS)


def _add_actions(command: argparse.ArgumentParser, known: Sequence[Action]) -> None:
    actions = command.add_subparsers(title="actions", metavar="ACTION", required=True)
    for name, run, text, options in known:
        action = actions.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        action.set_defaults(run=run, parser=action)
        if options is not None:
            options(action)


def _source_list(listing: argparse.ArgumentParser) -> None:
    add_format_options(listing, LISTED, "text")


def _source_show(show: argparse.ArgumentParser) -> None:
    show.add_argument("name", metavar="SOURCE", help="a source, such as cbss-members")
    add_format_options(show, LISTED, "text")


def _source_status(status: argparse.ArgumentParser) -> None:
    status.add_argument("instrument", nargs="?", metavar="TREATY", help="only one treaty, such as CETS 197")
    add_format_options(status, LISTED, "text")


def _source_check(check: argparse.ArgumentParser) -> None:
    check.add_argument("name", nargs="?", metavar="SOURCE", help="only the table of one source")


def _link_list(listing: argparse.ArgumentParser) -> None:
    listing.add_argument("--target", metavar="SCHEME", help="only links to one scheme, such as wikidata")
    listing.add_argument("--unlinked", action="store_true", help="what has no identifier, and why")
    add_answer_options(listing, cites=False)


def _link_show(show: argparse.ArgumentParser) -> None:
    show.add_argument("name", help="a label, abbreviation, code, CURIE, IRI or linked identifier")
    add_format_options(show, LISTED, "text")


def _link_match(match: argparse.ArgumentParser) -> None:
    match.add_argument(
        "names", nargs="*", metavar="NAME", help="names or codes; asOf=DATE is the day as at which they speak"
    )
    match.add_argument(
        "--file", metavar="PATH", help="a list of names, as CSV with a header; - for standard input"
    )
    match.add_argument("--column", metavar="COLUMN", help="the column of the list that holds the names")
    match.add_argument(
        "--kind", metavar="CLASS", help="only things of a class, such as State or org:Organization"
    )
    match.add_argument("--fail-on-unmatched", action="store_true", help="exit 1 when a name did not match")
    add_answer_options(match, cites=False)


def _link_fetch(fetch: argparse.ArgumentParser) -> None:
    fetch.add_argument(
        "--target",
        metavar="SCHEME",
        action="append",
        default=[],
        help="only one scheme; repeat it for several",
    )
    fetch.add_argument(
        "--max-age",
        metavar="DAYS",
        type=option_types.days,
        default=7,
        help="leave what is not older; default: 7, 0 for all anew",
    )
    fetch.add_argument("--via", metavar="URL", help="a mirror, to which each address is appended")


def _link_drift(drift: argparse.ArgumentParser) -> None:
    drift.add_argument("--target", metavar="SCHEME", help="only one scheme, such as wikidata")
    drift.add_argument(
        "--mismatch-finder", action="store_true", help="CSV as Wikidata's Mismatch Finder takes it"
    )
    add_answer_options(drift, cites=False)


#: Name, module and function, help, and what adds the options of each action.
_SOURCE_ACTIONS = (
    (
        "list",
        "sources:listing",
        "list the sources: rights, age, and up to when each is complete",
        _source_list,
    ),
    ("show", "sources:show", "say what a source says of itself", _source_show),
    (
        "status",
        "sources:status",
        "say from when to when each source covers each treaty, and how old it is",
        _source_status,
    ),
    ("check", "part_checks:tables", "say whether the tables fit their metadata", _source_check),
)
_LINK_ACTIONS = (
    ("check", "part_checks:links", "say what is wrong with the links", None),
    ("list", "links:listing", "list the links, or what is unlinked", _link_list),
    ("show", "links:show", "say which identifiers an entity has, on what evidence", _link_show),
    ("match", "matching:match", "match other people's lists of names and codes to entities", _link_match),
    ("fetch", "fetching:fetch", "get what linked sources say, over the network", _link_fetch),
    ("drift", "fetching:drift", "say what fetched outside sources say otherwise", _link_drift),
)
