"""The actions of `source` and `link`, with their options."""

from __future__ import annotations

from . import option_types
from .options import LISTED, answered, argument, flag, repeated, written

_MATCH = (
    argument("names", "names or codes; asOf=DATE is the day to which they refer", "NAME", nargs="*"),
    argument("--file", "a list of names, as CSV with a header; - for standard input", "PATH"),
    argument("--column", "the column of the list that holds the names", "COLUMN"),
    argument("--kind", "only things of a class, such as State or org:Organization", "CLASS"),
    flag("--fail-on-unmatched", "exit 1 if a name does not match"),
    *answered(),
)
_FETCH = (
    repeated("--target", "only this scheme; may be repeated", "SCHEME"),
    argument("--max-age", "fetch again what is older than this; default: 7, 0 for everything", "DAYS",
             type=option_types.days, default=7),
    argument("--via", "a mirror, to which each address is appended", "URL"),
)  # fmt: skip
_DRIFT = (
    argument("--target", "only this scheme, such as wikidata", "SCHEME"),
    flag("--mismatch-finder", "write CSV for Wikidata's Mismatch Finder"),
    *answered(),
)
_LINKS = (
    argument("--target", "only links to this scheme, such as wikidata", "SCHEME"),
    flag("--unlinked", "list what has no identifier, and why"),
    *answered(),
)
_LINKED = (argument("name", "a label, abbreviation, code, CURIE, IRI or linked identifier"), *written(LISTED))

#: Rows as in `commands`.
SOURCE = (
    ("list", "sources:listing", "list the sources: rights, age, and up to when each is complete", written(LISTED)),
    ("show", "sources:show", "show what a source says about itself",
     (argument("name", "a source, such as cbss-members", "SOURCE"), *written(LISTED))),
    ("status", "sources:status", "show the period that each source covers for each treaty, and how old it is",
     (argument("instrument", "only this treaty, such as CETS 197", "TREATY", nargs="?"), *written(LISTED))),
    ("check", "sources:check", "check the tables against their metadata",
     (argument("name", "only the table of this source", "SOURCE", nargs="?"),)),
)  # fmt: skip
LINK = (
    ("check", "links:check", "report what is wrong with the links", ()),
    ("list", "links:listing", "list the links, or what is unlinked", _LINKS),
    ("show", "links:show", "show which identifiers a thing has, and on what evidence", _LINKED),
    ("match", "matching:match", "match your own list of names or codes to things in the graph", _MATCH),
    ("fetch", "fetching:fetch", "fetch over the network what linked sources say", _FETCH),
    ("drift", "fetching:drift", "show where the fetched sources say something different", _DRIFT),
)
NEW = (
    ("question", "creating:question", "write queries/NAME.rq, to be filled in, and say what comes next",
     (argument("name", "its name: lower-case words joined by hyphens", "NAME"),)),
)  # fmt: skip
