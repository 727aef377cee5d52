"""The commands that a sentence may ask for beside the saved questions, described as these are."""

from __future__ import annotations

from collections.abc import Mapping

from ..base import vocabulary as thb
from ..base.dates import DATE
from ..base.namespaces import PREFIXES
from ..questions.questions import Param, Question

_ORGANIZATION, _AGENT = PREFIXES["org"] + "Organization", PREFIXES["foaf"] + "Agent"


def _command(name: str, takes: Mapping[str, str], summary: str, *asked: str) -> Question:
    """Describes a command by what its parameters take, a class or a datatype, and by how it is asked for."""
    params = tuple(
        Param(param, None if kind == DATE else kind, DATE if kind == DATE else None, "", "")
        for param, kind in takes.items()
    )
    return Question(name, "", summary, "", (), params, {}, None, asked)


#: The commands about one state or organization, which no group of states can take the place of.
OF_ONE = frozenset(("status",))
#: The question that must have rows about its thing for a command to have something to say of it.
NEEDS = {"levers": "group-members"}
#: By name; arguments are given in the order of the parameters, a day by its name.
COMMANDS = {
    command.name: command
    for command in (
        _command(
            "status",
            {"state": _AGENT, "instrument": thb.Treaty, "asOf": DATE},
            "Where does a state stand under an instrument on a day, and what would settle it?",
            "is {state} a party to {instrument}",
            "is {state} party to {instrument}",
            "has {state} ratified {instrument}",
            "has {state} signed {instrument}",
            "has {state} acceded to {instrument}",
            "has {state} accepted {instrument}",
            "has {state} approved {instrument}",
            "did {state} ratify {instrument}",
            "did {state} sign {instrument}",
            "did {state} accede to {instrument}",
            "did {state} accept or approve {instrument}",
            "when did {state} ratify {instrument}",
            "when did {state} sign {instrument}",
            "is {state} bound by {instrument} on {asOf}",
            "was {state} bound by {instrument} on {asOf}",
            "was {state} a party to {instrument} on {asOf}",
            "had {state} ratified {instrument} by {asOf}",
            "had {state} signed {instrument} by {asOf}",
            "had {state} acceded to {instrument} by {asOf}",
            "had {state} accepted or approved {instrument} by {asOf}",
            "did {state} join {instrument}",
            "status of {state} under {instrument}",
            "where did {state} stand under {instrument} on {asOf}",
            "was {instrument} in force for {state} on {asOf}",
        ),
        _command(
            "show",
            {"entity": thb.Entity},
            "What is known of it, and who says so?",
            "what is {entity}",
            "who is {entity}",
            "describe {entity}",
            "show all that is known of {entity}",
            "page of {entity}",
            "facts on {entity}",
            "who can join {entity}",
            "to whom is {entity} open",
            "who may become party to {entity}",
            "when is {entity}",
        ),
        _command(
            "participants",
            {"instrument": thb.Treaty, "asOf": DATE},
            "Who had signed or joined a treaty by a day?",
            "participants in {instrument}",
            "table of signatures, ratifications and entries into force of {instrument}",
            "list of signatures and ratifications of {instrument} as a treaty office prints it",
            "all signatories and parties of {instrument} with their dates",
            "when did each state sign, ratify and become bound by {instrument}",
        ),
        _command(
            "brief",
            {"name": thb.Entity, "asOf": DATE},
            "A page or two about a thing: where it stands, what is asked of it, what is undetermined",
            "brief on {name}",
            "briefing on {name} for a minister or a delegation",
            "write one page about {name}",
            "background note on {name} to hand out",
            "prepare a note on {name} for a meeting",
        ),
        _command(
            "levers",
            {"group": _ORGANIZATION, "asOf": DATE},
            "What can parliamentarians press for, who says so, and where?",
            "what can parliamentarians of {group} press for, and where",
            "where would parliamentary pressure yield results in {group}",
            "levers for parliamentarians of {group}",
            "which measures lack in which states of {group} and who calls for them",
            "where does it pay off for parliaments of {group} to push",
        ),
        _command(
            "path",
            {"start": thb.Entity, "end": thb.Entity},
            "How are two things connected, step by step?",
            "how are {start} and {end} connected",
            "how is {start} connected to {end}",
            "what has {start} to do with {end}",
            "connection between {start} and {end}",
            "link from {start} to {end}",
            "what links {start} to {end}",
            "how does {start} relate to {end}",
        ),
        _command(
            "around",
            {"name": thb.Entity},
            "What is a thing related to, and who says so?",
            "what is related to {name}",
            "what surrounds {name}",
            "neighbours of {name}",
            "everything connected with {name}",
            "which things are linked to {name}",
        ),
        _command(
            "conflicts",
            {"entity": thb.Entity},
            "Where do the sources disagree?",
            "where do the sources disagree",
            "are there contradictions about {entity}",
            "which statements contradict each other",
            "errors in the memo",
            "what is wrong in the memo",
            "conflicting dates or numbers",
            "do the sources agree on {entity}",
            "do the memo and other sources tell different stories",
            "two dates for the same act that do not match",
            "what does the memo say otherwise than the treaty office or depositary",
            "discrepancies and inconsistencies in what is recorded about {entity}",
        ),
    )
}
