"""Under which name, and by whom, a state or body acted on a day."""

from __future__ import annotations

from collections.abc import Callable

from ..words.namespaces import PREFIXES
from .records import END, START, Records
from .succession import Succession

#: The dated names of a state, and what they are.
DATED_NAME, FORM = (PREFIXES["skosxl"] + name for name in ("altLabel", "literalForm"))


def predecessor_on(state: str, day: str, records: Records, succession: Succession) -> str | None:
    """Returns who acted on a day instead of the state or body that carries it on; None where nobody did."""

    def exists(old: str) -> bool:
        return (records.days(old, END)[1] or "") >= day

    before = succession.predecessor(state, exists)
    return before if before != state else None


def name_on(
    state: str, day: str, records: Records, succession: Succession, label: Callable[[str], str]
) -> str:
    """Returns the name under which a state or body acted on a day, with the one of today in brackets.

    Until the last day of a state or body that it carries on, that is the other's name. A name of which only the
    year is known is taken from the year's end.
    """
    today, before = label(state), predecessor_on(state, day, records, succession)
    if before is not None:
        return f"{label(before)} (today {today})"
    nodes = records.facts.texts(state, DATED_NAME)
    dated = [node for node in nodes if any(records.days(node, START) + records.days(node, END))]
    names = sorted(
        (records.days(node, START)[1] or "", records.facts.text(node, FORM) or "") for node in dated
    )
    held = [text for start, text in names if start <= day]
    if not held or held[-1] == names[-1][1]:
        return today
    return f"{held[-1]} (today {names[-1][1] if today == held[-1] else today})"
