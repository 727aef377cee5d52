"""The commands that a sentence may ask for beside the saved questions, described as these are."""

from __future__ import annotations

from ..files.questions import Param, Question
from ..words import vocabulary as thb
from ..words.dates import DATE


def _command(name: str, summary: str, asked: tuple[str, ...], *params: Param) -> Question:
    return Question(name, "", summary, "", (), params, {}, None, asked)


def _param(name: str, kind: str | None, datatype: str | None = None) -> Param:
    return Param(name, kind, datatype, "", "")


#: By name; arguments are given in the order of the parameters, a day by its name.
COMMANDS = {
    command.name: command
    for command in (
        _command(
            "status",
            "Where does a state stand under an instrument on a day, and what would settle it?",
            (
                "is {state} a party to {instrument}",
                "has {state} ratified {instrument}",
                "has {state} signed {instrument}",
                "when did {state} ratify {instrument}",
                "when did {state} sign {instrument}",
                "is {state} bound by {instrument} on {asOf}",
                "did {state} join {instrument}",
                "status of {state} under {instrument}",
                "where did {state} stand under {instrument} on {asOf}",
                "was {instrument} in force for {state} on {asOf}",
            ),
            _param("state", thb.State),
            _param("instrument", thb.Treaty),
            _param("asOf", None, DATE),
        ),
        _command(
            "show",
            "What is known of it, and who says so?",
            ("show all that is known of {entity}", "page of {entity}", "facts on {entity}"),
            _param("entity", thb.Entity),
        ),
        _command(
            "conflicts",
            "Where do the sources disagree?",
            (
                "where do the sources disagree",
                "are there contradictions about {entity}",
                "which statements contradict each other",
                "errors in the memo",
                "what is wrong in the memo",
                "conflicting dates or numbers",
                "do the sources agree on {entity}",
                "do the memo and other sources tell different stories",
                "two dates for the same act that do not match",
                "discrepancies and inconsistencies in what is recorded about {entity}",
            ),
            _param("entity", thb.Entity),
        ),
    )
}
