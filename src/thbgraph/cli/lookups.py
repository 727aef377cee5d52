"""The commands that look something up, or put together what readers come for, with their options."""

from __future__ import annotations

from ..results.formats import formats_of
from . import option_types
from .options import argument, flag, repeated, written

_TREATY = argument("instrument", "a treaty, such as CETS 197")
_GROUP = argument("group", "the group whose members you want, such as CBSS or EU")
_DAY = argument(
    "day", "the day, such as asOf=2008-01-01; default: the memo's", "asOf=DATE", nargs="?", type=option_types.day
)  # fmt: skip
_TOPICS = flag("--topics", "include topics and places")

_SHOW = (
    argument("name", "a label, abbreviation, code, passage such as 2-14, linked identifier, CURIE or IRI"),
    flag("--all", "show long lists in full"),
    argument("--memo", "your copy of the memo, as text or as a table of paragraphs", "FILE"),
    *written(formats_of("Page")),
)
_WHY = (
    argument("subject", "a label, abbreviation, code, passage such as 2-14, CURIE or IRI"),
    argument(
        "predicate", "a property by its label, local name, CURIE or IRI; a for the class of the subject"
    ),
    argument("object", "a thing, named like the subject, or a value: text, a day or a Turtle literal"),
    *written(formats_of("Explanation")),
)
_CONFLICTS = (
    argument(
        "entity",
        "only conflicts about this thing, or with a side in this passage or source",
        "ENTITY",
        nargs="?",
    ),
    argument("--kind", "only conflicts of this kind, such as value", "KIND"),
    *written(formats_of("Conflicts")),
)
_STATUS = (
    argument("state", "a state, territory or organization, by any of its names"),
    _TREATY,
    _DAY,
    *written(formats_of("StatusOnDay")),
)
_BRIEF = (
    argument("name", "a state, an instrument, an organization or another thing"),
    _DAY,
    *written(formats_of("Brief")),
)
_MATRIX = (
    _GROUP,
    _DAY,
    repeated("--instrument", "only this treaty; may be repeated", "NAME"),
    *written(formats_of("Matrix")),
)
_PATH = (
    argument("start", "a thing, by any of its names", "NAME"),
    argument("end", "another thing", "NAME"),
    argument("--most", "the number of paths to show; default: 3", "N", type=int, default=3),
    _TOPICS,
    *written(formats_of("Paths")),
)
_AROUND = (argument("name", "a thing, by any of its names"), _TOPICS, *written(formats_of("Surroundings")))

#: Rows as in `commands`.
LOOKUPS = (
    ("show", "show:page", "show what is known about a thing or passage, and who says so", _SHOW),
    ("why", "show:why", "explain why a statement holds: its shortest proof, down to the passages", _WHY),
    ("conflicts", "show:conflicts", "show where the sources disagree: both sides, and a reading", _CONFLICTS),
    ("status", "show:status", "show where a state stands under a treaty on a day, and what decides it", _STATUS),
    ("participants", "show:participants", "list who had signed or joined a treaty by a day",
     (_TREATY, _DAY, *written(formats_of("Participants")))),
    ("brief", "show:brief", "write a page or two about a thing: where it stands, what is asked of it", _BRIEF),
    ("matrix", "show:matrix", "show where the members of a group stand under each treaty on a day", _MATRIX),
    ("levers", "show:levers", "show what parliamentarians can press for, who says so, and where",
     (_GROUP, _DAY, *written(formats_of("Levers")))),
    ("path", "show:path", "show how two things are connected, each step with its passage", _PATH),
    ("around", "show:around", "list what a thing is related to, and who says so", _AROUND),
)  # fmt: skip
