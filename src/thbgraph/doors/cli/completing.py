"""Shell completion: scripts for bash, zsh and fish that ask the program what may come next.

Each Tab runs the program with THBGRAPH_COMPLETE set and the words typed so far; it prints what may stand in
the place of the last one.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence

from ...naming.terms import PROPERTIES
from ...words.terms import short
from .opening import write

_BASH = """\
_thbgraph() {
    local IFS=$'\\n'
    COMPREPLY=($(compgen -W "$(THBGRAPH_COMPLETE=1 thbgraph "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]##*=}"))
}
complete -o default -F _thbgraph thbgraph
"""
_ZSH = """\
#compdef thbgraph
_thbgraph() {
    local -a found
    found=("${(@f)$(THBGRAPH_COMPLETE=1 thbgraph "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    compset -P '*='
    compadd -a found
}
compdef _thbgraph thbgraph
"""
_FISH = """\
function __thbgraph
    set -l before (commandline -opc)
    THBGRAPH_COMPLETE=1 thbgraph $before[2..-1] (commandline -ct) 2>/dev/null
end
complete -c thbgraph -f -a '(__thbgraph)'
"""


def script(options: argparse.Namespace) -> int:
    """Prints the completion script of a shell."""
    write({"bash": _BASH, "zsh": _ZSH, "fish": _FISH}[options.shell])
    return 0


def offer(words: Sequence[str], parser: argparse.ArgumentParser) -> Iterable[str]:
    """Gives what may stand in the place of the last word, without building anything.

    Commands first; then for `ask` the questions, their parameters and the names that fit a parameter, for
    `show`, `find`, `export`, `status` and `conflicts` entities, for `why` entities and between them a property, for `link` its
    actions; options wherever a dash begins.
    """
    commands = _commands(parser)
    if len(words) <= 1:
        return sorted(commands)
    command, last = words[0], words[-1]
    actions = _commands(commands[command]) if command in commands else {}
    if actions and len(words) == 2:
        return sorted(actions)
    chosen = actions.get(words[1]) or commands.get(command)
    if last.startswith("-") and chosen is not None:
        return sorted(option for action in chosen._actions for option in action.option_strings)
    return _names(command, words[1:], last)


def _commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Gives the commands of a program, or the actions of a command, by name."""
    found = (a.choices for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return next(found, {})


def _names(command: str, words: Sequence[str], last: str) -> list[str]:
    from ...building import build, sources

    found = build.find(sources.home())
    if found is None:
        return []
    index = found[1]
    if command == "why" and len(words) == 2:
        return sorted(short(iri) for iri, kinds in index.classes.items() if PROPERTIES.intersection(kinds))
    if command in ("show", "find", "export", "conflicts", "status", "why", "link"):
        return sorted(short(iri) for iri in index.classes)
    if command != "ask":
        return []
    if len(words) <= 1:
        return list(index.questions)
    question = index.questions.get(words[0])
    if question is None:
        return []
    name, equals, _ = last.partition("=")
    if not equals:
        return [f"{param.name}=" for param in question.params]
    kinds = [param.wants_class for param in question.params if param.name == name]
    return sorted(
        short(iri) for iri, kind in index.classes.items() if kinds and kinds[0] and _is(kinds[0], kind)
    )


def _is(wanted: str, kinds: Sequence[str]) -> bool:
    return short(wanted) in kinds
