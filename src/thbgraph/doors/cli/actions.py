"""The actions of `source` and `link`, with their options."""

from __future__ import annotations

from . import option_types
from .options import LISTED, answered, argument, flag, repeated, written

_MATCH = (
    argument("names", "names or codes; asOf=DATE is the day as at which they speak", "NAME", nargs="*"),
    argument("--file", "a list of names, as CSV with a header; - for standard input", "PATH"),
    argument("--column", "the column of the list that holds the names", "COLUMN"),
    argument("--kind", "only things of a class, such as State or org:Organization", "CLASS"),
    flag("--fail-on-unmatched", "exit 1 when a name did not match"),
    *answered(),
)
_FETCH = (
    repeated("--target", "only one scheme; repeat it for several", "SCHEME"),
    argument("--max-age", "leave what is not older; default: 7, 0 for all anew", "DAYS", type=option_types.days, default=7),
    argument("--via", "a mirror, to which each address is appended", "URL"),
)  # fmt: skip
_DRIFT = (
    argument("--target", "only one scheme, such as wikidata", "SCHEME"),
    flag("--mismatch-finder", "CSV as Wikidata's Mismatch Finder takes it"),
    *answered(),
)
_LINKS = (
    argument("--target", "only links to one scheme, such as wikidata", "SCHEME"),
    flag("--unlinked", "what has no identifier, and why"),
    *answered(),
)
_LINKED = (argument("name", "a label, abbreviation, code, CURIE, IRI or linked identifier"), *written(LISTED))

#: Rows as in `commands`.
SOURCE = (
    ("list", "sources:listing", "list the sources: rights, age, and up to when each is complete", written(LISTED)),
    ("show", "sources:show", "say what a source says of itself",
     (argument("name", "a source, such as cbss-members", "SOURCE"), *written(LISTED))),
    ("status", "sources:status", "say from when to when each source covers each treaty, and how old it is",
     (argument("instrument", "only one treaty, such as CETS 197", "TREATY", nargs="?"), *written(LISTED))),
    ("check", "sources:check", "say whether the tables fit their metadata",
     (argument("name", "only the table of one source", "SOURCE", nargs="?"),)),
)  # fmt: skip
LINK = (
    ("check", "links:check", "say what is wrong with the links", ()),
    ("list", "links:listing", "list the links, or what is unlinked", _LINKS),
    ("show", "links:show", "say which identifiers an entity has, on what evidence", _LINKED),
    ("match", "matching:match", "match other people's lists of names and codes to entities", _MATCH),
    ("fetch", "fetching:fetch", "get what linked sources say, over the network", _FETCH),
    ("drift", "fetching:drift", "say what fetched outside sources say otherwise", _DRIFT),
)
