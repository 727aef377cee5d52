"""The commands that look something up, or put together what readers come for, with their options."""

from __future__ import annotations

from ...answers.formats import formats_of
from . import option_types
from .options import argument, flag, repeated, written

CONFLICT_KINDS = (
    "value", "count", "identifier", "founding", "replaced", "ended", "list", "signature", "entry-into-force", "role",
    "refused",
)  # fmt: skip
_TREATY = argument("instrument", "a treaty, such as CETS 197")
_GROUP = argument("group", "the group whose members are asked about, such as CBSS or EU")
_DAY = argument(
    "day", "the day, such as asOf=2008-01-01; default: the memo's", "asOf=DATE", nargs="?", type=option_types.day
)  # fmt: skip
_TOPICS = flag("--topics", "also over topics and places")

_SHOW = (
    argument("name", "a label, abbreviation, code, passage such as 2-14, linked identifier, CURIE or IRI"),
    flag("--all", "all values of long lists, too"),
    argument("--memo", "your copy of the memo, as text or as a table of paragraphs", "FILE"),
    *written(formats_of("Page")),
)
_WHY = (
    argument("subject", "a label, abbreviation, code, passage such as 2-14, CURIE or IRI"),
    argument("predicate", "a property by its label, local name, CURIE or IRI; a for its class"),
    argument("object", "a thing like the subject, or a value as text, day or Turtle literal"),
    *written(formats_of("Explanation")),
)
_CONFLICTS = (
    argument(
        "entity", "only those about a thing, or with a side in a passage or source", "ENTITY", nargs="?"
    ),
    argument("--kind", "only those of a kind", choices=CONFLICT_KINDS),
    *written(formats_of("Conflicts")),
)
_STATUS = (
    argument("state", "a state, territory or organization, as people call it"),
    *(_TREATY, _DAY, *written(formats_of("Standing"))),
)
_BRIEF = (
    argument("name", "a state, an instrument, an organization or another thing"),
    *(_DAY, *written(formats_of("Brief"))),
)
_MATRIX = (
    *(_GROUP, _DAY),
    repeated("--instrument", "only this treaty; repeat it for several", "NAME"),
    *written(formats_of("Matrix")),
)
_PATH = (
    argument("start", "a thing, by any of its names", "NAME"),
    argument("end", "another", "NAME"),
    argument("--most", "show so many paths; default: 3", "N", type=int, default=3),
    *(_TOPICS, *written(formats_of("Paths"))),
)
_AROUND = (argument("name", "a thing, by any of its names"), _TOPICS, *written(formats_of("Surroundings")))

#: Rows as in `commands`.
LOOKUPS = (
    ("show", "show:page", "say what is known of an entity or passage, and who says so", _SHOW),
    ("why", "show:why", "say why a statement holds: its shortest proof, down to the passages", _WHY),
    ("conflicts", "show:conflicts", "say where the sources disagree: both sides, and a reading", _CONFLICTS),
    ("status", "show:status", "say where a state stands under a treaty on a day, and what decides it", _STATUS),
    ("participants", "show:participants", "list who had signed or joined a treaty by a day",
     (_TREATY, _DAY, *written(formats_of("Participants")))),
    ("brief", "show:brief", "write one or two pages about a thing: where it stands, what is asked of it", _BRIEF),
    ("matrix", "show:matrix", "show where the members of a group stand under each treaty on a day", _MATRIX),
    ("levers", "show:levers", "show what parliamentarians can press for, who says so, and where",
     (_GROUP, _DAY, *written(formats_of("Levers")))),
    ("path", "show:path", "say how two things are connected, each step with its passage", _PATH),
    ("around", "show:around", "list what a thing is related to, and who says so", _AROUND),
)  # fmt: skip
